import { type RoleId, roleOf } from '../../catalog/role.ts';
import { type Text, text } from '../../catalog/text.ts';

/** What stands in a request where the addresses of a role belong: Portolan knows none. */
export interface Placeholder {
  readonly role: RoleId;
  /** `<PTA_AGENT_ADDRESSES>`. */
  readonly placeholder: string;
  /** What to put there. */
  readonly fill: Text;
}

/** Cloud services and certificate authorities: reached by name, since their addresses change without notice. */
const byName = text(
  'No fixed addresses. Allow the host names that the command “endpoints” lists, on a proxy or a firewall that filters by name. Where only addresses can be filtered, the network team decides which ranges to allow.',
  'Geen vaste adressen. Sta de hostnamen toe die de opdracht “endpoints” noemt, op een proxy of een firewall die op naam filtert. Waar alleen op adres gefilterd kan worden, beslist het netwerkteam welke bereiken worden toegestaan.',
);

const fills = {
  connect: text('Every Connect server, also one in staging mode.', 'Elke Connect-server, ook een in stagingmodus.'),
  dc: text(
    'Every domain controller that may be contacted, of each forest that takes part.',
    'Elke domeincontroller die benaderd kan worden, van elk forest dat meedoet.',
  ),
  entra: byName,
  adfs: text(
    'Every AD FS server of the farm and, behind a load balancer, its virtual address.',
    'Elke AD FS-server van de farm en, achter een load balancer, het virtuele adres daarvan.',
  ),
  wap: text(
    'Every WAP server and, behind a load balancer, its virtual address.',
    'Elke WAP-server en, achter een load balancer, het virtuele adres daarvan.',
  ),
  client: text(
    'Where users sign in from. For sign-in from the internet that is any address; say so on purpose.',
    'Vanwaar gebruikers zich aanmelden. Voor aanmelden vanaf internet is dat elk adres; geef dat bewust op.',
  ),
  'pta-agent': text(
    'Every server with an authentication agent; the first one runs on the Connect server.',
    'Elke server met een verificatieagent; de eerste draait op de Connect-server.',
  ),
  'health-agent': text(
    'Every server with a Health agent: Connect, AD FS, WAP and domain controllers that are monitored.',
    'Elke server met een Health-agent: Connect, AD FS, WAP en domeincontrollers die worden bewaakt.',
  ),
  'cloud-sync-agent': text(
    'Every server with a Cloud Sync provisioning agent.',
    'Elke server met een inrichtingsagent van Cloud Sync.',
  ),
  sql: text('Every SQL Server of the synchronization service.', 'Elke SQL Server van de synchronisatieservice.'),
  crl: byName,
} as const satisfies Record<RoleId, Text>;

function wordsOf(role: RoleId): readonly string[] {
  return [...role.split('-'), 'addresses'];
}

/**
 * The one rule by which address lists are named after a role, spelled as each place wants it: `<PTA_AGENT_ADDRESSES>` to
 * fill in, `PtaAgentAddresses` as a PowerShell variable, `pta_agent_addresses` as an nftables set.
 */
export function addressNames(role: RoleId): {
  readonly placeholder: string;
  readonly pascal: string;
  readonly snake: string;
} {
  const words = wordsOf(role);
  return {
    placeholder: `<${words.join('_').toUpperCase()}>`,
    pascal: words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(''),
    snake: words.join('_'),
  };
}

/** The placeholder of a role and what belongs there. */
export function placeholderOf(role: RoleId): Placeholder {
  return { role, placeholder: addressNames(role).placeholder, fill: fills[role] };
}

/** Whether rules can be set on hosts of this role: users, Entra ID and certificate authorities have no host of ours. */
export function isOurHost(role: RoleId): boolean {
  return roleOf(role).zone !== 'internet';
}
