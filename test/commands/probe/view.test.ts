import assert from 'node:assert/strict';
import type { Card } from '../../../src/card/card.ts';
import type { TaskView } from '../../../src/commands/estate.ts';
import type { ProbeResult } from '../../../src/commands/probe/result.ts';
import { probeSheet } from '../../../src/commands/probe/sheet.ts';
import { viewProbe } from '../../../src/commands/probe/view.ts';
import { everyVerdict, tls } from '../../probe/explain/samples.ts';
import { asked, done, drops, notAsked, runOf, shown, silent, task, works } from './runs.ts';

type Parts = Partial<Extract<ProbeResult, { kind: 'probe' }>>;

function view(tasks: readonly TaskView[], parts: Parts = {}, language: 'en' | 'nl' = 'en'): Card {
  return viewProbe(shown(runOf(tasks), parts), language, 'probe status k3fq');
}

/** What stands under each heading, and before the first. */
function sections({ body }: Card): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>([['', []]]);
  let heading = '';
  for (const element of body) {
    if (element.kind === 'heading') {
      heading = element.text;
      found.set(heading, []);
      continue;
    }
    const lines = found.get(heading);
    if (element.kind === 'list') lines?.push(...element.items);
    if (element.kind === 'paragraph' || element.kind === 'note') lines?.push(element.text);
    if (element.kind === 'table') lines?.push(...element.rows.map(({ cells }) => cells.join(' | ')));
  }
  return found;
}

function commands({ actions }: Card): readonly string[] {
  return actions.map(({ label, command }) => `${label}: ${command}`);
}

describe('a probe that runs', () => {
  it('says how far it is and from where, and offers to stop it and to look again', () => {
    const card = view([task('ldap'), task('smb'), task('gc'), task('dns')]);
    assert.equal(card.title, 'Probing · 0/4 · k3fq');
    assert.equal(card.tone, 'neutral');
    // Nothing is known yet, so nothing is counted.
    assert.deepEqual(
      [...sections(card)],
      [['', ['probe connect to dc01 as dc', 'Connect → DC · dc01 · from sync01', '░░░░░░░░░░░░░░░░░░░░']]],
    );
    assert.deepEqual(commands(card), ['Stop: probe cancel k3fq', 'Where it stands: probe status k3fq']);
  });

  it('fills its bar, and counts and tells what failed so far', () => {
    const card = view([done('ldap', works), done('smb', drops), task('gc'), task('dns', { state: 'running' })]);
    assert.equal(card.title, 'Probing · 2/4 · k3fq');
    const told = sections(card);
    assert.equal(told.get('')?.at(-1), '██████████░░░░░░░░░░ 1 fails · 1 works');
    assert.equal(told.get('What fails')?.length, 1);
    assert.equal(told.size, 2);
  });

  it('names the runners that are not there', () => {
    const card = view([task('ldap')], { absent: ['sync02', 'sync03'] });
    assert.equal(sections(card).get('')?.at(-1), 'Not connected, so nothing is proven from there: sync02, sync03.');
  });
});

