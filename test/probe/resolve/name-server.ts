import { answerUdp } from '../ber/listeners.ts';
import { answerTo, record, types } from '../dns/answers.ts';

/** What a name server says of a name: addresses by type, a response code, or nothing at all. */
export type Said = { readonly A?: readonly string[]; readonly AAAA?: readonly string[] } | number | 'silence';

/** A name server on loopback that says what it is told to, and remembers what it was asked. */
export interface NameServer extends AsyncDisposable {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** `A dc1.contoso.com`, in the order of arrival. */
  readonly asked: readonly string[];
}

/** Type and name of the question of a query. */
function questionOf(query: Buffer): readonly [type: 'A' | 'AAAA' | 'other', name: string] {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  return [type === types.A ? 'A' : type === types.AAAA ? 'AAAA' : 'other', labels.join('.')];
}

/** Sixteen bytes of an IPv6 address that is written in full but for its zeros: `fd00:0:0:0:0:0:0:10`. */
function addressBytes(type: 'A' | 'AAAA', address: string): Buffer {
  if (type === 'A') return Buffer.from(address.split('.').map(Number));
  return Buffer.concat(address.split(':').map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

/** Starts a name server that answers by `say`, which is told the type, the name and how often both were asked before. */
export async function nameServer(say: (type: string, name: string, before: number) => Said): Promise<NameServer> {
  const asked: string[] = [];
  const listener = await answerUdp((query) => {
    const [type, name] = questionOf(query);
    // An extension of the question (EDNS) is not repeated in the answer.
    const plain = query.subarray(0, 12 + name.length + 2 + 4);
    const line = `${type} ${name}`;
    const said = say(type, name, asked.filter((one) => one === line).length);
    asked.push(line);
    if (said === 'silence') return [];
    if (typeof said === 'number') return [answerTo(plain, 0x8180 | said, [])];
    const addresses = type === 'other' ? [] : (said[type] ?? []);
    const records = type === 'other' ? [] : addresses.map((address) => record(type, addressBytes(type, address)));
    return [answerTo(plain, 0x8180, records)];
  });
  return {
    address: `127.0.0.1:${listener.port}`,
    asked,
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  };
}
