import * as v from 'valibot';
import { kindIds } from '../probe/kind.ts';
import { roleName } from './parts.ts';

const pattern = v.pipe(v.string(), v.minLength(1), v.maxLength(253), v.regex(/^[!-~]+$/));

/**
 * What a runner lets itself be asked. It stands in a file on the runner's own server, is shown in chat, and is never
 * changed from there.
 */
export const policy = v.strictObject({
  version: v.literal(1),
  /** True refuses everything. */
  paused: v.boolean(),
  /** Roles that this server plays: flows that start at another are refused. */
  roles: v.pipe(v.array(roleName), v.maxLength(32)),
  /**
   * Hosts it may connect to: names (`dc01.corp.contoso.com`), suffixes (`*.corp.contoso.com`), addresses and CIDR ranges
   * (`10.20.0.0/16`). A name that is allowed may resolve to any address but loopback; an address must be listed.
   */
  hosts: v.pipe(v.array(pattern), v.maxLength(1_000)),
  /** Whether the hosts that the catalog names (Microsoft's, and the certificate authorities') are allowed besides. */
  catalogHosts: v.boolean(),
  /** Flows by id, or `*` for every flow of the catalog. */
  flows: v.pipe(v.array(pattern), v.maxLength(500)),
  /** Kinds of probe, or all. */
  kinds: v.union([v.literal('*'), v.pipe(v.array(v.picklist(kindIds)), v.maxLength(kindIds.length))]),
  rate: v.strictObject({
    /** Probes that may be started in any minute. */
    perMinute: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000)),
    /** And against one host. */
    perHostPerMinute: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000)),
  }),
});

export type Policy = v.InferOutput<typeof policy>;
