/** What a name came to. A literal address comes to itself. */
export type Resolution =
  /** IPv4 before IPv6, each in the order in which it was answered. Never empty. */
  | { readonly kind: 'resolved'; readonly addresses: readonly string[] }
  /** `ENOTFOUND`, `ENODATA`, `ETIMEOUT`, `ESERVFAIL`, `EREFUSED`, … as the resolver of Node names them. */
  | { readonly kind: 'unresolved'; readonly code: string };

/** Turns names into addresses as the clients on this computer do. Never throws. */
export interface Resolver {
  resolve(host: string): Promise<Resolution>;
}
