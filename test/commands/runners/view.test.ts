import assert from 'node:assert/strict';
import type { Card, Field } from '../../../src/card/card.ts';
import type { RunnerView } from '../../../src/commands/estate.ts';
import type { RunnersResult } from '../../../src/commands/runners/result.ts';
import { runnersSheet } from '../../../src/commands/runners/sheet.ts';
import { viewRunners } from '../../../src/commands/runners/view.ts';
import type { HostFacts } from '../../../src/wire/facts.ts';
import type { Policy } from '../../../src/wire/policy.ts';
import { runner } from '../../fakes/estate.ts';

const at = Date.UTC(2026, 10, 20, 14, 5);
const hour = 3_600_000;

const policy: Policy = {
  version: 1,
  paused: false,
  roles: ['connect'],
  hosts: ['*.corp.contoso.com', '10.20.0.0/16'],
  catalogHosts: true,
  flows: ['*'],
  kinds: '*',
  rate: { perMinute: 600, perHostPerMinute: 120 },
};

const gigabyte = 1024 ** 3;

const facts: HostFacts = {
  collectedAt: at,
  startedAt: at,
  hostName: 'SYNC01',
  fullName: 'SYNC01.corp.contoso.com',
  operatingSystem: { platform: 'windows', name: 'Windows Server 2022 Datacenter', version: '10.0.20348' },
  cpu: { model: 'Xeon', cores: 4, mhz: 2_793 },
  memory: { totalBytes: 16 * gigabyte, freeBytes: 9.5 * gigabyte },
  disks: [{ path: 'C:', totalBytes: 127 * gigabyte, freeBytes: 81 * gigabyte }],
  timeZone: 'Europe/Amsterdam',
  skewMs: -420,
  nodeVersion: '24.21.0',
  windows: {
    dotnetRelease: 528_449,
    powershellVersion: '5.1.20348.2849',
    transcription: false,
    tls: [],
    domain: 'corp.contoso.com',
    domainJoined: true,
    installationType: 'core',
    edition: null,
    build: null,
    dcom: [],
    executionPolicy: 'RemoteSigned',
    trustedHosts: null,
    services: null,
    software: null,
    machineConfig: null,
  },
};

function list(...runners: readonly RunnerView[]): RunnersResult {
  return { kind: 'runners', at, runners };
}

function rowsOf({ body }: Card): readonly (readonly string[])[] {
  return body.flatMap((element) => (element.kind === 'table' ? element.rows.map(({ cells }) => cells) : []));
}

function fieldsOf({ body }: Card): ReadonlyMap<string, string> {
  const fields = body.flatMap((element): readonly Field[] => (element.kind === 'fields' ? element.fields : []));
  return new Map(fields.map(({ label, value }) => [label, value]));
}

function one(parts: Partial<RunnerView>, language: 'en' | 'nl' = 'en'): Card {
  const view = runner({ name: 'sync01', roles: ['connect', 'health-agent'], ...parts });
  return viewRunners({ kind: 'runner', at, runner: view }, language, 'runners sync01');
}

describe('the list of runners', () => {
  it('has role, state, when each was last seen, and version', () => {
    const card = viewRunners(
      list(
        runner({ name: 'sync01', roles: ['connect', 'health-agent'] }),
        runner({ name: 'sync02', roles: ['connect'], state: 'lost', lastSeen: at - 3 * hour }),
        runner({ name: 'wap01', roles: ['wap'], state: 'never-seen', lastSeen: null, software: null }),
        runner({ name: 'local', roles: ['connect', 'dc'], local: true }),
      ),
      'en',
      'runners',
    );
    assert.equal(card.tone, 'warning');
    assert.deepEqual(rowsOf(card), [
      ['sync01', 'Connect, Health agent', 'connected', 'now', '0.1.0'],
      ['sync02', 'Connect', 'lost', '3 h ago', '0.1.0'],
      ['wap01', 'WAP', 'never seen', '', ''],
      ['local', 'the bot itself, loopback only', 'connected', 'now', '0.1.0'],
    ]);
  });

  it('is quiet where every runner is there', () => {
    assert.equal(viewRunners(list(runner({ name: 'a', roles: ['wap'] })), 'en', 'runners').tone, 'neutral');
  });

  it('says how to enrol the first', () => {
    const { body } = viewRunners(list(), 'en', 'runners');
    assert.match(JSON.stringify(body), /runners enroll NAME --role ROLE/);
  });

  it('is a table for spreadsheets, with platform and policy', () => {
    const { rows } = runnersSheet(list(runner({ name: 'sync01', roles: ['connect'], facts, policy })), 'en');
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        [
          ...['sync01', 'Connect', 'connected', '2026-11-20 12:00 UTC', '0.1.0', 'Windows Server 2022 Datacenter'],
          '*.corp.contoso.com, 10.20.0.0/16; the catalog’s hosts; 600/min',
        ],
      ],
    );
  });
});

