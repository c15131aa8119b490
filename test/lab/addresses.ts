/*
 * Where everything in the lab lives. The addresses exist inside the lab's own network namespaces only, so they collide
 * with nothing on the machine.
 *
 *   cli 10.77.1.2 ── fw ─┬─ dc  10.77.0.10        the domain controller
 *                        └─ srv 10.77.2.20 .30 .53  everything else
 */

/** The machines of the lab: the one that probes, the firewall, the domain controller, and the one with all other servers. */
export const machines = ['cli', 'fw', 'dc', 'srv'] as const;

export type Machine = (typeof machines)[number];

/** Both addresses of one host. */
export interface Address {
  readonly v4: string;
  readonly v6: string;
}

/** The three machines behind the firewall: what they are called on it, and the address that it has towards them. */
export const links = [
  {
    machine: 'cli',
    addresses: [{ v4: '10.77.1.2', v6: 'fd77:77:77:1::2' }],
    gateway: { v4: '10.77.1.1', v6: 'fd77:77:77:1::1' },
  },
  {
    machine: 'dc',
    addresses: [{ v4: '10.77.0.10', v6: 'fd77:77:77::10' }],
    gateway: { v4: '10.77.0.1', v6: 'fd77:77:77::1' },
  },
  {
    machine: 'srv',
    addresses: [
      { v4: '10.77.2.20', v6: 'fd77:77:77:2::20' },
      { v4: '10.77.2.30', v6: 'fd77:77:77:2::30' },
      { v4: '10.77.2.53', v6: 'fd77:77:77:2::53' },
    ],
    gateway: { v4: '10.77.2.1', v6: 'fd77:77:77:2::1' },
  },
] as const satisfies readonly {
  readonly machine: Machine;
  readonly addresses: readonly Address[];
  readonly gateway: Address;
}[];

/** The domain controller. */
export const dc: Address = { v4: '10.77.0.10', v6: 'fd77:77:77::10' };
/** The web server, proxies, broker and the rest. */
export const srv: Address = { v4: '10.77.2.20', v6: 'fd77:77:77:2::20' };
/** What plays the internet: Microsoft's names resolve to it. */
export const internet: Address = { v4: '10.77.2.30', v6: 'fd77:77:77:2::30' };
/** The resolver that every machine of the lab asks. */
export const resolver: Address = { v4: '10.77.2.53', v6: 'fd77:77:77:2::53' };
/**
 * An address of the servers' network that nobody has. The router remembers for a while that it looked in vain, so who
 * measures how long that takes uses an address (91 to 99) of its own.
 */
export function absent(last: number): Address {
  return { v4: `10.77.2.${last}`, v6: `fd77:77:77:2::${last}` };
}
/** A network that the firewall has no way to. */
export const elsewhere: Address = { v4: '10.99.0.1', v6: 'fd99::1' };

/** What the directory was provisioned as. */
export const directory = {
  realm: 'CORP.CONTOSO.TEST',
  domain: 'corp.contoso.test',
  netbios: 'CORP',
  host: 'dc1.corp.contoso.test',
  netbiosHost: 'DC1',
  context: 'DC=corp,DC=contoso,DC=test',
  site: 'Default-First-Site-Name',
  password: 'Lab-Passw0rd',
} as const;

/** Ports on which something listens that has no port of its own. */
export const ports = {
  /** TLS 1.0 and TLS 1.1 only. */
  tls10: 8410,
  tls11: 8411,
  squid: 3128,
  tinyproxy: 8888,
  /** mitmproxy on the firewall, where redirected connections end. */
  inspection: 8080,
} as const;

/** The account that the proxy asks for. */
export const proxyAccount = { user: 'runner', password: 'pr0xy-secret' } as const;
