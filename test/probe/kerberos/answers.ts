import { der, hex, small } from '../ber/der.ts';

/** A text as Kerberos writes it: a GeneralString. */
export function kerberosText(text: string): Buffer {
  return der(0x1b, text);
}

/** What a KRB-ERROR of RFC 4120 section 5.9.1 is to say. */
export interface ErrorParts {
  readonly code: number;
  readonly realm?: string;
  readonly clientRealm?: string;
  readonly time?: string;
  /** Content of the INTEGER, hexadecimal. */
  readonly micros?: string;
}

/** A KRB-ERROR, field by field. */
export function kerberosError({ code, realm = 'CORP.CONTOSO.COM', clientRealm, time, micros }: ErrorParts): Buffer {
  const service = der(
    0x30,
    der(0xa0, small(0x02, 2)),
    der(0xa1, der(0x30, kerberosText('krbtgt'), kerberosText(realm))),
  );
  return der(
    0x7e,
    der(
      0x30,
      der(0xa0, small(0x02, 5)),
      der(0xa1, small(0x02, 30)),
      der(0xa4, der(0x18, time ?? '20261120140445Z')),
      der(0xa5, der(0x02, hex(micros ?? '00'))),
      der(0xa6, small(0x02, code)),
      ...(clientRealm === undefined ? [] : [der(0xa7, kerberosText(clientRealm))]),
      der(0xa9, kerberosText(realm)),
      der(0xaa, service),
    ),
  );
}

/** An AS-REP of RFC 4120 section 5.4.2, its encrypted parts left empty. */
export const asReply = der(
  0x6b,
  der(
    0x30,
    der(0xa0, small(0x02, 5)),
    der(0xa1, small(0x02, 11)),
    der(0xa3, kerberosText('CORP.CONTOSO.COM')),
    der(0xa4, der(0x30, der(0xa0, small(0x02, 1)), der(0xa1, der(0x30, kerberosText('krbtgt'))))),
    der(0xa5, der(0x61)),
    der(0xa6, der(0x30)),
  ),
);

/** A message as it travels over TCP: four bytes of length in front. */
export function overTcp(message: Buffer): Buffer {
  return Buffer.concat([hex(message.length.toString(16).padStart(8, '0')), message]);
}

/** A reply of RFC 3244 section 2: length, version 1, length of the AP-REP, then what follows. */
export function kpasswdReply(proof: Buffer, rest: Buffer): Buffer {
  const length = (6 + proof.length + rest.length).toString(16).padStart(4, '0');
  return Buffer.concat([hex(length), hex('0001'), hex(proof.length.toString(16).padStart(4, '0')), proof, rest]);
}
