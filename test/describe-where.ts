/** A program of the machine that a suite cannot do without. */
export interface Needed {
  readonly name: string;
  /** Whether it is there. */
  readonly present: boolean;
  /** How a person gets it. */
  readonly install: string;
}

/**
 * Declares a suite where the machine has what it needs. Elsewhere one line says what is not tested and why; in CI, where
 * `.ci/run` installs it, its absence is a failed test.
 */
export function describeWhere(needed: Needed, title: string, body: (this: Mocha.Suite) => void): void {
  if (needed.present) {
    describe(title, body);
    return;
  }
  const told = `${title}: not tested, since ${needed.name} is missing (${needed.install})`;
  if (process.env['CI'] === undefined) process.stdout.write(`${told}\n`);
  else
    describe(title, () => {
      it(`needs ${needed.name}`, () => {
        throw new Error(told);
      });
    });
}
