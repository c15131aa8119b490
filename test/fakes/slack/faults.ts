/**
 * What goes wrong with a call.
 * - `limited`: 429 with Retry-After in seconds, nothing done.
 * - `lost`: done, and the connection cut before the reply.
 * - `cut`: the connection cut, nothing done.
 * - `status`: that HTTP status; `applied` says whether it was done.
 * - `error`: `{ok: false, error}` with status 200, nothing done.
 * - `slow`: done after so many milliseconds.
 */
export type Fault =
  | { readonly kind: 'limited'; readonly retryAfter: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'status'; readonly status: number; readonly applied: boolean }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'slow'; readonly ms: number };

export interface Faults {
  /** The next `times` calls of a method (or `response_url`, `upload`) go wrong like this. */
  fail(method: string, fault: Fault, times?: number): void;
  /** The fault of this call, if it has one. */
  take(method: string): Fault | null;
  clear(): void;
}

export function createFaults(): Faults {
  const planned: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  return {
    fail: (method, fault, times = 1) => void planned.push({ method, fault, left: times }),
    take(method) {
      const plan = planned.find((candidate) => candidate.method === method && candidate.left > 0);
      if (plan === undefined) return null;
      plan.left -= 1;
      return plan.fault;
    },
    clear: () => void planned.splice(0),
  };
}
