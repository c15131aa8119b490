import { same, text } from '../text.ts';
import type { Contradiction } from './contradiction.ts';

/** Where the documents disagree about proxies, addresses and the ports of agents. */
export const networkContradictions = [
  {
    id: 'idle-timeout',
    subject: text('Idle time-out of the proxy', 'Inactiviteitstime-out van de proxy'),
    statements: [
      {
        says: text('6 minutes or more.', '6 minuten of meer.'),
        reference: { source: 'prerequisites-2023', place: 'Connectivity' },
      },
      {
        says: text('More than 5 minutes.', 'Meer dan 5 minuten.'),
        reference: { source: 'connectivity-2025', place: 'Proxy idle timeout setting' },
      },
    ],
    follows: 0,
    because: text(
      '6 minutes is more than 5, and leaves room after the 5 that Entra ID may take.',
      '6 minuten is meer dan 5, en laat ruimte na de 5 die Entra ID kan nemen.',
    ),
  },
  {
    id: 'authenticated-proxy',
    subject: text('A proxy that asks for credentials', 'Een proxy die om aanmelding vraagt'),
    statements: [
      {
        says: text(
          'Works for Connect: a service account in the domain, the custom installation path, and a setting in machine.config.',
          'Werkt voor Connect: een serviceaccount in het domein, het aangepaste installatiepad en een instelling in machine.config.',
        ),
        reference: { source: 'prerequisites-2023', place: 'Connectivity' },
      },
      {
        says: text('Let the sync server go around it.', 'Laat de synchronisatieserver eromheen gaan.'),
        reference: { source: 'port-443', place: 'Common Patterns' },
      },
      {
        says: text('Not possible for the Health agent.', 'Niet mogelijk voor de Health-agent.'),
        reference: { source: 'health-agent-2026', place: 'Requirements' },
      },
    ],
    follows: 0,
    because: text(
      'The prerequisites page is the publisher’s word on Connect. Going around is the safer choice, and the only one for the Health agent.',
      'De vereistenpagina is het woord van de uitgever over Connect. Eromheen gaan is veiliger, en voor de Health-agent de enige keuze.',
    ),
  },
  {
    id: 'ip-ranges',
    subject: text('Rules on addresses or on names', 'Regels op adressen of op namen'),
    statements: [
      {
        says: text(
          'Connect needs direct connections to the IP ranges of the Azure data centers.',
          'Connect heeft rechtstreekse verbindingen met de IP-bereiken van de Azure-datacenters nodig.',
        ),
        reference: { source: 'ports-2023', place: 'Table 6a' },
      },
      {
        says: text(
          'The same, but only while SSO is registered.',
          'Hetzelfde, maar alleen terwijl SSO wordt geregistreerd.',
        ),
        reference: { source: 'ports-2023', place: 'Table 6b' },
      },
      {
        says: text(
          'Never build rules on IP addresses: they change.',
          'Bouw regels nooit op IP-adressen: die veranderen.',
        ),
        reference: { source: 'port-443', place: 'Anti-Patterns' },
      },
      {
        says: text(
          'The agent needs a list of names, most of them under msappproxy.net and servicebus.windows.net.',
          'De agent heeft een lijst met namen nodig, de meeste onder msappproxy.net en servicebus.windows.net.',
        ),
        reference: { source: 'pta-2025', place: 'Step 1: Check the prerequisites' },
      },
    ],
    follows: 3,
    because: text(
      'The newer page names its hosts, so a rule can be written on names. Ranges remain for a firewall that cannot filter by name.',
      'De nieuwere pagina noemt haar adressen, dus een regel kan op namen worden geschreven. Bereiken blijven over voor een firewall die niet op naam filtert.',
    ),
  },
  {
    id: 'crl-port',
    subject: text('Port for revocation checks', 'Poort voor intrekkingscontrole'),
    statements: [
      { says: same('80.'), reference: { source: 'ports-2023', place: 'Table 2' } },
      { says: text('Often 80 or 443.', 'Vaak 80 of 443.'), reference: { source: 'port-443', place: 'Core Concepts' } },
      {
        says: text('80, for CRL and OCSP.', '80, voor CRL en OCSP.'),
        reference: { source: 'port-443', place: 'Related Topics' },
      },
      {
        says: text('80, for every revocation host that is listed.', '80, voor elk genoemd intrekkingsadres.'),
        reference: { source: 'connectivity-2025', place: 'Connectivity issues in the installation wizard' },
      },
    ],
    follows: 0,
    because: text(
      'Figures come from the publisher, and both of its pages say 80. The concept page disagrees with itself.',
      'Cijfers komen van de uitgever, en beide pagina’s van de uitgever zeggen 80. De begrippenpagina spreekt zichzelf tegen.',
    ),
  },
  {
    id: 'sync-endpoint',
    subject: text('Addresses that synchronization calls', 'Adressen die de synchronisatie aanroept'),
    statements: [
      {
        says: text(
          '*.msappproxy.net and *.servicebus.windows.net, for instance.',
          'Bijvoorbeeld *.msappproxy.net en *.servicebus.windows.net.',
        ),
        reference: { source: 'port-443', place: 'Standard Model' },
      },
      {
        says: text(
          'Neither of them: *.microsoftonline.com, and others around it.',
          'Geen van beide: *.microsoftonline.com, en andere daaromheen.',
        ),
        reference: { source: 'connectivity-2025', place: 'Connectivity issues in the installation wizard' },
      },
      {
        says: text('Both belong to pass-through authentication.', 'Beide horen bij pass-through-verificatie.'),
        reference: { source: 'pta-2025', place: 'Step 1: Check the prerequisites' },
      },
      {
        says: text('*.msappproxy.net belongs to seamless SSO.', '*.msappproxy.net hoort bij naadloze SSO.'),
        reference: { source: 'seamless-sso-2025', place: 'Check the prerequisites' },
      },
      {
        says: text('Both belong to the Cloud Sync agent.', 'Beide horen bij de Cloud Sync-agent.'),
        reference: { source: 'cloud-sync-2026', place: 'Firewall and proxy requirements' },
      },
    ],
    follows: 1,
    because: text(
      'The pages that list endpoints give these two to the agents and to seamless SSO. The concept page is followed for ideas, not for addresses.',
      'De pagina’s die eindpunten opsommen, geven deze twee aan de agents en aan naadloze SSO. De begrippenpagina wordt gevolgd voor begrippen, niet voor adressen.',
    ),
  },
  {
    id: 'health-5671',
    subject: text('5671 for the Health agent', '5671 voor de Health-agent'),
    statements: [
      {
        says: text('Outbound, beside 443 and without a reservation.', 'Uitgaand, naast 443 en zonder voorbehoud.'),
        reference: { source: 'ports-2017', place: 'Table 7a' },
      },
      {
        says: text('The newest agent does without: 443 alone.', 'De nieuwste agent kan zonder: alleen 443.'),
        reference: { source: 'ports-2020', place: 'Table 7a' },
      },
      {
        says: text(
          'Recommended, not required; closed, the agent uses 443.',
          'Aanbevolen, niet vereist; is die dicht, dan gebruikt de agent 443.',
        ),
        reference: { source: 'ports-2023', place: 'Table 7a' },
      },
      {
        says: text('Still listed, for *.servicebus.windows.net.', 'Nog steeds vermeld, voor *.servicebus.windows.net.'),
        reference: { source: 'health-agent-2026', place: 'Outbound connectivity to Azure service endpoints' },
      },
    ],
    follows: 2,
    because: text(
      'The latest edition of the ports page explains both the recommendation and the way without it.',
      'De laatste editie van de poortenpagina verklaart zowel de aanbeveling als de weg zonder.',
    ),
  },
  {
    id: 'pta-8080',
    subject: text('8080 for pass-through agents', '8080 voor pass-through-agents'),
    statements: [
      {
        says: text('8080 or 443, to start up and to update.', '8080 of 443, om op te starten en bij te werken.'),
        reference: { source: 'ports-2017', place: 'Table 6a' },
      },
      {
        says: text('Not listed: 80 and 443 do everything.', 'Niet vermeld: 80 en 443 doen alles.'),
        reference: { source: 'ports-2023', place: 'Table 6a' },
      },
      {
        says: text(
          'Optional, for a status report every ten minutes.',
          'Optioneel, voor een statusmelding elke tien minuten.',
        ),
        reference: { source: 'pta-2025', place: 'Step 1: Check the prerequisites' },
      },
    ],
    follows: 2,
    because: text(
      'The newest page on the agent itself. An optional port breaks nothing when it stays closed.',
      'De nieuwste pagina over de agent zelf. Een optionele poort verbreekt niets als die dicht blijft.',
    ),
  },
  {
    id: 'agent-or-connect',
    subject: text('Where pass-through traffic starts', 'Waar pass-through-verkeer begint'),
    statements: [
      {
        says: text('At the Connect server.', 'Bij de Connect-server.'),
        reference: { source: 'ports-2023', place: 'Table 6a & 6b' },
      },
      {
        says: text(
          'At every server with an authentication agent, of which production has at least three.',
          'Bij elke server met een verificatieagent, waarvan productie er minstens drie heeft.',
        ),
        reference: { source: 'pta-2025', place: 'Step 4: Ensure high availability' },
      },
    ],
    follows: 1,
    because: text(
      'Only the first agent stands on the Connect server. Rules for that server alone would leave the others shut in.',
      'Alleen de eerste agent staat op de Connect-server. Met regels voor die server alleen zitten de andere opgesloten.',
    ),
  },
] as const satisfies readonly Contradiction[];
