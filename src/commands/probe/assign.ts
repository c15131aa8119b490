import { livingFlows } from '../../catalog/ports/flow.ts';
import { type RoleId, roleLabel } from '../../catalog/role.ts';
import { type Text, text } from '../../catalog/text.ts';
import { isListed } from '../../probe/plan/destination.ts';
import { planBetween, planKinds } from '../../probe/plan/plan.ts';
import type { Plan, PlannedProbe, Unprobed } from '../../probe/plan/planned.ts';
import { targetOf } from '../../probe/plan/target.ts';
import type { RunnerView, Task } from '../estate.ts';
import { nearest } from '../grammar/nearest.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isLoopback } from './host-shape.ts';
import { type ProbeQuestion, spellProbe } from './query.ts';

/** Who proves what: the tasks, the runners that would have and are not there, and what no probe can prove. */
export interface Assignment {
  readonly kind: 'assignment';
  readonly tasks: readonly Task[];
  readonly absent: readonly string[];
  readonly unprobed: readonly Unprobed[];
}

/** The clouds differ in endpoints only; probes ask the public one's. */
const cloud = 'public';

/** What a probe takes for a host. A server says its name itself, and may say anything. */
const nameShape = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/** The name by which others reach a runner's server; null before it has told one, or where what it told is none. */
export function hostOf({ facts }: RunnerView): string | null {
  const told = facts === null ? '' : (facts.fullName ?? facts.hostName).toLowerCase();
  return nameShape.test(told) ? told : null;
}

function namesHost(runner: RunnerView, host: string): boolean {
  const own = hostOf(runner);
  return own !== null && (own === host || own.split('.')[0] === host);
}

function unknownRunner(name: string, question: ProbeQuestion, runners: readonly RunnerView[]): Refusal {
  const known = runners.map((runner) => runner.name);
  const near = nearest(name, known);
  const list =
    known.length === 0
      ? text('none is enrolled yet', 'er is er nog geen ingeschreven')
      : text(`there are ${known.join(', ')}`, `er zijn ${known.join(', ')}`);
  return refuse(
    'unknown-name',
    text(`There is no runner “${name}”; ${list.en}.`, `Er is geen runner “${name}”; ${list.nl}.`),
    near.length > 0 ? near.map((runner) => spellProbe({ ...question, runner })) : ['runners'],
  );
}

/** The runners that a question lets take part: the named one, the local one for loopback, else those on servers. */
function candidates(question: ProbeQuestion, runners: readonly RunnerView[]): readonly RunnerView[] | Refusal {
  const { runner: name, to } = question;
  if (name !== null) {
    const named = runners.filter((runner) => runner.name === name);
    return named.length > 0 ? named : unknownRunner(name, question, runners);
  }
  const local = to.host !== null && isLoopback(to.host);
  return runners.filter((runner) => runner.local === local);
}

/** Roles that a role opens connections to today. */
function destinationsOf(from: RoleId): readonly RoleId[] {
  return [...new Set(livingFlows.filter((flow) => flow.from === from).map(({ to }) => to))];
}

/** Roles that open connections to a role today. */
function originsOf(to: RoleId): readonly RoleId[] {
  return [...new Set(livingFlows.filter((flow) => flow.to === to).map(({ from }) => from))];
}

interface Way {
  readonly from: RoleId;
  readonly to: RoleId;
}

function planWay(question: ProbeQuestion, { from, to }: Way, hosts: readonly string[]): Plan {
  const { features, protocols, ports, edition } = question;
  return planBetween({
    from,
    to,
    hosts: hosts.map(targetOf),
    features: features.length === 0 ? null : features,
    protocols: protocols.length === 0 ? null : protocols,
    ports: ports.length === 0 ? null : ports,
    edition,
    cloud,
  });
}

/** The hosts of a role: the named one, or the servers of the runners that play it. */
function hostsFor(to: RoleId, question: ProbeQuestion, runners: readonly RunnerView[]): readonly string[] {
  if (question.to.host !== null) return [question.to.host];
  if (isListed(to)) return [];
  const own = runners.filter(({ local, roles }) => !local && roles.includes(to)).map(hostOf);
  return [...new Set(own.filter((host) => host !== null))];
}

/** What a host is: as it is said, as its own runner has it, or as the catalog lists it; empty where nobody knows. */
function rolesOfHost(
  question: ProbeQuestion,
  origins: readonly RoleId[],
  runners: readonly RunnerView[],
): readonly RoleId[] {
  const { role, host } = question.to;
  if (role !== null) return [role];
  if (host === null) return [...new Set(origins.flatMap(destinationsOf))];
  const said = runners.filter((runner) => !runner.local && namesHost(runner, host)).flatMap(({ roles }) => roles);
  if (said.length > 0) return [...new Set(said)];
  const listed = (['entra', 'crl'] as const).filter((to) =>
    origins.some((from) => planWay(question, { from, to }, [host]).planned.length > 0),
  );
  return listed;
}

function taskOf(runner: RunnerView, { flows, from, to, need, probe, note }: PlannedProbe): Task {
  return { runner: runner.name, flows, from, to, need, probe, note };
}

function isWanted({ requiredOnly, ports, protocols }: ProbeQuestion, probe: PlannedProbe): boolean {
  if (requiredOnly && probe.need !== 'required') return false;
  if (ports.length > 0 && !ports.some(([low, high]) => probe.probe.port >= low && probe.probe.port <= high))
    return false;
  return (
    protocols.length === 0 ||
    probe.flows.some((id) => livingFlows.some((flow) => flow.id === id && protocols.includes(flow.protocol)))
  );
}

