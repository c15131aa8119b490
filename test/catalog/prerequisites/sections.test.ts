import assert from 'node:assert/strict';
import type { Severity } from '../../../src/catalog/prerequisites/prerequisite.ts';
import { type PrerequisiteId, prerequisites } from '../../../src/catalog/prerequisites/prerequisites.ts';

/** Each section of the page of 2023-11-06, and what its sentences ask, from top to bottom. */
const sections: Readonly<Record<string, Partial<Record<PrerequisiteId, Severity>>>> = {
  'Microsoft Entra ID': {
    'tenant-exists': 'required',
    'tenant-portal': 'note',
    'domain-verified': 'required',
    'onmicrosoft-only': 'unsupported',
    'tenant-object-limit': 'required',
  },
  'Prepare your on-premises data': {
    'idfix-run': 'recommended',
    'sync-features-reviewed': 'recommended',
  },
  'On-premises Active Directory': {
    'schema-2003': 'required',
    'forest-level-2003': 'required',
    'dc-any-version': 'note',
    'dc-paid-support': 'note',
    'dc-writable': 'required',
    rodc: 'unsupported',
    'no-write-redirects': 'note',
    'dotted-netbios': 'unsupported',
    'recycle-bin': 'recommended',
  },
  'PowerShell execution policy': {
    'scripts-allowed': 'required',
    'execution-policy-remotesigned': 'recommended',
  },
  'Microsoft Entra Connect server': {
    'admin-access-secured': 'required',
    'tier-0': 'required',
    'server-control-plane': 'recommended',
    'directory-best-practices': 'note',
  },
  'Installation prerequisites': {
    'server-domain-joined': 'required',
    'server-os-2016': 'required',
    'server-os-2022': 'recommended',
    'server-2016-paid-support': 'note',
    'dotnet-4-6-2': 'required',
    'dotnet-4-8': 'recommended',
    'small-business-server': 'unsupported',
    'essentials-before-2019': 'unsupported',
    'essentials-2019': 'optional',
    'standard-or-better': 'required',
    'full-gui': 'required',
    'server-core': 'unsupported',
    'transcription-with-adfs': 'unsupported',
    'transcription-with-sync': 'optional',
    'adfs-os-2012-r2': 'required',
    'wap-os-2012-r2': 'required',
    'adfs-remote-management': 'required',
    'wap-remote-management': 'required',
    'adfs-paid-support': 'note',
    'wap-paid-support': 'note',
    'federation-certificate': 'required',
    'federation-name-resolution': 'required',
    'traffic-interception': 'unsupported',
    'mfa-trusted-site': 'required',
    'mfa-trusted-site-prompt': 'note',
    'health-agent-prerequisites': 'required',
  },
  'Harden your Microsoft Entra Connect server': {
    'server-hardened': 'recommended',
    'hardening-control-plane': 'recommended',
    'admin-access-restricted': 'recommended',
    'dedicated-admin-accounts': 'recommended',
    'no-daily-work-as-admin': 'recommended',
    'privileged-access-guidance': 'recommended',
    'ntlm-denied': 'recommended',
    'unique-local-passwords': 'recommended',
    'windows-laps': 'optional',
    'clean-source-standards': 'note',
    'privileged-workstations': 'recommended',
    'directory-attack-surface': 'recommended',
    'federation-change-alerts': 'recommended',
    'mfa-for-entra-admins': 'recommended',
    'mfa-for-directory-admins': 'recommended',
    'soft-match-off': 'recommended',
    'hard-match-takeover-off': 'recommended',
  },
  'SQL Server used by Microsoft Entra Connect': {
    'sql-database': 'required',
    'localdb-2019': 'note',
    'localdb-size': 'note',
    'other-sql-for-volume': 'required',
    'sql-affects-performance': 'note',
    'sql-version': 'required',
    'sql-lifecycle-checked': 'recommended',
    'sql-on-windows': 'required',
    'sql-2012': 'unsupported',
    'azure-sql-database': 'unsupported',
    'azure-sql-managed-instance': 'unsupported',
    'collation-case-insensitive': 'required',
    'collation-case-sensitive': 'unsupported',
    'one-engine-per-instance': 'required',
    'shared-instance': 'unsupported',
  },
  Accounts: {
    'entra-administrator': 'required',
    'work-or-school-account': 'required',
    'microsoft-account': 'unsupported',
    'enterprise-administrator': 'required',
    'custom-settings-accounts': 'note',
  },
  Connectivity: {
    'dns-intranet': 'required',
    'dns-internet': 'required',
    'domains-reachable': 'required',
    'root-domains-reachable': 'required',
    'internal-ports-open': 'required',
    'office-365-urls-open': 'required',
    'admin-center-urls-open': 'recommended',
    'sovereign-cloud-urls': 'required',
    'tls-1-2-default': 'note',
    'tls-fallback': 'note',
    'tls-1-0-and-1-1': 'unsupported',
    'tls-1-2-enabled': 'required',
    'tls-1-0-default': 'note',
    'proxy-machine-config': 'required',
    'proxy-at-bottom': 'required',
    'proxy-reached': 'required',
    'proxy-service-account-in-domain': 'required',
    'proxy-custom-service-account': 'required',
    'proxy-authentication-machine-config': 'required',
    'proxy-wizard-credentials': 'note',
    'sync-service-restarted': 'required',
    'proxy-idle-timeout': 'required',
    'connectivity-troubleshooting': 'note',
  },
  Other: { 'test-user': 'optional' },
  'PowerShell and .NET Framework': {
    'powershell-5-0': 'required',
    'dotnet-4-5-1': 'required',
  },
  'Enable TLS 1.2 for Microsoft Entra Connect': {
    'dotnet-can-use-tls-1-2': 'optional',
    'dotnet-4-5-1-hotfix': 'required',
    'strong-crypto': 'required',
    'strong-crypto-restart': 'required',
    'sql-tls-1-2': 'required',
  },
  'DCOM prerequisites on the synchronization server': {
    'dcom-key': 'required',
    'dcom-machine-access-restriction': 'required',
    'dcom-machine-launch-restriction': 'required',
    'dcom-default-launch-permission': 'required',
  },
  'Windows Remote Management': {
    'winrm-adfs-enabled': 'required',
    'winrm-adfs-psremoting': 'required',
    'winrm-wap-joined-enabled': 'required',
    'winrm-wap-joined-psremoting': 'required',
    'winrm-wap-service': 'required',
    'winrm-wap-psremoting': 'required',
    'winrm-trusted-hosts': 'required',
    'winrm-server-pool': 'required',
    'winrm-manage-as': 'required',
    'winrm-session-opens': 'required',
  },
  'TLS/SSL certificate requirements': {
    'certificate-same-on-farm': 'recommended',
    'certificate-same-on-proxies': 'recommended',
    'certificate-x509': 'required',
    'certificate-self-signed': 'optional',
    'certificate-public-ca': 'recommended',
    'certificate-trusted-on-wap': 'required',
    'certificate-trusted-on-adfs': 'required',
    'certificate-identity': 'required',
    'certificate-san': 'required',
    'certificate-common-name': 'required',
    'certificate-several-san': 'optional',
    'certificate-enterprise-registration': 'required',
    'certificate-cng-ksp': 'unsupported',
    'certificate-csp': 'required',
    'certificate-wildcard': 'optional',
  },
  'Name resolution for federation servers': {
    'federation-name-intranet': 'required',
    'federation-name-extranet': 'required',
    'federation-a-record': 'required',
    'federation-cname': 'unsupported',
    'load-balancer-adfs': 'required',
    'load-balancer-wap': 'required',
    'federation-name-at-load-balancer': 'required',
    'intranet-zone': 'required',
    'intranet-zone-policy': 'optional',
  },
  'Microsoft Entra Connect supporting components': {
    'component-health': 'note',
    'component-sql-utilities': 'note',
    'component-localdb-2022': 'note',
    'component-native-client': 'note',
    'component-visual-cpp': 'note',
    'no-localdb-with-own-sql': 'note',
  },
  'Hardware requirements for Microsoft Entra Connect': {
    'connect-hardware': 'required',
    'full-sql-server': 'required',
    'sql-on-connect-server': 'recommended',
    'local-sql-needs-more': 'required',
    'adfs-hardware': 'required',
    'wap-hardware': 'required',
  },
};

