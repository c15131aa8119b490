/** Names of the alerts that can end a handshake (RFC 8446 section 6, and RFC 5246 section 7.2 for the older ones). */
const names: ReadonlyMap<number, string> = new Map([
  [0, 'close_notify'],
  [10, 'unexpected_message'],
  [20, 'bad_record_mac'],
  [22, 'record_overflow'],
  [40, 'handshake_failure'],
  [42, 'bad_certificate'],
  [43, 'unsupported_certificate'],
  [44, 'certificate_revoked'],
  [45, 'certificate_expired'],
  [46, 'certificate_unknown'],
  [47, 'illegal_parameter'],
  [48, 'unknown_ca'],
  [49, 'access_denied'],
  [50, 'decode_error'],
  [51, 'decrypt_error'],
  [70, 'protocol_version'],
  [71, 'insufficient_security'],
  [80, 'internal_error'],
  [86, 'inappropriate_fallback'],
  [90, 'user_canceled'],
  [109, 'missing_extension'],
  [110, 'unsupported_extension'],
  [112, 'unrecognized_name'],
  [116, 'certificate_required'],
  [120, 'no_application_protocol'],
]);

/** The alerts by which a server says that it has no version or cipher in common with us. */
export const alerts = { handshakeFailure: 40, protocolVersion: 70, insufficientSecurity: 71 } as const;

/** An alert as it is told to people: `alert 70, protocol_version`. */
export function alertText(alert: number): string {
  return `alert ${alert}, ${names.get(alert) ?? 'unknown'}`;
}
