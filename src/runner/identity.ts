import * as v from 'valibot';
import { PortolanError } from '../errors.ts';
import { fingerprintOf, isPublicKey, type KeyPair, privatePem, readKeyPair } from '../wire/keys.ts';
import { id, publicKey, roleName, runnerName } from '../wire/parts.ts';
import { faultsIn } from './faults-in.ts';
import { type Folder, readWhole, refuseStrangers, writeWhole } from './folder.ts';

const identity = v.pipe(
  v.strictObject({
    version: v.literal(1),
    /** Given by the hub. */
    runner: id,
    name: runnerName,
    roles: v.array(roleName),
    /** Where the hub is: `https://bot.contoso.com`. */
    hub: v.pipe(v.string(), v.url(), v.maxLength(2_000)),
    /** The pinned key of the hub, and its fingerprint. */
    hubKey: v.pipe(publicKey, v.check(isPublicKey, 'is no Ed25519 key')),
    hubFingerprint: id,
    /** The runner's own public key, so that a key file of another enrolment shows. */
    publicKey,
    enrolledAt: v.pipe(v.string(), v.isoTimestamp()),
  }),
  v.check(
    ({ hubKey, hubFingerprint }) => fingerprintOf(hubKey) === hubFingerprint,
    'hubFingerprint is not that of hubKey',
  ),
);

/** Who a runner is, and whose jobs it takes. */
export type Identity = v.InferOutput<typeof identity>;

/** A runner's identity with its private key. */
export interface Credentials {
  readonly identity: Identity;
  readonly key: KeyPair;
}

const enrolAgain = 'Enrol again: portolan runner enroll --replace';

/** The identity in a state folder, without its key; null where nothing was enrolled there. */
export async function readIdentity(folder: Folder): Promise<Identity | null> {
  const text = await readWhole(folder.identity);
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), identity), text);
  if (parsed.success) return parsed.output;
  const wrong = faultsIn(parsed.issues).map((line) => `\n  ${line}`);
  throw new PortolanError('config-invalid', `${folder.identity} is damaged`, `${enrolAgain}${wrong.join('')}`);
}

/**
 * The identity and the key in a state folder. Fails where nothing was enrolled, where the key or the folder is open to
 * other accounts, and where key and identity are not of one enrolment. No fault holds the key.
 */
export async function readCredentials(folder: Folder): Promise<Credentials> {
  const known = await readIdentity(folder);
  if (known === null)
    throw new PortolanError(
      'config-invalid',
      `No runner is enrolled in ${folder.path}`,
      'Ask in chat for “runners enroll NAME --role ROLE” and run what it shows, or name the folder with --state.',
    );
  const pem = await readWhole(folder.key);
  if (pem === null) throw new PortolanError('config-invalid', `${folder.key} is missing`, enrolAgain);
  await refuseStrangers(folder.path, 0o022, 'be written by other accounts', `chmod 700 ${folder.path}`);
  await refuseStrangers(folder.key, 0o077, 'be read by other accounts', `chmod 600 ${folder.key}`);
  await refuseStrangers(folder.identity, 0o022, 'be written by other accounts', `chmod 600 ${folder.identity}`);
  const key = keyOf(pem);
  if (key?.publicKey !== known.publicKey)
    throw new PortolanError('config-invalid', `${folder.key} is not the key of this enrolment`, enrolAgain);
  return { identity: known, key };
}

function keyOf(pem: string): KeyPair | null {
  try {
    return readKeyPair(pem);
  } catch {
    return null;
  }
}

/** Writes the key first and the identity last: what a crash leaves in between is refused, and never half believed. */
export async function writeCredentials(folder: Folder, { identity: known, key }: Credentials): Promise<void> {
  await writeWhole(folder.key, privatePem(key));
  await writeWhole(folder.identity, `${JSON.stringify(known, null, 2)}\n`);
}
