import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Ports of loopback addresses: `ports` of them from `firstPort` on, on each of `addresses`. */
export const spread = v.strictObject({ addresses: count, ports: count, firstPort: count });

export type Spread = v.InferOutput<typeof spread>;

/** Addresses 127.0.1.1 to 127.0.1.250, 127.0.2.1 and so on. */
export function addressesOf(addresses: number): readonly string[] {
  return Array.from({ length: addresses }, (_, at) => `127.0.${1 + Math.floor(at / 250)}.${1 + (at % 250)}`);
}

/** Every pair, the first port of all addresses before the second: neighbours in the list are of different addresses. */
export function pairsOf(of: Spread): readonly { readonly host: string; readonly port: number }[] {
  const hosts = addressesOf(of.addresses);
  return Array.from({ length: of.ports }, (_, nth) => of.firstPort + nth).flatMap((port) =>
    hosts.map((host) => ({ host, port })),
  );
}

/** The ports as a range that nmap reads. */
export function rangeOf({ firstPort, ports }: Spread): string {
  return `${firstPort}-${firstPort + ports - 1}`;
}

/** The same number of pairs in three shapes: what suits a tool differs, and each is given what suits it. */
export function shapesOf(pairs: number, firstPort: number): readonly Spread[] {
  return [1_000, 100, 10].map((addresses) => ({ addresses, ports: pairs / addresses, firstPort }));
}
