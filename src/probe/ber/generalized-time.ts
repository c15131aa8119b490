const shape = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,](\d{1,9}))?Z$/;

/**
 * A GeneralizedTime in UTC, such as `20261120134500.0Z`, as milliseconds since the epoch; null where it is none. Kerberos
 * (RFC 4120 section 5.2.3) leaves the fraction out, Active Directory writes `.0`.
 */
export function readGeneralizedTime(text: string): number | null {
  const [, year, month, day, hour, minute, second, fraction = '0'] = shape.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time + Math.floor(Number(`0.${fraction}`) * 1_000);
}
