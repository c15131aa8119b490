import { type Flow, probedTransports } from '../../catalog/ports/flow.ts';
import { protocolOf } from '../../catalog/ports/protocol.ts';
import type { Transport } from '../../catalog/ports/row.ts';
import { formatSpan, formatSpans, type PortSpan } from '../../catalog/ports/span.ts';
import { type Text, text } from '../../catalog/text.ts';
import { buildProbe } from './build.ts';
import { joinNotes } from './merge.ts';
import type { Planned, Unprobed } from './planned.ts';
import { askedSpans, type FlowKind, kindFor, triedPorts } from './question.ts';
import { domainOf, type Target } from './target.ts';

/** One way to ask a flow: a kind and a port, and what that leaves open. */
export interface Way {
  readonly kind: FlowKind;
  readonly port: number;
  readonly note: Text | null;
}

function noteOf(flow: Flow, span: PortSpan, kind: FlowKind): Text | null {
  if (flow.protocol === 'rpc') {
    const ports = formatSpans(flow.ports);
    return text(
      `the endpoint mapper says which of ${ports} are in use, and those are tried`,
      `de endpoint mapper zegt welke van ${ports} in gebruik zijn, en die worden geprobeerd`,
    );
  }
  const count = span[1] - span[0] + 1;
  const sample =
    count === 1
      ? null
      : text(
          `a sample: the two ends of ${count} ports, ${formatSpan(span)}`,
          `een steekproef: de twee uiteinden van ${count} poorten, ${formatSpan(span)}`,
        );
  const bare = kind === 'tcp' ? text('only the connection is tried', 'alleen de verbinding wordt geprobeerd') : null;
  return joinNotes([sample, bare]);
}

/** Every way to ask a flow, in the order of its transports and ports. */
export function waysOf(flow: Flow): readonly Way[] {
  return probedTransports(flow).flatMap((transport) =>
    askedSpans(flow.protocol, flow.ports).flatMap((span) =>
      triedPorts(span).flatMap((port) => {
        const kind = kindFor({ protocol: flow.protocol, to: flow.to, transport }, port);
        return kind === null ? [] : [{ kind, port, note: noteOf(flow, span, kind) }];
      }),
    ),
  );
}

const withFederationName: readonly FlowKind[] = ['adfs-metadata', 'client-certificate'];
const withDomain: readonly FlowKind[] = ['dns', 'dns-tcp', 'kerberos', 'kerberos-udp', 'kpasswd', 'kpasswd-udp'];

/** What a target does not tell and this kind would have asked with. */
function missing(kind: FlowKind, target: Target): Text | null {
  if (withFederationName.includes(kind) && target.federationServiceName === null)
    return text(
      'the name of the federation service is not known: the host’s own name is asked for',
      'de naam van de federatieservice is niet bekend: er wordt naar de naam van de host zelf gevraagd',
    );
  if (withDomain.includes(kind) && domainOf(target) === null)
    return text(
      'the domain is not known: no question about it is asked',
      'het domein is niet bekend: er wordt niets over gevraagd',
    );
  return null;
}

/** The probes that prove a flow against one target, in the order of its transports and ports. */
export function probesOf(flow: Flow, target: Target): readonly Planned[] {
  return waysOf(flow).map(({ kind, port, note }) => ({
    probe: buildProbe(kind, target, port),
    flow: flow.id,
    from: flow.from,
    to: flow.to,
    need: flow.need,
    note: joinNotes([note, missing(kind, target)]),
    source: flow.reference,
  }));
}

/** The transports that a source prints for a flow and its protocol does not speak: nothing can be asked over them. */
export function unaskedOf(flow: Flow): readonly Unprobed[] {
  const unasked = (transport: Transport) =>
    flow.ports.every(([port]) => kindFor({ protocol: flow.protocol, to: flow.to, transport }, port) === null);
  const { name } = protocolOf(flow.protocol);
  return probedTransports(flow)
    .filter(unasked)
    .map((transport) => ({
      flows: [flow.id],
      pattern: null,
      ports: flow.ports,
      reason: text(
        `the source prints ${transport} ${formatSpans(flow.ports)} as well, but ${name} has no question to ask over it`,
        `de bron noemt ook ${transport} ${formatSpans(flow.ports)}, maar ${name} kent daarover geen vraag`,
      ),
    }));
}
