import { readUuid } from './uuid.ts';

/** What a protocol tower says of an interface that listens on TCP. */
export interface TcpEndpoint {
  readonly uuid: string;
  readonly port: number;
}

/** Protocol identifiers of C706 appendix I. */
const protocols = { connectionOriented: 0x0b, tcp: 0x07, ip: 0x09, uuid: 0x0d } as const;

/** A floor of a tower (C706 appendix L): the protocol with its data, and what belongs to it. */
interface Floor {
  readonly protocol: number;
  readonly left: Buffer;
  readonly right: Buffer;
}

function readFloors(tower: Buffer): readonly Floor[] | null {
  // Interface, transfer syntax, RPC protocol, port, address: towers of TCP have five floors.
  if (tower.length < 2 || tower.readUInt16LE(0) !== 5) return null;
  const floors: Floor[] = [];
  let at = 2;
  const part = (): Buffer | null => {
    if (at + 2 > tower.length) return null;
    const length = tower.readUInt16LE(at);
    const content = tower.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return content.length === length ? content : null;
  };
  while (floors.length < 5) {
    const left = part();
    const right = left === null ? null : part();
    const protocol = left?.[0];
    if (left === null || right === null || protocol === undefined) return null;
    floors.push({ protocol, left: left.subarray(1), right });
  }
  return floors;
}

/** Reads a tower of `ncacn_ip_tcp`; null where it is of something else, or none. The address in it is not read: a server may name any. */
export function readTower(tower: Buffer): TcpEndpoint | null {
  const floors = readFloors(tower);
  if (floors === null) return null;
  const [face, , rpc, tcp, ip] = floors;
  if (face?.protocol !== protocols.uuid || face.left.length < 18) return null;
  if (rpc?.protocol !== protocols.connectionOriented || ip?.protocol !== protocols.ip) return null;
  if (tcp?.protocol !== protocols.tcp || tcp.right.length !== 2) return null;
  const port = tcp.right.readUInt16BE(0);
  return port === 0 ? null : { uuid: readUuid(face.left, 0), port };
}