describe('a probe that has ended', () => {
  it('is good where everything works, and says what was asked, where, when, and its id', () => {
    const card = view([done('ldap', works), done('smb', works)]);
    assert.equal(card.title, 'Probe · 2 of 2 work');
    assert.equal(card.tone, 'good');
    assert.deepEqual(
      [...sections(card)],
      [['', ['probe connect to dc01 as dc', 'Connect → DC · dc01 · from sync01 · 2026-11-20 14:05 UTC · k3fq']]],
    );
    assert.deepEqual(commands(card), [
      'Probe again: probe connect to dc01 as dc',
      'All results: probe status k3fq --all',
    ]);
  });

  it('begins with what fails, with cause and next step, and the required first', () => {
    const card = view([
      done('gc', drops, { need: 'optional' }),
      done('ldap', works),
      done('kerberos', everyVerdict.refused),
      done('kerberos-udp', silent),
    ]);
    assert.equal(card.title, 'Probe · 2 fail · 1 of 4 works · 1 not proven');
    assert.equal(card.tone, 'bad');
    const told = sections(card);
    assert.deepEqual([...told.keys()], ['', 'What fails', 'What could not be proven']);
    assert.deepEqual(told.get('What fails'), [
      'dc01 refuses tcp 88. Nothing listens there, or a firewall rejects; from here the two look alike. ' +
        'Next: See there what listens (netstat -ano), then look for a firewall that rejects.',
      'Nothing came back from tcp 3268 on dc01 in 3.5 s, twice (optional). ' +
        'A firewall drops it silently, or nothing lives at that address. ' +
        'Next: Ask the network team to allow tcp 3268 from this server to dc01 (10.77.0.10).',
    ]);
    assert.deepEqual(commands(card), [
      'Probe again: probe connect to dc01 as dc',
      'All results: probe status k3fq --all',
      'Failed flows as a firewall request: probe request k3fq',
    ]);
  });

  it('only warns where nothing that is required fails', () => {
    assert.equal(view([done('gc', drops, { need: 'conditional' }), done('ldap', works)]).tone, 'warning');
    assert.equal(view([done('kerberos-udp', silent), done('ldap', works)]).tone, 'warning');
    assert.equal(view([done('ldap', works)], { absent: ['sync02'] }).tone, 'warning');
  });

  it('does not say that something works of which nothing is known', () => {
    const card = view([
      done('kerberos-udp', silent),
      done('adws', everyVerdict['refused-by-policy']),
      done('ldap', everyVerdict.error),
    ]);
    assert.equal(card.title, 'Probe · 0 of 3 work · 3 not proven');
    assert.deepEqual([...sections(card).keys()], ['', 'What could not be proven']);
  });

  it('tells what works and is worth a word apart, after what fails', () => {
    const late = { ...works, evidence: { kind: 'tls', tls: tls({ daysLeft: 3 }) } } as const;
    const card = view([done('ldaps', late), done('gc', drops)]);
    assert.equal(card.title, 'Probe · 1 fails · 1 of 2 works · 1 with a remark');
    const told = sections(card);
    assert.deepEqual([...told.keys()], ['', 'What fails', 'What works, with a remark']);
    assert.match(told.get('What works, with a remark')?.[0] ?? '', /ends in 3 days.*Next: At once: Renew/);
  });

  it('counts what was stopped, and claims nothing of it', () => {
    const run = runOf([done('ldap', works), done('smb', notAsked), done('gc', notAsked)], { cancelled: true });
    const card = viewProbe(shown(run), 'en', 'probe status k3fq');
    assert.equal(card.title, 'Probe · 1 of 3 works · 2 not asked · stopped');
    assert.equal(card.tone, 'warning');
    assert.deepEqual([...sections(card).keys()], ['']);
  });

  it('finds a way that nothing needs any more rightly shut, and asks nobody to open it', () => {
    const flows = ['connect-entra-sso-registration-9090'];
    const card = view([
      done('tcp', drops, { flows, to: 'entra', probe: { kind: 'tcp', host: 'a.example', port: 9090 } }),
    ]);
    assert.equal(card.title, 'Probe · 0 of 1 work · 1 rightly shut');
    assert.equal(card.tone, 'good');
    assert.equal(commands(card).length, 2);
  });

  it('says once what is to be said of several', () => {
    const card = view([
      done('ldap', everyVerdict['refused-by-policy']),
      done('kerberos', everyVerdict['refused-by-policy']),
      done('ntp', everyVerdict['refused-by-policy']),
    ]);
    const told = sections(card).get('What could not be proven') ?? [];
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /\(dc01 tcp 389, tcp 88, udp 123\)\./);
  });

  it('names the runner and the way of each where there are several', () => {
    const card = view([
      done('kerberos', everyVerdict.refused),
      done('kerberos', everyVerdict.refused, { runner: 'adfs01', from: 'adfs' }),
    ]);
    const told = sections(card);
    assert.equal(
      told.get('')?.[1],
      'Connect → DC, AD FS → DC · dc01 · from sync01, adfs01 · 2026-11-20 14:05 UTC · k3fq',
    );
    assert.deepEqual(
      told.get('What fails')?.map((item) => item.split('. ')[0]),
      ['dc01 refuses tcp 88 (Connect → DC; from sync01)', 'dc01 refuses tcp 88 (AD FS → DC; from adfs01)'],
    );
  });

  it('says what a host stands for', () => {
    const note = { en: 'stands for *.contoso.com', nl: 'staat voor *.contoso.com' };
    const [item] = sections(view([done('gc', drops, { note })])).get('What fails') ?? [];
    assert.match(
      item ?? '',
      /^Nothing came back from tcp 3268 on dc01 in 3\.5 s, twice \(stands for \*\.contoso\.com\)\./,
    );
  });

  it('shows a dozen failures, and where the others are', () => {
    const tasks = Array.from({ length: 15 }, (_, at) =>
      done('ldap', everyVerdict.refused, { probe: { kind: 'ldap', host: `dc${at + 10}`, port: 389 } }),
    );
    const few = sections(view(tasks)).get('What fails') ?? [];
    assert.equal(few.length, 13);
    assert.equal(few[12], 'And 3 more, under “All results”.');
    assert.equal(sections(view(tasks, { all: true })).get('What fails')?.length, 15);
  });

  it('shows every result and what each stands on, where all is asked for', () => {
    const banner = { ...works, evidence: { kind: 'tcp', banner: 'SSH-2.0-x' } } as const;
    const card = view([done('tcp', banner), done('gc', drops), done('kerberos-udp', silent)], { all: true });
    const told = sections(card);
    assert.deepEqual(told.get('All results'), [
      'tcp 10100 | tcp | open | 12',
      'tcp 3268 | gc | filtered | 12',
      'udp 88 | kerberos-udp | no answer (UDP) | 12',
    ]);
    assert.deepEqual(told.get('What was seen'), ['tcp 10100 (10.77.0.10) · Banner: SSH-2.0-x']);
    assert.ok(commands(card).includes('Only what fails: probe status k3fq'));
  });

  it('has a column for runners and ways only where there are several', () => {
    const card = view([done('gc', drops), done('gc', works, { runner: 'adfs01', from: 'adfs' })], { all: true });
    assert.deepEqual(sections(card).get('All results'), [
      'tcp 3268 | Connect → DC | sync01 | gc | filtered | 12',
      'tcp 3268 | AD FS → DC | adfs01 | gc | open | 12',
    ]);
  });

  it('says what no probe can prove, and why', () => {
    const unprobed = [
      {
        flows: [],
        pattern: '*.blob.core.windows.net',
        ports: [],
        reason: { en: 'names no host', nl: 'noemt geen host' },
      },
      { flows: [], pattern: null, ports: [], reason: { en: 'no host is known', nl: 'er is geen host bekend' } },
      { flows: ['connect-dc-ldaps'], pattern: null, ports: [], reason: { en: 'not over UDP', nl: 'niet over UDP' } },
    ] as const;
    assert.deepEqual(sections(view([done('ldap', works)], { unprobed })).get('What no probe can prove'), [
      '*.blob.core.windows.net: names no host',
      'no host is known',
      // The name of the protocol as table 1 of the ports page prints it.
      'Connect → DC, LDAP/SSL: not over UDP',
    ]);
  });

  it('speaks Dutch', () => {
    const card = view([done('kerberos', everyVerdict.refused), done('ldap', works), done('dns', silent)], {}, 'nl');
    assert.equal(card.title, 'Test · 1 faalt · 1 van 3 werkt · 1 niet bewezen');
    assert.deepEqual([...sections(card).keys()], ['', 'Wat faalt', 'Wat niet te bewijzen was']);
    assert.match(sections(card).get('Wat faalt')?.[0] ?? '', /^dc01 weigert tcp 88\..* Volgende stap: /);
  });
});

