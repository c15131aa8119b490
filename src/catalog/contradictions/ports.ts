import { same, text } from '../text.ts';
import type { Contradiction } from './contradiction.ts';

/** Where the ports pages disagree with each other, with themselves, or with the AD FS documentation. */
export const portContradictions = [
  {
    id: 'https-transport',
    subject: text('Transport of HTTP and HTTPS', 'Transport van HTTP en HTTPS'),
    statements: [
      { says: text('TCP and UDP.', 'TCP en UDP.'), reference: { source: 'ports-2017', place: 'Table 2' } },
      { says: same('TCP.'), reference: { source: 'ports-2020', place: 'Table 2' } },
      { says: same('TCP.'), reference: { source: 'ports-2023', place: 'Table 2' } },
    ],
    follows: 2,
    because: text(
      'Later editions say TCP, and none has asked for UDP since.',
      'Latere edities zeggen TCP, en geen vraagt sindsdien om UDP.',
    ),
  },
  {
    id: 'rpc-transport',
    subject: text('Transport of RPC (135 and dynamic)', 'Transport van RPC (135 en dynamisch)'),
    statements: [
      { says: text('TCP and UDP.', 'TCP en UDP.'), reference: { source: 'ports-2017', place: 'Table 1' } },
      { says: same('TCP.'), reference: { source: 'ports-2020', place: 'Table 1' } },
      { says: same('TCP.'), reference: { source: 'ports-2023', place: 'Table 1' } },
    ],
    follows: 2,
    because: text(
      'Later editions say TCP, and none has asked for UDP since.',
      'Latere edities zeggen TCP, en geen vraagt sindsdien om UDP.',
    ),
  },
  {
    id: 'winrm-transport',
    subject: text('Transport of WinRM (5985)', 'Transport van WinRM (5985)'),
    statements: [
      {
        says: text('TCP, towards the domain controllers.', 'TCP, naar de domeincontrollers.'),
        reference: { source: 'ports-2023', place: 'Table 1' },
      },
      {
        says: text('None printed, towards AD FS and WAP.', 'Geen vermeld, naar AD FS en WAP.'),
        reference: { source: 'ports-2023', place: 'Table 3' },
      },
    ],
    follows: 0,
    because: text(
      'The same port of the same protocol: what one table states fills what the other leaves out.',
      'Dezelfde poort van hetzelfde protocol: wat de ene tabel vermeldt, vult aan wat de andere weglaat.',
    ),
  },
  {
    id: 'table-3-purpose',
    subject: text('What 443 of table 3 is for', 'Waarvoor 443 in tabel 3 dient'),
    statements: [
      {
        says: text(
          'Traffic between Connect and AD FS or WAP: that is what the table is about.',
          'Verkeer tussen Connect en AD FS of WAP: daarover gaat de tabel.',
        ),
        reference: { source: 'ports-2023', place: 'Table 3, heading' },
      },
      {
        says: text(
          'Synchronization with Entra ID: the description of the row, as in table 2.',
          'Synchronisatie met Entra ID: de omschrijving van de regel, zoals in tabel 2.',
        ),
        reference: { source: 'ports-2023', place: 'Table 3, row HTTPS' },
      },
    ],
    follows: 0,
    because: text(
      'The heading decides between which servers a rule is needed. The description reads as if taken over from table 2.',
      'De kop bepaalt tussen welke servers een regel nodig is. De omschrijving lijkt overgenomen uit tabel 2.',
    ),
  },
  {
    id: 'certificate-port',
    subject: text('Port for certificate sign-in', 'Poort voor aanmelding met certificaat'),
    statements: [
      {
        says: text('49443, between users and WAP.', '49443, tussen gebruikers en WAP.'),
        reference: { source: 'ports-2023', place: 'Table 5' },
      },
      {
        says: text(
          '49443 only where no certauth name answers on 443, and never between WAP and AD FS.',
          '49443 alleen waar geen certauth-naam op 443 antwoordt, en nooit tussen WAP en AD FS.',
        ),
        reference: { source: 'adfs-requirements-2025', place: 'Firewall Requirements' },
      },
    ],
    follows: 1,
    because: text(
      'The AD FS page says when 49443 is needed; the ports page only lists it.',
      'De AD FS-pagina zegt wanneer 49443 nodig is; de poortenpagina noemt die alleen.',
    ),
  },
  {
    id: 'farm-port-80',
    subject: text('80 between AD FS servers and WAP', '80 tussen AD FS-servers en WAP'),
    statements: [
      {
        says: text(
          'Not listed: WAP and federation servers need 443.',
          'Niet vermeld: WAP en federatieservers hebben 443 nodig.',
        ),
        reference: { source: 'ports-2023', place: 'Table 4' },
      },
      {
        says: text(
          '80 as well, for the configuration that farm members and WAP exchange.',
          'Ook 80, voor de configuratie die farmleden en WAP uitwisselen.',
        ),
        reference: { source: 'adfs-requirements-2025', place: 'Network requirements' },
      },
    ],
    follows: 1,
    because: text(
      'The ports page looks at Connect; how a farm keeps itself in step is told by the AD FS documentation.',
      'De poortenpagina kijkt naar Connect; hoe een farm zichzelf gelijk houdt, staat in de AD FS-documentatie.',
    ),
  },
] as const satisfies readonly Contradiction[];
