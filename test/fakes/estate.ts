import { levels, type Principal, spellPrincipal } from '../../src/commands/access.ts';
import type { AuditEntry, Estate, Grant, RunnerView, RunView, Task, TaskView } from '../../src/commands/estate.ts';
import type { Outcome } from '../../src/probe/outcome.ts';

/** An estate in memory, in which the test plays the runners. */
export interface FakeEstate extends Estate {
  readonly acts: AuditEntry[];
  readonly runnerList: RunnerView[];
  readonly grants: Grant[];
  /** Finishes the tasks of a run that still wait, at most `count`, each with what `answer` says. */
  finish(id: string, answer: (task: Task) => Outcome, count?: number): void;
  /** While true, an append to the audit fails. */
  auditFails: boolean;
}

/** A runner with quiet defaults. */
export function runner(parts: Partial<RunnerView> & Pick<RunnerView, 'name' | 'roles'>): RunnerView {
  return {
    state: 'connected',
    local: false,
    enrolledAt: Date.UTC(2026, 10, 1),
    enrolledBy: 'slack:T1/UADMIN',
    lastSeen: Date.UTC(2026, 10, 20, 12),
    software: { portolan: '0.1.0', node: '24.21.0', platform: 'win32', arch: 'x64' },
    facts: null,
    policy: null,
    open: 0,
    ...parts,
  };
}

/** An outcome that says open with no more to it. */
export function open(): Outcome {
  return {
    verdict: 'open',
    evidence: null,
    address: '10.0.0.5',
    via: null,
    attempts: 1,
    timings: { resolve: 1, connect: 2, tls: null, answer: 3, total: 6 },
  };
}

/** Silence where a TCP port should answer. */
export function filtered(): Outcome {
  return { ...open(), verdict: 'filtered', attempts: 2 };
}

/** An estate with these runners; `admins` are spelt principals. Ids of runs count up: `run1`, `run2`, … */
export function createFakeEstate(
  parts: { readonly runners?: readonly RunnerView[]; readonly grants?: readonly Grant[]; now?(): number } = {},
): FakeEstate {
  const now = parts.now ?? (() => 0);
  const runnerList = [...(parts.runners ?? [])];
  const grants = [...(parts.grants ?? [])];
  const acts: AuditEntry[] = [];
  const runs = new Map<string, RunView>();
  let waiting: (() => void)[] = [];
  const same = (a: Principal, b: Principal) => spellPrincipal(a) === spellPrincipal(b);
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const one of woken) one();
  };
  const put = (run: RunView) => {
    const finished = run.tasks.every(({ state }) => state === 'done');
    runs.set(run.id, { ...run, finishedAt: finished ? (run.finishedAt ?? now()) : null });
    wake();
  };

  const fake: FakeEstate = {
    acts,
    runnerList,
    grants,
    auditFails: false,
    finish(id, answer, count = Number.POSITIVE_INFINITY) {
      const run = runs.get(id);
      if (run === undefined) throw new TypeError(`no run ${id}`);
      let left = count;
      const tasks = run.tasks.map((task): TaskView => {
        if (task.state === 'done' || left <= 0) return task;
        left -= 1;
        return { ...task, state: 'done', outcome: answer(task) };
      });
      put({ ...run, tasks });
    },
    runners: {
      list: async () => runnerList,
      async invite({ name, roles }) {
        if (runnerList.some((known) => known.name === name)) return { kind: 'name-taken' };
        const token = `ptl1.${'s'.repeat(43)}.${'h'.repeat(43)}`;
        const invitation = { name, roles, token, expiresAt: now() + 600_000, hubUrl: 'https://bot.contoso.com' };
        return { kind: 'invited', invitation };
      },
      async revoke(name) {
        const at = runnerList.findIndex((known) => known.name === name);
        if (at < 0) return 'unknown';
        if (runnerList[at]?.local === true) return 'local';
        runnerList.splice(at, 1);
        return 'revoked';
      },
    },
    runs: {
      async start({ by, command, tasks }) {
        const run: RunView = {
          id: `run${runs.size + 1}`,
          command,
          by: spellPrincipal({ kind: 'user', platform: by.platform, tenant: by.tenant, id: by.user }),
          createdAt: now(),
          finishedAt: null,
          cancelled: false,
          tasks: tasks.map((task) => ({ ...task, state: 'waiting', outcome: null })),
        };
        put(run);
        return { kind: 'started', run };
      },
      read: async (id) => runs.get(id) ?? null,
      recent: async (count) => [...runs.values()].reverse().slice(0, count),
      async cancel(id) {
        const run = runs.get(id);
        if (run === undefined) return 'unknown';
        if (run.finishedAt !== null) return 'finished';
        const stopped: Outcome = { ...open(), verdict: 'error', code: 'cancelled', detail: 'stopped' };
        put({
          ...run,
          cancelled: true,
          tasks: run.tasks.map((task) => (task.state === 'done' ? task : { ...task, state: 'done', outcome: stopped })),
        });
        return 'cancelled';
      },
      async *follow(id, signal) {
        for (;;) {
          const run = runs.get(id);
          if (run === undefined || signal.aborted) return;
          yield run;
          if (run.finishedAt !== null) return;
          if (runs.get(id) !== run) continue;
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
        }
      },
    },
    rights: {
      async levelOf({ platform, tenant, user }) {
        const own: Principal = { kind: 'user', platform, tenant, id: user };
        const held = grants.filter(({ principal }) => same(principal, own)).map(({ level }) => level);
        return levels.findLast((level) => held.includes(level)) ?? null;
      },
      list: async () => grants,
      async grant(principal, level, by) {
        const at = grants.findIndex((one) => same(one.principal, principal));
        if (at >= 0) grants.splice(at, 1);
        grants.push({ principal, level, by: by.user, at: now() });
      },
      async withdraw(principal) {
        const at = grants.findIndex((one) => same(one.principal, principal));
        if (at < 0) return 'unknown';
        if (grants[at]?.by === 'configuration') return 'configured';
        grants.splice(at, 1);
        return 'withdrawn';
      },
    },
    audit: {
      async append(act) {
        if (fake.auditFails) throw new Error('the disk is full');
        acts.push({ seq: acts.length + 1, at: now(), ...act });
      },
      recent: async (count) => acts.toReversed().slice(0, count),
      verify: async () => ({ kind: 'intact', rows: acts.length, head: 'f'.repeat(64) }),
    },
  };
  return fake;
}
