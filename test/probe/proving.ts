import assert from 'node:assert/strict';
import * as v from 'valibot';
import { type Outcome, outcome } from '../../src/probe/outcome.ts';
import { createPace } from '../../src/probe/pace.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { createProve, type ProveOptions, type ProveParts } from '../../src/probe/prove.ts';
import type { Resolution } from '../../src/probe/resolve/resolution.ts';

/** What a name comes to; asked again, the next of several. */
type Names = Readonly<Record<string, readonly Resolution[]>>;

/** A resolver that knows these names, and addresses by themselves; and which names it was asked for. */
export function resolverOf(names: Names): ProveParts['resolver'] & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    asked,
    async resolve(host) {
      const before = asked.filter((one) => one === host).length;
      asked.push(host);
      const known = names[host] ?? [{ kind: 'resolved', addresses: [host] }];
      return known[Math.min(before, known.length - 1)] ?? { kind: 'unresolved', code: 'ENOTFOUND' };
    },
  };
}

export function resolved(...addresses: readonly string[]): Resolution {
  return { kind: 'resolved', addresses };
}

/** Proves on loopback with short steps and no pause; fails where the outcome is not one that may travel. */
export async function prove(
  probe: Probe,
  parts: Partial<ProveParts> = {},
  options: Partial<ProveOptions> = {},
): Promise<Outcome> {
  const proveOne = createProve({
    resolver: resolverOf({}),
    pace: createPace(),
    trust: { bundled: [], system: [] },
    proxyFor: () => null,
    timeoutMs: 250,
    now: Date.now,
    wait: async () => undefined,
    ...parts,
  });
  const found = await proveOne(probe, {
    signal: new AbortController().signal,
    permits: () => true,
    ...options,
  });
  assert.deepEqual(v.safeParse(outcome, found).issues?.map(({ message }) => message) ?? [], []);
  return found;
}
