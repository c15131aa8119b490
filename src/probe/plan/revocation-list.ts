/**
 * Where a revocation list lies on hosts of the catalog, as the certificates of their authorities print it: DigiCert
 * Global Root G2 (over Entra ID's own certificates), Microsoft Root Certificate Authority 2011, D-TRUST Root Class 3 CA 2
 * 2009. No document names a list for the other hosts, so those are only asked whether HTTP answers.
 */
const lists: ReadonlyMap<string, string> = new Map([
  ['crl3.digicert.com', '/DigiCertGlobalRootG2.crl'],
  ['crl4.digicert.com', '/DigiCertGlobalRootG2.crl'],
  ['crl.microsoft.com', '/pki/crl/products/MicRooCerAut2011_2011_03_22.crl'],
  ['www.d-trust.net', '/crl/d-trust_root_class_3_ca_2_2009.crl'],
]);

/** Every path at which a list lies, each once. */
export const revocationPaths: readonly string[] = [...new Set(lists.values())];

/** The path of a revocation list on this host; null where none is known. */
export function revocationPath(host: string): string | null {
  return lists.get(host.toLowerCase()) ?? null;
}
