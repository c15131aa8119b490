/**
 * Every fault that Portolan can end in. Expected outcomes (a closed port, a word that is not understood) are values and
 * never pass through here.
 *
 * Catch one by its code: `error instanceof PortolanError && error.code === 'config-invalid'`.
 */
export const errorCodes = ['config-invalid', 'file-unwritable', 'store-unavailable', 'internal'] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A fault: what happened (`title`), what to do next (`nextStep`), and what it came from (`cause`). */
export class PortolanError extends Error {
  readonly code: ErrorCode;
  readonly title: string;
  readonly nextStep: string;

  constructor(code: ErrorCode, title: string, nextStep: string, options?: { readonly cause: unknown }) {
    super(`${title}. ${nextStep}`, options);
    this.name = 'PortolanError';
    this.code = code;
    this.title = title;
    this.nextStep = nextStep;
  }
}
