import assert from 'node:assert/strict';
import * as v from 'valibot';
import { dispatch } from '../../../src/commands/dispatch.ts';
import type { Estate, RunView, Started } from '../../../src/commands/estate.ts';
import { createFakeEstate, type FakeEstate, filtered, open, runner } from '../../fakes/estate.ts';

const actor = { platform: 'slack', tenant: 'T1', user: 'U1' } as const;
const principal = { kind: 'user', platform: 'slack', tenant: 'T1', id: 'U1' } as const;

function estateOf(): FakeEstate {
  return createFakeEstate({
    runners: [runner({ name: 'sync01', roles: ['connect'] })],
    grants: [{ principal, level: 'operator', by: 'configuration', at: null }],
  });
}

async function ask(text: string, estate: Estate) {
  const { outcome } = await dispatch(
    { text, language: 'en', actor, place: { conversation: 'C1', privately: false } },
    { now: () => 0, preferences: null, estate: async () => estate, report: String },
  );
  return outcome;
}

async function answer(text: string, estate: Estate) {
  const outcome = await ask(text, estate);
  assert.equal(outcome.kind, 'answer', outcome.kind === 'refusal' ? outcome.message.en : '');
  return outcome;
}

async function refusal(text: string, estate: Estate) {
  const outcome = await ask(text, estate);
  assert.equal(outcome.kind, 'refusal');
  return outcome;
}

/** What scripts may count on, of a run that has finished. */
const shape = v.object({
  kind: v.literal('probe'),
  run: v.object({
    id: v.string(),
    finishedAt: v.number(),
    tasks: v.array(
      v.object({
        probe: v.object({ kind: v.string(), host: v.string(), port: v.number() }),
        outcome: v.object({ verdict: v.string() }),
        explanation: v.object({
          cause: v.object({ en: v.string(), nl: v.string() }),
          nextStep: v.object({ en: v.string(), nl: v.string() }),
          tone: v.string(),
        }),
      }),
    ),
  }),
});

const line = 'probe connect to dc01.corp.contoso.com as dc';

/** Starts as the real estate would where it refuses to. */
function starting(became: Started): Estate {
  const estate = estateOf();
  return { ...estate, runs: { ...estate.runs, start: async () => became } };
}

describe('a probe', () => {
  it('is a run of its line, in the name of who asked', async () => {
    const estate = estateOf();
    const { result, command } = await answer(`${line} ldap`, estate);
    assert.equal(command, `${line} ldap`);
    const [run] = await estate.runs.recent(1);
    assert.equal(run?.by, 'slack:T1/U1');
    assert.equal(run?.command, `${line} ldap`);
    assert.equal(result.kind, 'probe');
  });

  it('is for scripts what it found, by task, with cause and next step in both languages', async () => {
    const estate = estateOf();
    await answer(`${line} gc`, estate);
    estate.finish('run1', filtered);
    const { result } = await answer('probe status run1', estate);
    const { run } = v.parse(shape, JSON.parse(JSON.stringify(result)));
    assert.equal(run.id, 'run1');
    assert.equal(run.finishedAt, 0);
    const [task] = run.tasks;
    assert.equal(task?.probe.port, 3268);
    assert.equal(task?.outcome.verdict, 'filtered');
    assert.equal(task?.explanation.cause.en, 'A firewall drops it silently, or nothing lives at that address.');
    assert.match(task?.explanation.nextStep.nl ?? '', /^Vraag het netwerkteam om tcp 3268/);
    assert.equal(task?.explanation.tone, 'bad');
  });

  it('goes on until it has finished, and shows no state twice', async () => {
    const estate = estateOf();
    const first = await answer(line, estate);
    assert.equal(first.follow?.line, 'probe status run1');
    const titles = [first.card('en').title];
    estate.finish('run1', open, 5);
    for await (const next of first.follow?.items(new AbortController().signal) ?? []) {
      titles.push(next.card('en').title);
      estate.finish('run1', open);
    }
    assert.deepEqual(titles, ['Probing · 0/17 · run1', 'Probing · 5/17 · run1', 'Probe · 17 of 17 work']);
    assert.equal((await answer('probe status run1', estate)).follow, null);
  });

  it('shows nothing new where a task has only begun', async () => {
    const estate = estateOf();
    const first = await answer(line, estate);
    const [run] = await estate.runs.recent(1);
    assert.ok(run !== undefined);
    const begun: RunView = { ...run, tasks: run.tasks.map((task) => ({ ...task, state: 'running' })) };
    const following: Estate = {
      ...estate,
      runs: {
        ...estate.runs,
        async *follow() {
          yield run;
          yield begun;
        },
      },
    };
    const again = await answer('probe status run1', following);
    for await (const next of again.follow?.items(new AbortController().signal) ?? [])
      assert.fail(next.card('en').title);
    assert.equal(first.card('en').title, again.card('en').title);
  });

  it('can be stopped, once', async () => {
    const estate = estateOf();
    await answer(line, estate);
    assert.deepEqual((await answer('probe cancel run1', estate)).result, {
      kind: 'probe-cancelled',
      id: 'run1',
      became: 'cancelled',
    });
    assert.equal((await estate.runs.read('run1'))?.cancelled, true);
    const { title } = (await answer('probe status run1', estate)).card('en');
    assert.equal(title, 'Probe · 0 of 17 work · 17 not asked · stopped');
  });

  for (const act of ['status', 'cancel', 'request'])
    it(`that nobody knows has no ${act}`, async () => {
      const { code, suggestions } = await refusal(`probe ${act} nope`, estateOf());
      assert.equal(code, 'unknown-name');
      assert.deepEqual(suggestions, ['probe status']);
    });

  it('is refused where a runner has too much to do', async () => {
    const { message } = await refusal(line, starting({ kind: 'queue-full', runner: 'sync01', most: 1_000 }));
    assert.equal(message.en, 'sync01 has more than 1000 probes waiting; ask again when they are done.');
  });

  it('is refused to whoever asks too often, with when to ask again', async () => {
    const { message } = await refusal(line, starting({ kind: 'too-often', retryAfterMs: 12_345 }));
    assert.match(message.en, /try again in 13 s\.$/);
    assert.match(message.nl, /probeer het over 13 s opnieuw\.$/);
  });
});
