import type { FirewallRequest } from '../request.ts';
import { requestLine } from '../summary.ts';

/** The request as JSON for scripts: every rule with all its reasons and sources, texts in both languages. */
export function renderJson(request: FirewallRequest): string {
  const { query, rules, placeholders, leftOut } = request;
  const file = {
    kind: 'firewall-request',
    question: requestLine(request),
    edition: query.edition,
    rules,
    placeholders,
    leftOut,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
