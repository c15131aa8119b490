import { readElement } from '../ber/read.ts';
import { application, context, element, integer, octets, sequence } from '../ber/write.ts';
import { answerTags, type KerberosAnswer, readKerberosError } from './answer.ts';
import { kerberosString, nameTypes, noFlags, principalName } from './principal.ts';

const protocolVersion = 5;
/** AES-256 with SHA-1 (RFC 3962). */
const encryptionType = 18;
/** A confounder, something, and a checksum: as long as the cipher of such a type can be. All zero, it cannot be valid. */
const cipherLength = 60;

/** Versions of RFC 3244 section 2: that of the question, and that of an answer. */
const versions = { request: 0xff80, reply: 0x0001 } as const;

function encryptedData(): Buffer {
  return sequence(
    element(context(0), integer(encryptionType)),
    element(context(2), octets(Buffer.alloc(cipherLength))),
  );
}

/** An AP-REQ (RFC 4120 section 5.5.1) with a ticket for kadmin/changepw that no key fits. */
function apRequest(realm: string): Buffer {
  const ticket = element(
    application(1),
    sequence(
      element(context(0), integer(protocolVersion)),
      element(context(1), kerberosString(realm)),
      element(context(2), principalName(nameTypes.serviceInstance, 'kadmin', 'changepw')),
      element(context(3), encryptedData()),
    ),
  );
  return element(
    application(14),
    sequence(
      element(context(0), integer(protocolVersion)),
      element(context(1), integer(14)),
      element(context(2), noFlags()),
      element(context(3), ticket),
      element(context(4), encryptedData()),
    ),
  );
}

/** A KRB-PRIV (RFC 4120 section 5.7.1) around nothing. */
function privateMessage(): Buffer {
  return element(
    application(21),
    sequence(
      element(context(0), integer(protocolVersion)),
      element(context(1), integer(21)),
      element(context(3), encryptedData()),
    ),
  );
}

/**
 * A request to change a password (RFC 3244 section 2) that holds neither a password nor the name of an account, and whose
 * proof cannot be valid: a server that understands it must refuse it.
 */
export function kpasswdRequest(realm: string): Buffer {
  const proof = apRequest(realm);
  const rest = privateMessage();
  const head = Buffer.alloc(6);
  head.writeUInt16BE(head.length + proof.length + rest.length, 0);
  head.writeUInt16BE(versions.request, 2);
  head.writeUInt16BE(proof.length, 4);
  return Buffer.concat([head, proof, rest]);
}

/**
 * Reads the answer, all of `bytes`: a framed reply (RFC 3244 section 2), whose AP-REP is empty where a KRB-ERROR follows,
 * or a bare KRB-ERROR, as Windows sends it. Null where it is neither.
 */
export function readKpasswdAnswer(bytes: Buffer): KerberosAnswer | null {
  if (bytes[0] === answerTags.error) return readKerberosError(bytes);
  if (bytes.length < 6 || bytes.readUInt16BE(0) !== bytes.length) return null;
  if (![versions.reply, versions.request].some((version) => version === bytes.readUInt16BE(2))) return null;
  const proof = bytes.readUInt16BE(4);
  if (proof === 0) return readKerberosError(bytes.subarray(6));
  const reply = readElement(bytes.subarray(6, 6 + proof));
  return reply?.tag === answerTags.apReply ? { kind: 'granted', realm: null } : null;
}
