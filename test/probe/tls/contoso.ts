import type { Ground } from '../../../src/probe/prober.ts';
import { groundOn } from '../ber/ground.ts';
import { issue, issueRoot } from '../certificates.ts';
import { presenting } from './servers.ts';

const day = 86_400_000;

/** The federation service that the servers of these tests stand for. */
export const federation = 'sts.contoso.com';

/** An authority that the ground trusts as one of Node's own. */
export const root = issueRoot('Contoso Root CA');
export const leaf = issue({ name: { CN: federation }, dns: [federation], by: root });
const expired = issue({
  name: { CN: federation },
  dns: [federation],
  by: root,
  notBefore: Date.now() - 9 * day,
  notAfter: Date.now() - day / 2,
});
const inspection = issueRoot('Contoso TLS Inspection');

/** A host of Microsoft's, which the inspection answers for. */
export const microsoft = 'contoso.servicebus.windows.net';

/** A server as it should be, one whose certificate has run out, and one in between. */
export const good = presenting(leaf);
export const bad = presenting(expired);
export const inspected = presenting(issue({ name: { CN: microsoft }, dns: [microsoft], by: inspection }), inspection);

/** Ground that trusts the root as a public one, and the inspection as the organisation's. */
export function trustingGround(changes: Partial<Ground> = {}): Ground {
  return groundOn({ trust: { bundled: [root.cert], system: [inspection.cert] }, ...changes });
}
