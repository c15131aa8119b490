import assert from 'node:assert/strict';
import { caseOf, cases } from '../../../src/catalog/prerequisites/applies.ts';
import { areas } from '../../../src/catalog/prerequisites/area.ts';
import type { Prerequisite } from '../../../src/catalog/prerequisites/prerequisite.ts';
import {
  type PrerequisiteId,
  prerequisiteOf,
  prerequisites,
  prerequisitesFor,
} from '../../../src/catalog/prerequisites/prerequisites.ts';
import { hostFacts, probeNames } from '../../../src/catalog/prerequisites/verify.ts';
import { localDbLimit } from '../../../src/catalog/sizing/limits.ts';
import type { Text } from '../../../src/catalog/text.ts';

function textsOf({ requirement, verify }: Prerequisite): readonly Text[] {
  return [requirement, verify.kind === 'attestation' ? verify.question : verify.what];
}

function idsOf(items: readonly Prerequisite[]): readonly string[] {
  return items.map((item) => item.id);
}

/** What each item must say: the figure, name or version that the document gives, in either language. */
const facts: readonly (readonly [PrerequisiteId, ...string[]])[] = [
  ['tenant-portal', 'entra.microsoft.com', 'portal.office.com'],
  ['onmicrosoft-only', 'onmicrosoft.com'],
  ['schema-2003', 'Windows Server 2003'],
  ['forest-level-2003', 'Windows Server 2003'],
  ['dc-paid-support', 'Windows Server 2016'],
  ['execution-policy-remotesigned', 'RemoteSigned'],
  ['powershell-5-0', '5.0'],
  ['tier-0', 'Tier 0'],
  ['server-os-2016', 'Windows Server 2016'],
  ['server-os-2022', 'Windows Server 2022'],
  ['dotnet-4-6-2', '4.6.2'],
  ['dotnet-4-8', '4.8'],
  ['dotnet-4-5-1', '4.5.1'],
  ['essentials-before-2019', 'Essentials', '2019'],
  ['adfs-os-2012-r2', '2012 R2'],
  ['wap-os-2012-r2', '2012 R2'],
  ['mfa-trusted-site', 'https://secure.aadcdn.microsoftonline-p.com'],
  ['localdb-2019', '2019 Express LocalDB'],
  ['component-localdb-2022', '2022 Express LocalDB'],
  ['localdb-size', '10 GB'],
  ['sql-version', '2022'],
  ['sql-2012', '2012'],
  ['collation-case-insensitive', '_CI_'],
  ['collation-case-sensitive', '_CS_'],
  ['shared-instance', 'MIM Sync', 'DirSync', 'Azure AD Sync'],
  ['entra-administrator', 'Global Administrator', 'Hybrid Identity Administrator'],
  ['enterprise-administrator', 'Enterprise Administrator'],
  ['tls-1-2-default', '1.1.614.0', 'TLS 1.2'],
  ['tls-1-0-default', '1.1.614.0', 'TLS 1.0'],
  ['tls-fallback', 'TLS 1.1', '1.0'],
  ['tls-1-2-enabled', '2.0', 'TLS 1.2'],
  ['dotnet-4-5-1-hotfix', '4.5.1'],
  ['strong-crypto', 'SchUseStrongCrypto'],
  ['sql-tls-1-2', '3135244'],
  ['proxy-machine-config', String.raw`C:\Windows\Microsoft.NET\Framework64\v4.0.30319\Config\machine.config`],
  ['proxy-wizard-credentials', 'Configure'],
  ['sync-service-restarted', 'Microsoft Entra ID Sync service'],
  ['proxy-idle-timeout', '6 minut', '5 minut'],
  ['dcom-key', String.raw`HKEY_LOCAL_MACHINE\Software\Microsoft\Ole`],
  ['dcom-default-launch-permission', 'DefaultLaunchPermission'],
  ['winrm-adfs-psremoting', 'Enable-PSRemoting -force'],
  ['winrm-trusted-hosts', String.raw`Set-Item WSMan:\localhost\Client\TrustedHosts -Value "<DMZServerFQDN>"`],
  ['certificate-enterprise-registration', 'enterpriseregistration.contoso.com'],
  ['component-sql-utilities', '2022 Command Line Utilities'],
  ['component-native-client', '2022 Native Client'],
  ['component-visual-cpp', 'Visual C++ 14'],
  ['no-localdb-with-own-sql', 'Install synchronization services'],
  ['version-floor-2-5-79', '2.5.79.0', '2026-09-30'],
  ['version-floor-2-6-84', '2.6.84.0', '2027-04-07'],
  ['server-os-2025', 'Windows Server 2025', '2022'],
];

