import { cut } from '../probe/evidence.ts';
import { kindIds } from '../probe/kind.ts';
import type { Outcome, PolicyRule } from '../probe/outcome.ts';
import { policyRules } from '../probe/outcome.ts';
import type { Probe } from '../probe/probe.ts';
import type { Job } from '../wire/job.ts';
import type { Policy } from '../wire/policy.ts';
import { createHostRules, type HostRules, plainHost } from './hosts.ts';
import { type Starts, takeRoom } from './rate.ts';

/** What the catalog says of a job, whatever the policy does. */
export interface Scope {
  /** Whether that flow, seen from that role, is proven by that kind of probe; the port is not looked at. */
  flowOf(asked: Asked): boolean;
  /** Whether the port is one of the flow's. */
  portOf(asked: Asked): boolean;
  /** Whether the catalog itself names the host: Microsoft's, and the certificate authorities'. */
  hostOf(asked: Asked, host: string): boolean;
}

/** The part of a job that the catalog knows about. */
export type Asked = Pick<Job, 'flow' | 'role' | 'probe'>;

/** Whether a job may be executed now. */
export type Permit =
  /** `starts` has counted it. */
  | { readonly kind: 'permitted'; readonly starts: Starts }
  | {
      readonly kind: 'refused';
      readonly rule: PolicyRule;
      /** What the rule allows or names, for the person who may change it. */
      readonly detail: string;
      /** When the same job would be permitted; null unless only the rate stands against it. */
      readonly freeAt: number | null;
    };

/** What a job is judged by. */
export interface Judging {
  readonly job: Asked;
  readonly policy: Policy;
  readonly scope: Scope;
  readonly starts: Starts;
  /** Milliseconds of a clock that never goes back. */
  readonly now: number;
}

type Refused = Extract<Permit, { kind: 'refused' }>;

function refused(rule: PolicyRule, detail: string): Refused {
  return { kind: 'refused', rule, detail: cut(detail), freeAt: null };
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}

/** Every host that a probe leads to: a proxy is asked for another one. */
export function hostsOf(probe: Probe): readonly string[] {
  return probe.kind === 'proxy' ? [probe.host, probe.destination.host] : [probe.host];
}

const compiled = new WeakMap<Policy, HostRules>();

function rulesOf(policy: Policy): HostRules {
  const known = compiled.get(policy) ?? createHostRules(policy.hosts);
  compiled.set(policy, known);
  return known;
}

/** Each rule in turn: what stands against the job, or null. `rate` comes last and counts, so it stands apart. */
const rules = {
  paused: ({ policy }) => (policy.paused ? 'paused is true in the policy of this runner' : null),

  kind: ({ job, policy: { kinds } }) =>
    kinds === '*' || kinds.includes(job.probe.kind)
      ? null
      : `${job.probe.kind}; this runner allows ${listed(kindIds.filter((id) => kinds.includes(id)))}`,

  flow({ job, policy: { flows }, scope }) {
    if (!flows.includes('*') && !flows.includes(job.flow)) return `${job.flow}; this runner allows ${listed(flows)}`;
    return scope.flowOf(job) ? null : `the catalog has no ${job.probe.kind} for ${job.flow} from ${job.role}`;
  },

  role: ({ job, policy: { roles } }) =>
    roles.includes(job.role) ? null : `${job.role}; this runner plays ${listed(roles)}`,

  host({ job, policy, scope }) {
    const allowed = (host: string): boolean =>
      rulesOf(policy).lists(host) || (policy.catalogHosts && scope.hostOf(job, host));
    const stranger = hostsOf(job.probe).find((host) => !allowed(host));
    if (stranger === undefined) return null;
    const catalog = policy.catalogHosts ? ' and what the catalog names' : '';
    return `${stranger}; this runner allows ${listed(policy.hosts)}${catalog}`;
  },

  port: ({ job, scope }) => (scope.portOf(job) ? null : `${job.probe.port} is no port of ${job.flow}`),
} as const satisfies Record<Exclude<PolicyRule, 'rate'>, (judging: Judging) => string | null>;

/**
 * Whether the policy of a runner permits a job, by the first rule that stands against it in the order of `policyRules`.
 * Pure: the starts so far come in, and come out counted.
 */
export function permit(judging: Judging): Permit {
  for (const rule of policyRules) {
    const against = rule === 'rate' ? null : rules[rule](judging);
    if (against !== null) return refused(rule, against);
  }
  const { job, policy, starts, now } = judging;
  const room = takeRoom(starts, hostsOf(job.probe).map(plainHost), policy, now);
  if (room.kind === 'room') return { kind: 'permitted', starts: room.starts };
  const { perMinute, perHostPerMinute } = policy.rate;
  const limit = room.limit === 'all' ? `${perMinute} a minute` : `${perHostPerMinute} a minute to ${room.host}`;
  return { ...refused('rate', `this runner allows ${limit}`), freeAt: room.freeAt };
}

/** Which addresses the names of permitted hosts may lead to: any but the special ones that the policy does not list. */
export function permitsAddress(policy: Policy): (address: string) => boolean {
  return rulesOf(policy).takes;
}

/** A refusal as the result of a job: nothing was connected to. */
export function refusalOutcome({ rule, detail }: Pick<Refused, 'rule' | 'detail'>): Outcome {
  return { verdict: 'refused-by-policy', rule, detail: cut(detail), evidence: null, ...untried };
}

/** The circumstances of a job that was not tried. */
export const untried = {
  address: null,
  via: null,
  attempts: 0,
  timings: { resolve: null, connect: null, tls: null, answer: null, total: 0 },
} as const satisfies Pick<Outcome, 'address' | 'via' | 'attempts' | 'timings'>;
