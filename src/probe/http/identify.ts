import { cut } from '../evidence.ts';

/** The question of WS-Management that needs no credentials (DMTF DSP0226 section 11): who is there? */
export const identifyRequest = [
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  ' xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">',
  '<s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>',
].join('');

/** What a server of WS-Management says of itself. */
export interface Identity {
  readonly productVendor: string | null;
  readonly productVersion: string | null;
}

/** The text of the first element of that name, whatever its prefix; null where there is none, or where it has children. */
function textOf(xml: string, name: string): string | null {
  const [, content] = new RegExp(`<(?:[\\w.-]{1,64}:)?${name}(?:\\s[^<>]{0,256})?>([^<]{0,512})</`).exec(xml) ?? [];
  return content === undefined ? null : cut(content.replace(/\p{Cc}+/gu, '·').trim());
}

/** Reads the answer; null where it is none. */
export function readIdentity(xml: string): Identity | null {
  if (!/<(?:[\w.-]{1,64}:)?IdentifyResponse[\s/>]/.test(xml)) return null;
  return { productVendor: textOf(xml, 'ProductVendor'), productVersion: textOf(xml, 'ProductVersion') };
}
