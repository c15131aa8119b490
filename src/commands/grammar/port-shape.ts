import type { Transport } from '../../catalog/ports/row.ts';
import { highestPort, lowestPort, type PortSpan } from '../../catalog/ports/span.ts';
import { text } from '../../catalog/text.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** A port or range as typed, not yet checked. */
export interface TypedPorts {
  readonly kind: 'ports';
  readonly from: number;
  readonly to: number;
  readonly transport: Transport | null;
}

function transportOf(name: string | undefined): Transport | null {
  return name === 'tcp' || name === 'udp' ? name : null;
}

/** Reads `443`, `49152-65535`, `49152..65535`, `tcp/443`, `udp:53` or `53/udp`; null for anything else. */
export function portShape(typed: string): TypedPorts | null {
  const match =
    /^(?:(?<before>tcp|udp)[/:]?)?(?<from>\d{1,15})(?:(?:-|:|\.\.+)(?<to>\d{1,15}))?(?:\/?(?<after>tcp|udp))?$/iu.exec(
      typed,
    );
  if (match?.groups === undefined) return null;
  const { before, from, to, after } = match.groups;
  return {
    kind: 'ports',
    from: Number(from),
    to: Number(to ?? from),
    transport: transportOf((before ?? after)?.toLowerCase()),
  };
}

/** The range, or why there is none. `again` writes the line with another range, for the suggestion. */
export function checkPorts(typed: TypedPorts, again: (ports: string) => string): PortSpan | Refusal {
  const { from, to } = typed;
  if (from < lowestPort || from > highestPort || to < lowestPort || to > highestPort)
    return refuse(
      'bad-value',
      text(
        `There is no port ${from < lowestPort || from > highestPort ? from : to}: ports run from ${lowestPort} to ${highestPort}.`,
        `Poort ${from < lowestPort || from > highestPort ? from : to} bestaat niet: poorten lopen van ${lowestPort} tot en met ${highestPort}.`,
      ),
    );
  if (from > to)
    return refuse(
      'bad-value',
      text(`The range ${from}-${to} runs backwards.`, `Het bereik ${from}-${to} loopt achteruit.`),
      [again(`${to}-${from}`)],
    );
  return [from, to];
}
