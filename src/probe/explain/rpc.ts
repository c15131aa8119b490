import { type Text, text } from '../../catalog/text.ts';
import type { EvidenceOf } from '../evidence.ts';
import type { Explanation, Subject } from './explanation.ts';
import { listed, named } from './phrase.ts';

type Endpoint = EvidenceOf<'rpc'>['endpoints'][number];
type PortVerdict = NonNullable<Endpoint['verdict']>;

/** What became of a port, after “is”. */
const states = {
  open: text('open', 'open'),
  'open-wrong-service': text('another service', 'een andere dienst'),
  'open-silent': text('silent', 'stil'),
  'open-then-closed': text('cut off once asked', 'na de vraag afgebroken'),
  refused: text('refused', 'geweigerd'),
  filtered: text('filtered', 'gefilterd'),
  unreachable: text('unreachable', 'onbereikbaar'),
  error: text('not judged', 'niet beoordeeld'),
} as const satisfies Record<PortVerdict, Text>;

/** The dynamic ports of Windows since 2008, which the ports page prints. */
const usualFrom = 49_152;

/** More ports than this make no sentence. */
const mostNamed = 3;

/** `49153 for drsuapi and netlogon is filtered`. */
function portWords(port: number, endpoints: readonly Endpoint[]): Text {
  const names = listed(endpoints.map(({ name }) => named(name)));
  const state = states[endpoints[0]?.verdict ?? 'error'];
  return text(`${port} for ${names.en} is ${state.en}`, `${port} voor ${names.nl} is ${state.nl}`);
}

/** The ports behind the endpoint mapper, where it answers and one of them does not; null where none fails. */
export function explainDynamicPorts({ probe }: Subject, { endpoints }: EvidenceOf<'rpc'>): Explanation | null {
  const failing = endpoints.filter(({ verdict }) => verdict !== null && verdict !== 'open');
  const ports = [...Map.groupBy(failing, ({ port }) => port)];
  if (ports.length === 0) return null;
  const words = ports.slice(0, mostNamed).map(([port, group]) => portWords(port, group));
  const more = ports.length > mostNamed ? ', …' : '';
  const moved = failing.some(({ port }) => port < usualFrom);
  const turned = failing.every(({ verdict }) => verdict === 'refused' || verdict === 'error');
  return {
    headline: text(
      `${probe.port} answers, but ${words.map(({ en }) => en).join(', ')}${more}`,
      `${probe.port} antwoordt, maar ${words.map(({ nl }) => nl).join(', ')}${more}`,
    ),
    cause: turned
      ? text(
          'A firewall rejects the ports that the endpoint mapper names, or their services just moved.',
          'Een firewall weigert de poorten die de endpoint mapper noemt, of hun diensten zijn net verhuisd.',
        )
      : text(
          'A firewall lets the endpoint mapper through, but not the ports that it names.',
          'Een firewall laat de endpoint mapper door, maar niet de poorten die deze noemt.',
        ),
    nextStep: moved
      ? text(
          `${probe.host} uses ports outside 49152-65535: open its range (netsh int ipv4 show dynamicport tcp).`,
          `${probe.host} gebruikt poorten buiten 49152-65535: open dat bereik (netsh int ipv4 show dynamicport tcp).`,
        )
      : text(
          `Open 49152-65535 towards ${probe.host}, or fix the DC’s RPC range and open that.`,
          `Open 49152-65535 naar ${probe.host}, of leg het RPC-bereik van de DC vast en open dat.`,
        ),
    tone: 'bad',
  };
}
