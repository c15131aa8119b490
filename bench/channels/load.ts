import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Sink } from './sink.ts';

/** One question asked over HTTP. Gives the milliseconds until its HTTP answer, after the bot has dealt with it. */
export type Ask = (text: string) => Promise<number>;

/** Shared by the servers and the load: what signs Slack's requests. */
export const signingSecret = randomBytes(16).toString('hex');

const agent = new Agent({ keepAlive: true });

/** Posts once over a kept connection. Gives the milliseconds until the last byte of a 200; fails on any other status. */
function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const begun = performance.now();
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          const ms = performance.now() - begun;
          if (answer.statusCode === 200) resolve(ms);
          else reject(new Error(`${url} answered ${answer.statusCode}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

let made = 0;

function fresh(kind: string): string {
  made += 1;
  return `${kind}-${process.pid}-${made}`;
}

/**
 * Asks by slash commands, each signed and with a trigger of its own. With `answers` the answer, which comes after the
 * acknowledgement, is awaited outside the time measured, so that one question does not weigh on the next.
 */
export function askSlack(url: string, sink: Sink, { answers }: { readonly answers: boolean }): Ask {
  return async (text) => {
    const { url: responseUrl, answered } = sink.responseUrl();
    const body = new URLSearchParams({
      team_id: 'T1',
      channel_id: 'C1',
      channel_name: 'general',
      user_id: 'U2',
      user_name: 'bench',
      command: '/portolan',
      text,
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: responseUrl,
      trigger_id: fresh('trigger'),
    }).toString();
    const seconds = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
    const ms = await post(`${url}/slack/events`, body, {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-signature': `v0=${signature}`,
      'x-slack-request-timestamp': seconds,
    });
    if (answers) await answered;
    return ms;
  };
}

/** Asks by messages of a personal chat. Their answer reaches the sink before the HTTP answer does. */
export function askTeams(url: string, sink: Sink): Ask {
  return (text) =>
    post(
      `${url}/api/messages`,
      JSON.stringify({
        type: 'message',
        id: fresh('activity'),
        channelId: 'msteams',
        serviceUrl: sink.teamsService,
        timestamp: new Date().toISOString(),
        from: { id: 'user-1', name: 'Bench', aadObjectId: '00000000-0000-0000-0000-000000000001' },
        recipient: { id: 'bot-1', name: 'Portolan' },
        conversation: {
          id: 'conversation-1',
          conversationType: 'personal',
          tenantId: '00000000-0000-0000-0000-000000000002',
        },
        locale: 'en-US',
        text,
      }),
      { 'content-type': 'application/json' },
    );
}
