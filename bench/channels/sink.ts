import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** Stands in for Slack's Web API, its response URLs and Teams' connector: takes everything and keeps nothing. */
export interface Sink {
  /** Ends in a slash: what SLACK_API_URL holds. */
  readonly slackApi: string;
  /** What a Teams activity names as its service URL. */
  readonly teamsService: string;
  /** A fresh response URL, and when a message has arrived at it. */
  responseUrl(): { readonly url: string; readonly answered: Promise<void> };
  close(): Promise<void>;
}

/** What the bot reads of Slack's answers, by method. */
const slackAnswers: Readonly<Record<string, object>> = {
  'auth.test': { ok: true, bot_id: 'B1', user_id: 'U1', team_id: 'T1' },
  'users.info': { ok: true, user: { id: 'U2', locale: 'en-US' } },
};

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Opens the sink on a free loopback port. */
export async function openSink(): Promise<Sink> {
  const waiting = new Map<string, () => void>();
  let issued = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const [, kind = '', rest = ''] = /^\/(api|response|teams)\/([^?]*)/.exec(request.url ?? '') ?? [];
      if (kind === 'api') return json(response, slackAnswers[rest] ?? { ok: true });
      if (kind === 'teams') return json(response, { id: 'message-1' });
      json(response, { ok: true });
      waiting.get(rest)?.();
      waiting.delete(rest);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('no port');
  const root = `http://127.0.0.1:${address.port}`;
  return {
    slackApi: `${root}/api/`,
    teamsService: `${root}/teams/`,
    responseUrl() {
      issued += 1;
      const id = String(issued);
      const answered = new Promise<void>((resolve) => {
        waiting.set(id, resolve);
      });
      return { url: `${root}/response/${id}`, answered };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
