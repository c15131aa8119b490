import type { RoleId } from '../../../src/catalog/role.ts';
import { type PlanQuestion, planBetween } from '../../../src/probe/plan/plan.ts';
import type { Plan, Planned } from '../../../src/probe/plan/planned.ts';
import { targetOf } from '../../../src/probe/plan/target.ts';

/** Everything that is needed today, in the public cloud, at hosts that are known by name alone. */
export function planned(
  from: RoleId,
  to: RoleId,
  hosts: readonly string[],
  narrowed: Partial<PlanQuestion> = {},
): Plan {
  return planBetween({
    from,
    to,
    hosts: hosts.map(targetOf),
    features: null,
    edition: null,
    protocols: null,
    ports: null,
    cloud: 'public',
    ...narrowed,
  });
}

/** `kind host:port`, as the tables below write a probe. */
export function spelled({ probe }: Pick<Planned, 'probe'>): string {
  return `${probe.kind} ${probe.host}:${probe.port}`;
}
