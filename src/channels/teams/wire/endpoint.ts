import { type ErrorRequestHandler, json, type Request, type RequestHandler, Router } from 'express';
import type { TeamsConfig } from '../../../config/teams.ts';
import type { Log } from '../../../log.ts';
import { isLoopback, type ServiceUrlCheck } from '../service-host.ts';
import { KeysUnavailable, Unauthorized } from './adapter.ts';
import { claimsToBeTeams } from './claims.ts';
import { type Incoming, readIncoming, tenantOf } from './incoming.ts';

/** Teams' own activities stay under 100 KB; four times a card's limit is room for what clients add. */
const maxBody = 262_144;

/** Answer to a request: a status, and for an invoke its body. */
export interface Outcome {
  readonly status: number;
  readonly body?: unknown;
}

export interface EndpointParts {
  readonly config: Exclude<TeamsConfig, { kind: 'off' }>;
  readonly allows: ServiceUrlCheck;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly log: Log;
  /** Checks the token and runs the activity, as it came. */
  run(authorization: string, activity: object): Promise<Outcome>;
}

/** Without an app id anyone would be believed, so only this machine is listened to, under its own name. */
const onlyLoopback: RequestHandler = (request, response, next) => {
  const host = URL.parse(`http://${request.headers.host ?? ''}`)?.hostname ?? '';
  if (isLoopback(request.socket.remoteAddress ?? '') && isLoopback(host)) next();
  else response.status(403).json({ error: 'this bot has no app ID and answers its own machine only' });
};

function refuseBefore(request: Request, { config, allows, now }: EndpointParts, activity: Incoming): Outcome | null {
  if (config.kind === 'on' && !claimsToBeTeams(request.headers.authorization ?? '', config.appId, now()))
    return { status: 401, body: { error: 'unauthorized' } };
  if (!allows(activity.serviceUrl)) return { status: 403, body: { error: 'service URL not allowed' } };
  if (config.kind === 'on' && !config.allowedTenants.includes(tenantOf(activity)))
    return { status: 403, body: { error: 'tenant not allowed' } };
  return null;
}

/** What the body parser refuses bears its own status: 413 for too long, 400 for no JSON. Anything else is a fault. */
function statusOf(error: unknown): number {
  if (error instanceof Unauthorized) return 401;
  if (error instanceof KeysUnavailable) return 503;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/**
 * Takes Teams' requests. Every check that can be made on the request itself comes before the SDK sees it: its size, its
 * shape, whose token it bears, where it wants its answers sent and which tenant it speaks for.
 */
export function createEndpoint(parts: EndpointParts): Router {
  const { config, log } = parts;
  const take: RequestHandler = async (request, response) => {
    const raw: unknown = request.body;
    const activity = readIncoming(raw);
    if (activity === null || typeof raw !== 'object' || raw === null) {
      response.status(400).json({ error: 'no activity from Teams' });
      return;
    }
    const refused = refuseBefore(request, parts, activity);
    if (refused !== null) {
      log.warn({ status: refused.status, type: activity.type }, 'teams: request refused');
      response.status(refused.status).json(refused.body);
      return;
    }
    const { status, body } = await parts.run(request.headers.authorization ?? '', raw);
    if (body === undefined) response.status(status).end();
    else response.status(status).json(body);
  };
  const fail: ErrorRequestHandler = (error, _request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error, status }, 'teams: request failed');
    else log.warn({ status }, 'teams: request refused');
    if (response.headersSent) next(error);
    else response.status(status).json({ error: status >= 500 ? 'internal error' : 'refused' });
  };
  const bearer: RequestHandler = (request, response, next) => {
    if (config.kind === 'loopback' || /^Bearer \S/.test(request.headers.authorization ?? '')) next();
    else response.status(401).json({ error: 'unauthorized' });
  };
  const post: readonly RequestHandler[] = [
    ...(config.kind === 'loopback' ? [onlyLoopback] : []),
    bearer,
    json({ limit: maxBody, type: 'application/json' }),
    take,
  ];
  const router = Router();
  router.post('/', ...post);
  router.use(fail);
  return router;
}
