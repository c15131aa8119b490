import type { webApi } from '@slack/bolt';

/** Slack's own Web API, unless the configuration names another. */
const publicApi = 'https://slack.com/api/';
/** A call that takes longer counts as lost: Slack's own take well under a second, an upload a few. */
const timeoutMs = 10_000;

/**
 * How every client of the Web API calls: once. WebClient's own retries would post a message again whose reply was lost,
 * and its pause after a 429 would stop every call to a workspace; lanes and reconciliation stand in for both.
 */
export function clientOptions(apiUrl: string | null): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl ?? publicApi,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
  };
}

/** The page where a workspace grants the app its permissions, beside the Web API on the same host. */
export function authorizationUrl(apiUrl: string | null): string {
  return new URL('/oauth/v2/authorize', apiUrl ?? publicApi).href;
}
