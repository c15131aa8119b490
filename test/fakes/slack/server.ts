import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { blockSchema } from './block-rules.ts';
import type { Fault, Faults } from './faults.ts';
import type { Link } from './link.ts';
import { answerCall } from './web-api.ts';
import type { World } from './world.ts';

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function argsOf(request: IncomingMessage): Promise<Record<string, string>> {
  const body = await bytesOf(request);
  if (!String(request.headers['content-type']).startsWith('application/json'))
    return Object.fromEntries(new URLSearchParams(body.toString()));
  const parsed = v.parse(v.record(v.string(), v.unknown()), JSON.parse(body.toString()));
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function reply(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Does what is asked, with the fault that is planned for it. */
async function withFault(fault: Fault | null, response: ServerResponse, apply: () => Promise<unknown>): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return reply(response, await apply());
    case 'slow':
      await delay(fault.ms);
      return reply(response, await apply());
    case 'limited':
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end();
      return;
    case 'lost':
      await apply();
      response.socket?.destroy();
      return;
    case 'cut':
      response.socket?.destroy();
      return;
    case 'status':
      if (fault.applied) await apply();
      response.writeHead(fault.status).end('upstream failed');
      return;
    case 'error':
      return reply(response, { ok: false, error: fault.error });
  }
}

const responseBody = v.object({
  text: v.optional(v.string(), ''),
  blocks: v.optional(v.array(blockSchema), []),
  replace_original: v.optional(v.boolean(), false),
  delete_original: v.optional(v.boolean(), false),
  response_type: v.optional(v.picklist(['ephemeral', 'in_channel']), 'ephemeral'),
});

/** Slack's limit of the uses of one response_url. */
const maxUses = 5;

function useResponseUrl(world: World, id: string, body: unknown): { readonly status: number; readonly body: unknown } {
  const target = world.responseUrls.get(id);
  if (target === undefined || target.uses >= maxUses) return { status: 404, body: { ok: false, error: 'used_url' } };
  const { text, blocks, replace_original: replaces } = v.parse(responseBody, body);
  target.uses += 1;
  const { original, channel, user } = target;
  if (replaces && original !== null) Object.assign(original, { text, blocks, updates: original.updates + 1 });
  else world.ephemerals.push({ kind: 'ephemeral', channel, user, ts: world.nextTs(), text, blocks, updates: 0 });
  return { status: 200, body: { ok: true } };
}

/** The HTTP server of the fake: `/api/METHOD`, `/response/ID`, `/upload/ID`, and the WebSocket at `/link`. */
export async function serve(parts: {
  readonly world: World;
  readonly faults: Faults;
  readonly link: Link;
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { world, faults, link } = parts;
  let url = '';

  async function call(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const args = await argsOf(request);
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    world.calls.push({ method, token, args, at: Date.now() });
    await withFault(faults.take(method), response, async () => answerCall(method, args, { world, url, token }));
  }

  async function respond(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse((await bytesOf(request)).toString());
    const fault = faults.take('response_url');
    if (fault !== null) return withFault(fault, response, async () => useResponseUrl(world, id, body).body);
    const answer = useResponseUrl(world, id, body);
    reply(response, answer.body, answer.status);
  }

  async function upload(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = world.uploads.get(id);
    const bytes = await bytesOf(request);
    const type = String(request.headers['content-type']);
    const form = type.startsWith('multipart/')
      ? await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
      : null;
    const part = form === null ? null : [...form.values()][0];
    const content = part instanceof File ? Buffer.from(await part.arrayBuffer()).toString() : bytes.toString();
    await withFault(faults.take('upload'), response, async () => {
      if (target !== undefined) target.content = content;
      return 'OK';
    });
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, rest = ''] = /^\/(api|response|upload)\/([^?]+)/.exec(request.url ?? '') ?? [];
    if (kind === 'api') await call(rest, request, response);
    else if (kind === 'response') await respond(rest, request, response);
    else if (kind === 'upload') await upload(rest, request, response);
    else response.writeHead(404).end();
    world.changed();
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (!response.headersSent) reply(response, { ok: false, error: `fake: ${error}` }, 500);
    });
  });
  server.on('upgrade', (request, socket, head) => link.upgrade(request, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    async close() {
      link.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