/** Every kind of probe at a host of which nothing is known: what a runner asks of loopback. */
function byKinds(question: ProbeQuestion, runners: readonly RunnerView[], host: string): readonly Task[] {
  return runners.flatMap((runner) =>
    planKinds(targetOf(host), runner.roles)
      .filter((probe) => isWanted(question, probe))
      .map((probe) => taskOf(runner, probe)),
  );
}

function refuseRole(question: ProbeQuestion, origins: readonly RoleId[]): Refusal {
  const host = question.to.host ?? '';
  const choices = [...new Set(origins.flatMap(destinationsOf))].filter((role) => !isListed(role));
  return refuse(
    'missing-word',
    text(
      `What ${host} is cannot be told from its name: say so, ${choices.map((role) => `as ${role}`).join(', ')}.`,
      `Wat ${host} is, is aan de naam niet te zien: zeg het erbij, ${choices.map((role) => `als ${role}`).join(', ')}.`,
    ),
    choices.map((role) => spellProbe({ ...question, to: { role, host } })),
  );
}

function noRunner(question: ProbeQuestion, absent: readonly RunnerView[]): Refusal {
  const { from, to } = question;
  if (absent.length > 0) {
    const names = absent.map(({ name }) => name).join(', ');
    return refuse(
      'unknown-name',
      text(`No runner that could do this is connected: ${names}.`, `Geen runner die dit kan is verbonden: ${names}.`),
      absent.slice(0, 3).map(({ name }) => `runners ${name}`),
    );
  }
  const role = from === null ? (to.role === null ? null : originsOf(to.role)[0]) : from;
  const where =
    role === null || role === undefined
      ? text('a server', 'een server')
      : text(`the role ${roleLabel(role)}`, `de rol ${roleLabel(role)}`);
  return refuse(
    'unknown-name',
    text(
      `No runner is enrolled for ${where.en}; an admin enrols one with: runners enroll NAME --role ${role ?? 'ROLE'}`,
      `Er is geen runner ingeschreven voor ${where.nl}; een beheerder doet dat met: runners enroll NAAM --role ${role ?? 'ROL'}`,
    ),
    ['runners', 'probe localhost'],
  );
}

/** Roles whose server nobody named and no runner tells. */
function withoutHosts(
  ways: readonly Way[],
  question: ProbeQuestion,
  runners: readonly RunnerView[],
): readonly Unprobed[] {
  const bare = [...new Set(ways.map(({ to }) => to))].filter(
    (to) => !isListed(to) && hostsFor(to, question, runners).length === 0,
  );
  return bare.map((to) => ({ flows: [], pattern: null, ports: [], reason: noHost(to) }));
}

function noHost(to: RoleId): Text {
  return text(
    `no host of ${roleLabel(to)} is known: name one, probe … to HOST as ${to}`,
    `er is geen host van ${roleLabel(to)} bekend: noem er een, probe … to HOST as ${to}`,
  );
}

/**
 * Who is to prove what: pure, over the runners as they stand. Runners that are not connected are named and get nothing, so
 * that a silent one is a finding and not a wait.
 */
export function assign(question: ProbeQuestion, runners: readonly RunnerView[]): Assignment | Refusal {
  const able = candidates(question, runners);
  if ('kind' in able) return able;
  const { from, to } = question;
  const played = able.filter(({ roles }) => from === null || roles.includes(from));
  const origins =
    from !== null ? [from] : to.role !== null ? originsOf(to.role) : [...new Set(played.flatMap(({ roles }) => roles))];
  const fitting = played.filter(({ roles }) => roles.some((role) => origins.includes(role)));
  const present = fitting.filter(({ state }) => state === 'connected');
  const absent = fitting.filter(({ state }) => state !== 'connected');
  if (present.length === 0) return noRunner(question, absent);
  const roles = rolesOfHost(question, origins, runners);
  const names = absent.map(({ name }) => name);
  if (roles.length === 0 && to.host !== null) {
    if (!isLoopback(to.host) && question.protocols.length + question.ports.length === 0)
      return refuseRole(question, origins);
    const asked = from === null ? present : present.map((runner) => ({ ...runner, roles: [from] }));
    const tasks = byKinds(question, asked, to.host);
    return { kind: 'assignment', tasks, absent: names, unprobed: [] };
  }
  const ways = origins.flatMap((origin) =>
    roles.filter((role) => destinationsOf(origin).includes(role)).map((role) => ({ from: origin, to: role })),
  );
  const planned = present.flatMap((runner) =>
    ways
      .filter((way) => runner.roles.includes(way.from))
      .map((way) => {
        const hosts = hostsFor(way.to, question, runners).filter((host) => host !== hostOf(runner));
        const empty = hosts.length === 0 && !isListed(way.to);
        const plan: Plan = empty ? { planned: [], unprobed: [] } : planWay(question, way, hosts);
        return { runner, plan };
      }),
  );
  const tasks = planned.flatMap(({ runner, plan }) =>
    plan.planned
      .filter(({ need }) => !question.requiredOnly || need === 'required')
      .map((probe) => taskOf(runner, probe)),
  );
  const unprobed = [...planned.flatMap(({ plan }) => plan.unprobed), ...withoutHosts(ways, question, runners)];
  const distinct = [...new Map(unprobed.map((one) => [JSON.stringify(one), one])).values()];
  return { kind: 'assignment', tasks, absent: names, unprobed: distinct };
}
