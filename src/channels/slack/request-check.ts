import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Log } from '../../log.ts';
import type { Replay } from '../../store/replay.ts';
import { bodyClaims, claimAll, signatureClaim } from './once.ts';
import { mediaTypeOf, readBody } from './request-body.ts';
import { isSigned } from './signature.ts';

/** Bytes of a request. Slack's largest, a click on a full message, stay under 200 kB. */
export const maxBody = 1_048_576;
/** Bytes that are read and dropped beyond that, so that an honest sender gets to read the answer. */
const maxDropped = 16_777_216;
/** How long a body may take to arrive. Slack itself gives up after 3 seconds. */
const bodyTimeoutMs = 10_000;

/** What the check needs. `now` is in milliseconds since the epoch. */
export interface CheckParts {
  readonly signingSecret: string;
  readonly replay: Replay;
  readonly log: Log;
  now(): number;
  /** False while the bot stops: the sender should try another replica. */
  open(): boolean;
}

type Bytes = { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'too-large' | 'broken' };

function readBytes(request: IncomingMessage): Promise<Bytes> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => {
      resolve({ kind: 'broken' });
      request.destroy();
    }, bodyTimeoutMs);
    const end = (bytes: Bytes) => {
      clearTimeout(timer);
      resolve(bytes);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBody) chunks.push(chunk);
      else {
        chunks.length = 0;
        end({ kind: 'too-large' });
        if (size > maxDropped) request.destroy();
      }
    });
    request.on('end', () =>
      end(size > maxBody ? { kind: 'too-large' } : { kind: 'bytes', bytes: Buffer.concat(chunks) }),
    );
    request.on('error', () => end({ kind: 'broken' }));
    request.on('close', () => end({ kind: 'broken' }));
  });
}

function one(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/**
 * Lets a request through to Bolt when Slack signed it, lately, and it did not run before; hands it its bytes as
 * `rawBody`. Everything else is answered here, with a status and no body: 401 for a signature that is missing, wrong or
 * out of time, 413, 415, 400 for what cannot be read, 503 when it cannot be known whether it ran, and 200 for what did
 * run, since a retry wants no other answer.
 */
export function createRequestCheck({ signingSecret, replay, log, now, open }: CheckParts): RequestHandler {
  return async (request, response, next) => {
    const refuse = (status: number, why: string) => {
      log.warn({ why }, 'Slack request refused');
      if (response.headersSent || response.destroyed) return;
      response.status(status);
      if (status === 413) response.set('connection', 'close');
      response.end();
    };
    if (!open()) {
      refuse(503, 'stopping');
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > maxBody) {
      request.resume();
      refuse(413, 'too large');
      return;
    }
    const read = await readBytes(request);
    if (read.kind !== 'bytes') {
      refuse(read.kind === 'too-large' ? 413 : 400, read.kind);
      return;
    }
    const { bytes } = read;
    const signature = one(request.headers['x-slack-signature']);
    const timestamp = one(request.headers['x-slack-request-timestamp']);
    if (signature === undefined || !isSigned({ signature, timestamp, body: bytes }, signingSecret, now())) {
      refuse(401, 'not signed');
      return;
    }
    const contentType = request.headers['content-type'];
    const body = readBody(contentType, bytes);
    if (typeof body === 'string') {
      refuse(body === 'media-type' ? 415 : 400, body);
      return;
    }
    try {
      // A request with an id of its own has it again in every replay, since the signature covers it.
      const ids = bodyClaims(body);
      if (!(await claimAll(replay, ids.length > 0 ? ids : [signatureClaim(signature)]))) {
        log.info({ retry: request.headers['x-slack-retry-num'] !== undefined }, 'Slack request ran before');
        response.status(200).end();
        return;
      }
    } catch {
      refuse(503, 'replay store');
      return;
    }
    // Bolt knows a form by its bare media type alone, and takes a body that was read before it from `rawBody`.
    request.headers['content-type'] = mediaTypeOf(contentType) ?? '';
    Object.assign(request, { rawBody: bytes });
    next();
  };
}
