import { authority } from '../http/request.ts';
import { seenIn } from '../net/seen.ts';
import { withTcp } from '../net/tcp.ts';
import type { Prober } from '../prober.ts';
import { frameAnswer, readAnswer, writePreamble } from './framing.ts';

/** The endpoint that Get-ADUser and its like search through, for Windows authentication. */
const path = '/ActiveDirectoryWebServices/Windows/Enumeration';

/**
 * Proves Active Directory Web Services by the preamble of its net.tcp endpoint ([MC-NMF]). A fault is an answer too: only
 * .NET message framing has it.
 */
export const proveAdws: Prober<'adws'> = async ({ host, port }, ground) => {
  const preamble = writePreamble(`net.tcp://${authority(host, port)}${path}`);
  const talked = await withTcp(port, ground, (conversation) => conversation.ask(preamble, frameAnswer));
  const step = talked.kind === 'ended' ? talked : talked.value;
  if (step.kind === 'ended') return step.finding;
  const answer = readAnswer(step.value);
  if (answer === null) return { verdict: 'open-wrong-service', evidence: null, ...seenIn(step.value) };
  const fault = answer.kind === 'fault' ? answer.fault : null;
  return { verdict: 'open', evidence: { kind: 'adws', answer: answer.kind, fault } };
};