describe('prerequisites of the page of 2023-11-06', () => {
  const items = prerequisites.filter((item) => item.source.source === 'prerequisites-2023');

  for (const [place, expected] of Object.entries(sections)) {
    it(`hold every statement of "${place}", each as binding as it is printed`, () => {
      const found = items.filter((item) => item.source.place === place);
      assert.deepEqual(Object.fromEntries(found.map((item) => [item.id, item.severity])), expected);
    });
  }

  it('stand in no place that is not one of its sections', () => {
    const places = new Set(items.map((item) => item.source.place));
    assert.deepEqual([...places].toSorted(), Object.keys(sections).toSorted());
  });
});

describe('prerequisites of the texts of 2026-01-16', () => {
  it('add what those texts ask beyond the older page', () => {
    const items = prerequisites.filter((item) => item.source.source.startsWith('prerequisites-2026'));
    assert.deepEqual(
      Object.fromEntries(items.map((item) => [item.id, [item.source.source.slice(-1), item.severity]])),
      {
        'server-os-2025': ['b', 'recommended'],
        'version-floor-2-5-79': ['a', 'required'],
        'version-floor-2-6-84': ['b', 'required'],
        'application-authentication': ['b', 'required'],
        'dotnet-4-7-2': ['b', 'required'],
        'installer-from-admin-center': ['b', 'note'],
        'federation-administrator': ['b', 'required'],
        'administrator-through-group': ['b', 'unsupported'],
        'health-global-administrator': ['b', 'required'],
        'sql-2016': ['b', 'unsupported'],
        'sql-drivers-as-bundled': ['b', 'required'],
        'sql-named-pipes': ['b', 'unsupported'],
        'sql-memory-limit': ['b', 'recommended'],
        'component-localdb-2019': ['b', 'note'],
      },
    );
  });
});
