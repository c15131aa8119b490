import { untimed } from '../net/untimed.ts';
import type { Ground } from '../prober.ts';
import { type Offer, shakeHands } from './handshake.ts';

const oldOffer: Offer = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0', alpn: [] };

/**
 * What a server that will not speak TLS 1.2 speaks at best, by asking it once more with less: `TLSv1.1` or `TLSv1`; null
 * where it agrees to neither.
 */
export async function oldVersionOf(port: number, serverName: string, ground: Ground): Promise<string | null> {
  const handshake = await shakeHands(port, serverName, untimed(ground), oldOffer);
  if (handshake.kind === 'failed') return null;
  const version = handshake.socket.getProtocol();
  handshake.socket.destroy();
  return version;
}