describe('prerequisites', () => {
  it('have ids of their own, in kebab case', () => {
    const ids = idsOf(prerequisites);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  for (const [id, ...expected] of facts) {
    it(`say ${expected.join(', ')} in ${id}`, () => {
      const { en, nl } = prerequisiteOf(id).requirement;
      for (const fact of expected) {
        assert.ok(en.includes(fact), `${fact} in: ${en}`);
        assert.ok(nl.includes(fact), `${fact} in: ${nl}`);
      }
    });
  }

  it('are written in both languages, no text of one standing in for the other', () => {
    for (const item of prerequisites) {
      for (const { en, nl } of textsOf(item)) {
        assert.notEqual(en, nl, item.id);
        for (const written of [en, nl]) {
          assert.match(written, /[.?]$/, item.id);
          assert.equal(written, written.trim());
          assert.doesNotMatch(written, /[–—]| {2}|undefined/, item.id);
        }
      }
    }
  });

  it('word an attestation as a question and everything else as a statement', () => {
    for (const { id, requirement, verify } of prerequisites) {
      const how = verify.kind === 'attestation' ? verify.question : verify.what;
      assert.equal(how.en.endsWith('?'), verify.kind === 'attestation', id);
      assert.equal(how.nl.endsWith('?'), verify.kind === 'attestation', id);
      assert.ok(requirement.en.endsWith('.') && requirement.nl.endsWith('.'), id);
    }
  });

  it('leave no probe, host fact, case or area unused', () => {
    const probes = prerequisites.flatMap(({ verify }) => (verify.kind === 'probe' ? [verify.probe] : []));
    const facts = prerequisites.flatMap(({ verify }) => (verify.kind === 'host-fact' ? [verify.fact] : []));
    const used = prerequisites.flatMap(({ applies }) => (applies.kind === 'case' ? [applies.case] : []));
    assert.deepEqual([...new Set(probes)].toSorted(), [...probeNames].toSorted());
    assert.deepEqual([...new Set(facts)].toSorted(), [...hostFacts].toSorted());
    assert.deepEqual([...new Set(used)].toSorted(), cases.map(({ id }) => id).toSorted());
    assert.deepEqual(
      [...new Set(prerequisites.map(({ area }) => area))].toSorted(),
      areas.map(({ id }) => id).toSorted(),
    );
  });

  it('bind the proxy settings, authentication and restart to their cases', () => {
    assert.deepEqual(prerequisiteOf('proxy-machine-config').applies, { kind: 'case', case: 'outbound-proxy' });
    assert.deepEqual(prerequisiteOf('proxy-authentication-machine-config').applies, {
      kind: 'case',
      case: 'proxy-with-authentication',
    });
    assert.deepEqual(prerequisiteOf('sync-service-restarted').applies, { kind: 'case', case: 'existing-setup' });
    assert.deepEqual(prerequisiteOf('health-agent-prerequisites').applies, { kind: 'feature', feature: 'health' });
    assert.deepEqual(prerequisiteOf('server-domain-joined').applies, { kind: 'always' });
  });

  it('give LocalDB the limit that the sizing reckons with', () => {
    const { en } = prerequisiteOf('localdb-size').requirement;
    assert.ok(en.includes(`${localDbLimit.gigabytes} GB`));
    assert.ok(en.includes(localDbLimit.objects.toLocaleString('en')));
  });

  it('label every case in both languages', () => {
    for (const { id } of cases) {
      const { en, nl } = caseOf(id).label;
      assert.notEqual(en, nl, id);
    }
  });
});

describe('prerequisitesFor', () => {
  it('gives the items of an area', () => {
    assert.deepEqual(idsOf(prerequisitesFor({ area: 'dcom' })), [
      'dcom-key',
      'dcom-machine-access-restriction',
      'dcom-machine-launch-restriction',
      'dcom-default-launch-permission',
    ]);
  });

  it('gives the items of a role', () => {
    assert.deepEqual(idsOf(prerequisitesFor({ role: 'client' })), ['intranet-zone', 'intranet-zone-policy']);
  });

  it('narrows by area and role together', () => {
    assert.deepEqual(idsOf(prerequisitesFor({ area: 'certificates', role: 'wap' })), [
      'certificate-same-on-proxies',
      'certificate-trusted-on-wap',
    ]);
  });

  it('keeps what must and what must not be when only what is required is asked', () => {
    assert.deepEqual(idsOf(prerequisitesFor({ area: 'directory', requiredOnly: true })), [
      'schema-2003',
      'forest-level-2003',
      'dc-writable',
      'rodc',
      'dotted-netbios',
    ]);
  });

  it('gives both minimum versions of .NET that the page of 2023 states, each with its place', () => {
    const dotnet = prerequisitesFor({ area: 'components', requiredOnly: true });
    assert.deepEqual(
      dotnet.filter(({ source }) => source.source === 'prerequisites-2023').map(({ id, source }) => [id, source.place]),
      [
        ['dotnet-4-6-2', 'Installation prerequisites'],
        ['dotnet-4-5-1', 'PowerShell and .NET Framework'],
      ],
    );
  });

  it('gives nothing for an area that asks nothing of the role', () => {
    assert.deepEqual(prerequisitesFor({ area: 'dcom', role: 'wap' }), []);
  });

  it('gives everything to a question that narrows nothing', () => {
    assert.deepEqual(prerequisitesFor({}), prerequisites);
    assert.deepEqual(prerequisitesFor({ requiredOnly: false }), prerequisites);
  });
});