describe('other answers about probes', () => {
  it('list the last runs with how each stands', () => {
    const runs = [
      runOf([task('ldap'), done('gc', works)], { id: 'bbbb' }),
      runOf([done('ldap', works)], { id: 'cccc', createdAt: asked - 7_200_000 }),
      runOf([done('ldap', notAsked)], { id: 'dddd', cancelled: true, createdAt: asked - 172_800_000 }),
    ];
    const card = viewProbe({ kind: 'probe-runs', at: asked, runs }, 'en', 'probe status');
    assert.deepEqual(sections(card).get(''), [
      'bbbb | just now | probe connect to dc01 as dc | 1/2',
      'cccc | 2 h ago | probe connect to dc01 as dc | done',
      'dddd | 2 days ago | probe connect to dc01 as dc | stopped',
    ]);
    assert.deepEqual(commands(card)[0], 'bbbb: probe status bbbb');
  });

  it('offer a first try where there was none', () => {
    const card = viewProbe({ kind: 'probe-runs', at: asked, runs: [] }, 'en', 'probe status');
    assert.deepEqual(sections(card).get(''), ['None yet; for a try: probe localhost']);
  });

  it('say why there is nothing to prove', () => {
    const none = { kind: 'probe-none', absent: ['sync02'], unprobed: [] } as const;
    assert.deepEqual(sections(viewProbe(none, 'en', 'probe')).get(''), [
      'Not connected, so nothing is proven from there: sync02.',
    ]);
    assert.deepEqual(sections(viewProbe({ ...none, absent: [] }, 'en', 'probe')).get(''), [
      'The catalog has no flow that fits this question.',
    ]);
  });

  it('say what became of a run that was stopped', () => {
    const text = (became: 'cancelled' | 'finished') =>
      sections(viewProbe({ kind: 'probe-cancelled', id: 'k3fq', became }, 'en', 'probe cancel k3fq')).get('');
    assert.deepEqual(text('cancelled'), ['k3fq is stopped; what was proven so far is kept.']);
    assert.deepEqual(text('finished'), ['k3fq had ended already.']);
  });
});

describe('a probe as a table', () => {
  it('has a line a task, with verdict, cause and next step', () => {
    const result = shown(runOf([done('kerberos', everyVerdict.refused, { flows: ['a', 'b'] }), task('ldap')]));
    const { columns, rows } = probeSheet(result, 'en');
    assert.deepEqual(
      columns.map(({ title }) => title),
      'Runner,From,To,Host,Port,Kind,Flows,Need,Note,Verdict,Address,Cause,Next step,Milliseconds'.split(','),
    );
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        [
          ...['sync01', 'connect', 'dc', 'dc01', '88', 'kerberos', 'a b', 'required', '', 'refused', '10.77.0.10'],
          'Nothing listens there, or a firewall rejects; from here the two look alike.',
          'See there what listens (netstat -ano), then look for a firewall that rejects.',
          '12',
        ],
        ['sync01', 'connect', 'dc', 'dc01', '389', 'ldap', '', 'required', ...Array.from({ length: 6 }, () => '')],
      ],
    );
  });
});
