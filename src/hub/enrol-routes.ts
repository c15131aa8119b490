import { type ErrorRequestHandler, Router, text } from 'express';
import type { EnrolAnswer } from '../wire/enrolment.ts';
import { enrolPath } from '../wire/version.ts';
import { callerOf, plainAddress } from './address.ts';
import type { Rate } from './allowance.ts';
import { createCallers } from './callers.ts';
import { enrol, statusOf } from './enrol.ts';
import type { HubParts } from './parts.ts';

/** Bytes of a request; an honest one has 500. */
const longestBody = 4_096;

/** How often it may be tried to enrol. */
export interface EnrolLimits {
  readonly each: Rate;
  readonly all: Rate;
}

/**
 * A token has 256 random bits, so this is not what keeps it from being guessed: it keeps strangers from making the
 * database work. An address may miss twenty times, then once in three seconds; all together ten times a second.
 */
export const usualEnrolLimits: EnrolLimits = {
  each: { most: 20, perSecond: 1 / 3 },
  all: { most: 200, perSecond: 10 },
};

/** The route on which servers enrol. */
export function createEnrolRoutes(parts: HubParts, limits: EnrolLimits): Router {
  const { now } = parts;
  const callers = createCallers(limits, now);
  const router = Router();

  const refusal = (code: 'too-many' | 'malformed', message: string): EnrolAnswer => ({
    kind: 'refused',
    code,
    message,
    hubTime: now(),
  });

  /** The body parser's: too large, broken off, or in a character set that there is not. */
  const unreadable: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
    if (typeof status !== 'number' || status >= 500 || response.headersSent) next(error);
    else response.status(status).json(refusal('malformed', 'The request could not be read.'));
  };

  router.post(
    enrolPath,
    (request, response, next) => {
      if (callers.admit(callerOf(request.socket.remoteAddress))) next();
      else
        response
          .status(429)
          .set('retry-after', '30')
          .json(refusal('too-many', 'Too many tried to enrol lately. Try again in half a minute.'));
    },
    text({ limit: longestBody, inflate: false, type: () => true }),
    async (request, response) => {
      const body: unknown = request.body;
      const { remoteAddress } = request.socket;
      const answer = await enrol(typeof body === 'string' ? body : '', plainAddress(remoteAddress), parts);
      if (answer.kind === 'enrolled') callers.excuse(callerOf(remoteAddress));
      response.status(statusOf(answer)).json(answer);
    },
  );
  router.use(enrolPath, unreadable);
  return router;
}
