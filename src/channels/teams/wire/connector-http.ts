import type { TeamsAdapter } from '@microsoft/teams-ai';
import * as v from 'valibot';
import type { ServiceUrlCheck } from '../service-host.ts';
import { ConnectorFailure } from './connector-failure.ts';

type HttpClient = NonNullable<NonNullable<ConstructorParameters<typeof TeamsAdapter>[3]>['httpClient']>;

/** Teams answers posts well within a second; after this it counts as silent. */
const timeoutMs = 15_000;

/** Teams' own wait where it throttles without naming one. */
const defaultRetryMs = 1_000;
/** A wait beyond this is no wait but an outage. */
const maxRetryMs = 300_000;

const failureBody = v.object({ error: v.object({ code: v.string() }) });

function retryAfterMs(headers: Headers): number {
  const told = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), maxRetryMs) : defaultRetryMs;
}

function codeIn(body: string): string {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), failureBody), body);
  return parsed.success ? parsed.output.error.code.slice(0, 100) : '';
}

/** Nothing reached Teams when the connection was never made; anything later may have. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}

/**
 * How the SDK's connector reaches Teams. The SDK's own way sends a post up to four times when its answer is lost or is
 * a 5xx, which shows the same message four times; this one sends once and throws a ConnectorFailure that says what is
 * known. The address is checked here once more, at the last place before the token leaves, and redirects are refused.
 */
export function createConnectorHttp(allows: ServiceUrlCheck): HttpClient {
  return {
    async sendRequest(request) {
      if (!allows(request.url)) throw new ConnectorFailure({ kind: 'withheld', reason: 'service URL not allowed' });
      let response: Response;
      let text: string;
      try {
        response = await fetch(request.url, {
          method: request.method,
          headers: request.headers.rawHeaders(),
          ...(typeof request.body === 'string' ? { body: request.body } : {}),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        text = await response.text();
      } catch (error) {
        if (wasNeverSent(error)) throw new ConnectorFailure({ kind: 'withheld', reason: 'Teams cannot be reached' });
        throw new ConnectorFailure({ kind: 'lost', reason: error instanceof Error ? error.name : 'unknown' });
      }
      const { status } = response;
      if (status === 429)
        throw new ConnectorFailure({ kind: 'throttled', retryAfterMs: retryAfterMs(response.headers) });
      if (status >= 500) throw new ConnectorFailure({ kind: 'lost', reason: `HTTP ${status}` });
      if (status >= 400) throw new ConnectorFailure({ kind: 'refused', status, code: codeIn(text) });
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { request, status, headers, bodyAsText: text };
    },
  };
}
