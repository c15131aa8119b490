import { type Allowance, createAllowance, type Rate } from './allowance.ts';

/** Limits how often each caller, and all of them together, may try something. */
export interface Callers {
  /** Takes one try of this caller. False where he, or everyone, had too many. */
  admit(caller: string): boolean;
  /** The try of this caller was an honest one, which costs him nothing. */
  excuse(caller: string): void;
}

/** Callers that are remembered: some megabytes. Beyond that the limit for all of them is what holds. */
const mostCallers = 10_000;

/** Of the callers that were seen the longest ago, how many are looked at for each new one, to forget those that wait for nothing. */
const lookedAt = 10;

/** Limits callers. `now` is in milliseconds. */
export function createCallers(limits: { readonly each: Rate; readonly all: Rate }, now: () => number): Callers {
  const all = createAllowance(limits.all, now);
  const known = new Map<string, Allowance>();

  function forgetSome(): void {
    let left = lookedAt;
    for (const [caller, allowance] of known) {
      known.delete(caller);
      // Still short of something: to the end of the line.
      if (!allowance.full()) known.set(caller, allowance);
      left -= 1;
      if (left === 0) return;
    }
  }

  function allowanceOf(caller: string): Allowance {
    const found = known.get(caller);
    if (found !== undefined) return found;
    if (known.size >= mostCallers) forgetSome();
    const made = createAllowance(limits.each, now);
    if (known.size < mostCallers) known.set(caller, made);
    return made;
  }

  return {
    admit: (caller) => allowanceOf(caller).take(1) && all.take(1),
    excuse: (caller) => allowanceOf(caller).giveBack(1),
  };
}
