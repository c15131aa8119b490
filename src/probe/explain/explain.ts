import { type Text, text } from '../../catalog/text.ts';
import type { Outcome } from '../outcome.ts';
import { explainEnded, explainSilent, explainWrongService } from './conversation.ts';
import type { Explanation, Subject } from './explanation.ts';
import { explainFault, explainPolicy, explainProxy } from './halted.ts';
import {
  explainFiltered,
  explainRefused,
  explainUdpSilence,
  explainUnreachable,
  explainUnresolved,
} from './network.ts';
import { explainOpen } from './open.ts';
import { joined } from './phrase.ts';
import { explainDynamicPorts } from './rpc.ts';
import { explainCertificate, explainIntercepted, explainOldTls } from './tls.ts';

function byVerdict(subject: Subject, outcome: Outcome, now: number): Explanation {
  switch (outcome.verdict) {
    case 'open':
      return explainOpen(subject, outcome, now);
    case 'open-wrong-service':
      return explainWrongService(subject, outcome);
    case 'open-silent':
      return explainSilent(subject);
    case 'open-then-closed':
      return explainEnded(subject, outcome);
    case 'refused':
      return explainRefused(subject);
    case 'filtered':
      return explainFiltered(subject, outcome);
    case 'unreachable':
      return explainUnreachable(subject, outcome);
    case 'unresolved':
      return explainUnresolved(outcome);
    case 'open-or-filtered':
      return explainUdpSilence(subject, outcome);
    case 'tls-too-old':
      return explainOldTls(subject, outcome);
    case 'certificate-invalid':
      return explainCertificate(subject, outcome);
    case 'intercepted':
      return explainIntercepted(subject, outcome);
    case 'proxy-blocked':
      return explainProxy(subject, outcome);
    case 'refused-by-policy':
      return explainPolicy(outcome);
    case 'error':
      return explainFault(outcome);
  }
}

/** Flows of the first edition that no later one asks for. Their ports may stay shut, save those that others still use. */
const retired =
  /^(pta-entra-(responses|service-bus|performance|bootstrap|registration|renewal)|connect-entra-sso-registration-9090)$/;
const stillUsed: readonly number[] = [443, 5671, 8080];

const unneeded = text('Nothing has needed this since 2020.', 'Sinds 2020 heeft niets dit nodig.');
const closeIt: Text = text('The rule for it can go.', 'De regel ervoor kan weg.');

/** What a verdict means for a flow that nothing needs any more: an open way is the finding, a shut one is as it should be. */
function forRetired(said: Explanation, { verdict }: Outcome): Explanation {
  const cause = joined([said.cause, unneeded]) ?? unneeded;
  if (verdict === 'open') return { ...said, cause, nextStep: closeIt, tone: 'warning' };
  return { ...said, cause, nextStep: null, tone: 'good' };
}

/**
 * An outcome in words: what was seen, why, and what to do next, by verdict, by what was asked and by flow. It claims no
 * more than the verdict does. Texts from outside stand in quotation marks, cut and otherwise as they came: who shows them
 * escapes them. `now` is the clock at which the probe ended (milliseconds since the epoch): lists and certificates are
 * judged by it.
 */
export function explain(subject: Subject, outcome: Outcome, now: number = Date.now()): Explanation {
  const { evidence } = outcome;
  const behind = evidence?.kind === 'rpc' ? explainDynamicPorts(subject, evidence) : null;
  const said = behind ?? byVerdict(subject, outcome, now);
  const { flow, probe } = subject;
  const gone = flow !== null && retired.test(flow) && !stillUsed.includes(probe.port);
  return gone && ['open', 'filtered', 'refused', 'unreachable'].includes(outcome.verdict)
    ? forRetired(said, outcome)
    : said;
}