describe('one runner', () => {
  it('has its state, policy and server, and offers to probe from there', () => {
    const card = one({ facts, policy, open: 3 });
    assert.equal(card.title, 'Runner · sync01');
    assert.equal(card.tone, 'good');
    assert.deepEqual(
      [...fieldsOf(card)],
      [
        ['Roles', 'Connect, Health agent'],
        ['State', 'connected'],
        ['Last seen', 'now'],
        ['Version', '0.1.0 · Node 24.21.0 · win32-x64'],
        ['Enrolled', '2026-11-01 00:00 UTC · slack:T1/UADMIN'],
        ['Policy', '*.corp.contoso.com, 10.20.0.0/16; the catalog’s hosts; 600/min'],
        ['Open jobs', '3'],
        ['Server', 'SYNC01.corp.contoso.com'],
        ['System', 'Windows Server 2022 Datacenter 10.0.20348'],
        ['CPU', '4 × Xeon · 2.79 GHz'],
        ['Memory', '16.0 GB, 9.5 GB free'],
        ['Disk C', '127.0 GB, 81.0 GB free'],
        ['Time zone', 'Europe/Amsterdam'],
        ['Clock off by', '-0.4 s'],
        ['Node', '24.21.0'],
        // 528449 is .NET Framework 4.8 on Windows Server 2022.
        ['.NET Framework', '4.8 (528449)'],
        ['PowerShell', '5.1.20348.2849 · RemoteSigned'],
        ['Transcription', 'off'],
        ['Domain', 'corp.contoso.com'],
        ['Installation', 'core'],
      ],
    );
    assert.deepEqual(
      card.actions.map(({ label, command }) => `${label} > ${command}`),
      [
        'Probe from here: Connect > probe connect from sync01',
        'Probe from here: Health agent > probe health-agent from sync01',
        'All runners > runners',
      ],
    );
  });

  it('writes figures as Dutch does', () => {
    const fields = fieldsOf(one({ facts }, 'nl'));
    assert.equal(fields.get('Geheugen'), '16,0 GB, 9,5 GB vrij');
    assert.equal(fields.get('CPU'), '4 × Xeon · 2,79 GHz');
  });

  it('leaves out what it has not told', () => {
    const quiet = {
      ...facts,
      fullName: null,
      skewMs: null,
      windows: null,
      cpu: { ...facts.cpu, mhz: null },
      disks: [],
    };
    const card = one({ facts: quiet });
    assert.deepEqual([...fieldsOf(card).keys()].slice(7), ['Server', 'System', 'CPU', 'Memory', 'Time zone', 'Node']);
    assert.equal(fieldsOf(card).get('Server'), 'SYNC01');
    assert.equal(fieldsOf(one({})).get('Policy'), 'not told yet');
  });

  it('cannot be asked where it is not there, and the one in the bot only for loopback', () => {
    const commands = (parts: Partial<RunnerView>) => one(parts).actions.map(({ command }) => command);
    assert.deepEqual(commands({ state: 'lost' }), ['runners']);
    assert.deepEqual(commands({ local: true }), ['probe localhost', 'runners']);
  });

  it('lists the hosts of its policy where they are more than its line can name', () => {
    const hosts = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example'];
    const card = one({ policy: { ...policy, hosts, catalogHosts: false, flows: ['connect-dc-ldap'] } });
    assert.equal(
      fieldsOf(card).get('Policy'),
      'a.example, b.example, c.example, d.example and 2 more; 1 flow; 600/min',
    );
    const listed = card.body.flatMap((element) => (element.kind === 'list' ? element.items : []));
    assert.deepEqual(listed, hosts);
  });

  it('says that it is paused', () => {
    const card = one({ policy: { ...policy, paused: true } });
    assert.equal(fieldsOf(card).get('Policy'), 'paused: refuses everything');
  });
});

describe('an invitation', () => {
  const token = `ptl1.${'s'.repeat(43)}.${'h'.repeat(43)}`;
  const invited = (hubUrl: string | null): RunnersResult => ({
    kind: 'runner-invited',
    at,
    invitation: { name: 'adfs01', roles: ['adfs', 'health-agent'], token, expiresAt: at + 600_000, hubUrl },
  });

  it('has the command and the token apart, for whom it is, and until when', () => {
    const card = viewRunners(invited('https://bot.contoso.com'), 'en', 'runners enroll adfs01 --role adfs');
    const code = card.body.flatMap((element) => (element.kind === 'code' ? [element.text] : []));
    assert.deepEqual(code, ['portolan runner enroll --hub https://bot.contoso.com\n', `${token}\n`]);
    const [note] = card.body.flatMap((element) => (element.kind === 'note' ? [element.text] : []));
    assert.match(
      note ?? '',
      /^It is for adfs01 \(AD FS, Health agent\) alone, and works once, until 2026-11-20 14:15 UTC\./,
    );
    assert.match(JSON.stringify(card.body), /runner policy allow/);
  });

  it('leaves a gap for the address of a bot that does not know its own', () => {
    assert.match(JSON.stringify(viewRunners(invited(null), 'en', 'runners')), /--hub https:\/\/YOUR-BOT/);
  });

  it('holds the token in no sheet', () => {
    assert.deepEqual(runnersSheet(invited(null), 'en').rows, []);
  });
});
