/** How much may be taken: at most `most` at once, and this much more with every second. */
export interface Rate {
  readonly most: number;
  readonly perSecond: number;
}

/** What somebody may still take. */
export interface Allowance {
  /** Takes some, where there is enough left. */
  take(amount: number): boolean;
  giveBack(amount: number): void;
  /** Whether nothing is taken, as at the start. */
  full(): boolean;
}

/** An allowance that fills up again with time. `now` is in milliseconds. */
export function createAllowance({ most, perSecond }: Rate, now: () => number): Allowance {
  let left = most;
  let at = now();

  function fill(): void {
    const time = now();
    left = Math.min(most, left + (Math.max(0, time - at) / 1_000) * perSecond);
    at = time;
  }

  return {
    take(amount) {
      fill();
      if (left < amount) return false;
      left -= amount;
      return true;
    },
    giveBack(amount) {
      left = Math.min(most, left + amount);
    },
    full() {
      fill();
      return left >= most;
    },
  };
}
