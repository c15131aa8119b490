import { type Text, text } from '../catalog/text.ts';
import { fold } from './grammar/words.ts';
import type { OptionShape } from './options.ts';

/** What a person reads about a command: help, completion, and the command lists of the chat platforms. */
export interface Page {
  readonly name: string;
  /** Other words for it, folded; the first word of a line or, failing that, any word. */
  readonly aliases: readonly string[];
  /** One line. */
  readonly summary: Text;
  /** The forms it takes, in the usual notation: ROLE is a placeholder, [..] optional, | a choice. */
  readonly usage: readonly string[];
  /** The options it takes beside those of every command. */
  readonly options: Readonly<Record<string, OptionShape>>;
  readonly details: readonly Text[];
  readonly examples: readonly { readonly line: string; readonly says: Text }[];
}

const portsOptions = { edition: 'value', udp: 'flag', tcp: 'flag', required: 'flag' } as const;

export const manual = [
  {
    name: 'ports',
    aliases: ['port', 'flows', 'flow', 'poorten', 'poort'],
    summary: text(
      'Which ports two roles, one role, a protocol or a feature need, in both directions.',
      'Welke poorten twee rollen, één rol, een protocol of een functie nodig hebben, in beide richtingen.',
    ),
    usage: [
      'ports [ROLE [ROLE]]',
      'ports from ROLE to ROLE',
      'ports PORT | PORT-PORT',
      'ports PROTOCOL | FEATURE',
      '… [--edition 2017|2020|2023|latest] [--udp|--tcp] [--required]',
    ],
    options: portsOptions,
    details: [
      text(
        'Words may stand in any order and narrow the answer together: “ports connect dc ldap”.',
        'Woorden mogen in elke volgorde staan en perken het antwoord samen in: “ports connect dc ldap”.',
      ),
      text(
        'Without --edition the answer merges all editions: what the latest lists, what has been retired since, and what other documents ask for.',
        'Zonder --edition voegt het antwoord alle edities samen: wat de laatste noemt, wat sindsdien is vervallen en waar andere documenten om vragen.',
      ),
    ],
    examples: [
      { line: 'ports adfs wap', says: text('between two roles', 'tussen twee rollen') },
      {
        line: 'ports from connect to dc --required',
        says: text('one way, only what is required', 'één kant op, alleen wat vereist is'),
      },
      {
        line: 'ports 9090',
        says: text('who uses a port, and since when no more', 'wie een poort gebruikt, en sinds wanneer niet meer'),
      },
      { line: 'ports seamless-sso', says: text('for a feature', 'voor een functie') },
    ],
  },
  {
    name: 'changes',
    aliases: [
      'change',
      'changed',
      'diff',
      'difference',
      'differences',
      'wijzigingen',
      'wijziging',
      'gewijzigd',
      'veranderd',
      'verschillen',
      'verschil',
    ],
    summary: text(
      'What one edition of the ports page changed against another, and what the firewall team has to do.',
      'Wat een editie van de poortenpagina wijzigde ten opzichte van een andere, en wat het firewallteam moet doen.',
    ),
    usage: ['changes [EDITION [EDITION]] [ROLE [ROLE]]'],
    options: {},
    details: [
      text(
        'Without editions it compares the oldest with the latest; with one, that one with the latest, and the latest with the one before.',
        'Zonder edities wordt de oudste met de laatste vergeleken; met één editie die met de laatste, en de laatste met die ervoor.',
      ),
    ],
    examples: [
      { line: 'changes 2017 2023', says: text('everything', 'alles') },
      { line: 'changes 2020 2023 connect dc', says: text('between two roles', 'tussen twee rollen') },
    ],
  },
  {
    name: 'sizing',
    aliases: ['size', 'hardware', 'omvang', 'capaciteit', 'dimensionering'],
    summary: text(
      'Which hardware a number of directory objects needs, and when growth leaves the tier.',
      'Welke hardware een aantal adreslijstobjecten nodig heeft, en wanneer groei de klasse verlaat.',
    ),
    usage: ['sizing OBJECTS [+GROWTH%/y YEARSy]', 'sizing [adfs|wap|pta|cloud-sync|sql]'],
    options: {},
    details: [
      text(
        'OBJECTS may be written 250000, 250k, 1.2M, 250,000, 250.000 or "250 000".',
        'OBJECTS mag u schrijven als 250000, 250k, 1.2M, 250,000, 250.000 of "250 000".',
      ),
      text(
        'Growth compounds yearly (+20%/y) or adds a fixed number (+5k/y); the horizon is in years (3y) or months (18m).',
        'Groei is jaarlijks samengesteld (+20%/y) of een vast aantal (+5k/y); de horizon is in jaren (3y) of maanden (18m).',
      ),
    ],
    examples: [
      { line: 'sizing 250000', says: text('the tier of an estate', 'de klasse van een omgeving') },
      { line: 'sizing 80k +20%/y 3y', says: text('when growth leaves the tier', 'wanneer groei de klasse verlaat') },
      {
        line: 'sizing adfs',
        says: text('the least an AD FS or WAP host may have', 'het minste dat een AD FS- of WAP-host mag hebben'),
      },
    ],
  },
  {
    name: 'prereqs',
    aliases: ['prereq', 'prerequisites', 'prerequisite', 'requirements', 'vereisten', 'voorwaarden'],
    summary: text(
      'What must be in place before the installation, by role or by area, and how each item can be verified.',
      'Wat vóór de installatie in orde moet zijn, per rol of per onderwerp, en hoe elk punt te controleren is.',
    ),
    usage: ['prereqs [ROLE|AREA] [--required]'],
    options: { required: 'flag' },
    details: [],
    examples: [
      { line: 'prereqs connect', says: text('for a role', 'voor een rol') },
      { line: 'prereqs certificates', says: text('for an area', 'voor een onderwerp') },
    ],
  },
  {
    name: 'endpoints',
    aliases: ['endpoint', 'urls', 'url', 'hosts', 'eindpunten', 'eindpunt'],
    summary: text(
      'Which host names the proxy and the firewall must let through, by feature and cloud.',
      'Welke hostnamen de proxy en de firewall moeten doorlaten, per functie en cloud.',
    ),
    usage: ['endpoints [FEATURE] [PORT] [--cloud public|usgov]'],
    options: { cloud: 'value' },
    details: [],
    examples: [
      { line: 'endpoints pta', says: text('for a feature', 'voor een functie') },
      { line: 'endpoints health --cloud usgov', says: text('in another cloud', 'in een andere cloud') },
    ],
  },
  {
    name: 'explain',
    aliases: ['define', 'what is', "what's", 'whats', 'wat is', 'uitleg', 'verklaar'],
    summary: text(
      'What a term or a port means in this field, with patterns to follow and to avoid.',
      'Wat een term of poort in dit vakgebied betekent, met patronen om te volgen en te mijden.',
    ),
    usage: ['explain [TERM|PORT]'],
    options: {},
    details: [text('Alone it lists all that can be explained.', 'Zonder woord somt het op wat uit te leggen is.')],
    examples: [
      { line: 'explain 443', says: text('a port', 'een poort') },
      { line: 'explain tls inspection', says: text('a term', 'een term') },
    ],
  },
  {
    name: 'export',
    aliases: ['firewall', 'change-request', 'exporteer', 'exporteren'],
    summary: text(
      'The answer of a ports question as a firewall change request: CSV, Markdown, JSON, PowerShell, Azure NSG or nftables.',
      'Het antwoord op een poortenvraag als firewallaanvraag: CSV, Markdown, JSON, PowerShell, Azure NSG of nftables.',
    ),
    usage: ['export PORTS-QUESTION [--as csv|markdown|json|powershell|nsg|nft]'],
    options: { ...portsOptions, as: 'value' },
    details: [
      text('Without --as it is CSV.', 'Zonder --as is het CSV.'),
      text(
        'Addresses are placeholders such as <CONNECT_ADDRESSES>: fill them in before the rules are used.',
        'Adressen zijn plaatshouders zoals <CONNECT_ADDRESSES>: vul ze in voordat de regels worden gebruikt.',
      ),
      text(
        'Retired ports are left out; ask for an old edition to see them.',
        'Vervallen poorten blijven weg; vraag een oude editie om ze te zien.',
      ),
    ],
    examples: [
      { line: 'export connect dc --as csv', says: text('for a spreadsheet', 'voor een spreadsheet') },
      {
        line: 'export wap adfs --as powershell',
        says: text('as Windows Firewall rules', 'als regels voor Windows Firewall'),
      },
    ],
  },
  {
    name: 'sources',
    aliases: ['source', 'documents', 'bronnen', 'bron', 'documenten'],
    summary: text(
      'The documents behind the answers, with date and hash, and where they contradict each other.',
      'De documenten achter de antwoorden, met datum en hash, en waar ze elkaar tegenspreken.',
    ),
    usage: ['sources [documents|editions|contradictions]'],
    options: {},
    details: [],
    examples: [{ line: 'sources', says: text('all of them', 'allemaal') }],
  },
  {
    name: 'probe',
    aliases: ['probes', 'prove', 'test', 'tests', 'check', 'testen', 'bewijs', 'controleer'],
    summary: text(
      'Lets runners on your servers prove flows by real protocol exchanges, and says why one fails.',
      'Laat runners op uw servers stromen bewijzen met echte protocoluitwisselingen, en zegt waarom er een faalt.',
    ),
    usage: [
      'probe ROLE [to ROLE|HOST [as ROLE]] [PORT|PROTOCOL|FEATURE]',
      'probe HOST [as ROLE] [from RUNNER]',
      'probe status [ID] [--all]',
      'probe cancel ID',
      'probe request ID',
      '… [--edition 2017|2020|2023|latest] [--required]',
    ],
    options: { edition: 'value', required: 'flag', all: 'flag' },
    details: [
      text(
        'Which flows are asked comes from the catalog; which hosts a runner may reach, from the policy on its own server.',
        'Welke stromen worden getest volgt uit de catalogus; welke hosts een runner mag bereiken, staat in het beleid op zijn eigen server.',
      ),
      text(
        'Probing takes the level operator, and seeing results the level reader. “probe localhost” works at once, from the bot itself.',
        'Voor testen is het niveau operator nodig, voor resultaten het niveau reader. “probe localhost” werkt meteen, vanaf de bot zelf.',
      ),
      text(
        '“probe status ID --all” gives every result with what was seen, “probe request ID” the failed flows as a firewall request.',
        '“probe status ID --all” geeft elk resultaat met wat er gezien is, “probe request ID” de falende stromen als firewallaanvraag.',
      ),
    ],
    examples: [
      { line: 'probe localhost', says: text('a first try', 'een eerste poging') },
      {
        line: 'probe connect to dc01.contoso.com as dc',
        says: text('every flow from the Connect servers to one DC', 'elke stroom van de Connect-servers naar één DC'),
      },
      {
        line: 'probe wap to adfs https',
        says: text('one protocol between two roles', 'één protocol tussen twee rollen'),
      },
      { line: 'probe status', says: text('the last probes', 'de laatste tests') },
    ],
  },
  {
    name: 'runners',
    aliases: ['runner', 'enroll', 'enrol', 'inschrijven'],
    summary: text(
      'The runners that prove flows from your servers: their state, policy and facts; enrolling and revoking them.',
      'De runners die stromen vanaf uw servers bewijzen: hun status, beleid en feiten; inschrijven en intrekken.',
    ),
    usage: ['runners [NAME]', 'runners enroll NAME --role ROLE[,ROLE]', 'runners revoke NAME'],
    options: { role: 'value' },
    details: [
      text(
        'Enrolling and revoking take the level admin. The token is shown to you alone, works once, and for ten minutes.',
        'Voor inschrijven en intrekken is het niveau admin nodig. Het token krijgt alleen u te zien; het werkt één keer en is tien minuten geldig.',
      ),
      text(
        'What a runner may probe stands in a file on its own server; it is shown here and never changed from here.',
        'Wat een runner mag testen staat in een bestand op de eigen server; u ziet het hier, maar wijzigt het alleen daar.',
      ),
    ],
    examples: [
      { line: 'runners', says: text('all of them', 'allemaal') },
      {
        line: 'runners enroll adfs01 --role adfs',
        says: text('a token for a new one', 'een token voor een nieuwe'),
      },
    ],
  },
  {
    name: 'access',
    aliases: ['rights', 'permissions', 'grants', 'rechten', 'toegang', 'whoami'],
    summary: text(
      'What you may do beyond the catalog; for admins, what everyone may.',
      'Wat u buiten de catalogus mag; voor beheerders, wat iedereen mag.',
    ),
    usage: ['access'],
    options: {},
    details: [],
    examples: [{ line: 'access', says: text('your level', 'uw niveau') }],
  },
  {
    name: 'grant',
    aliases: ['ungrant', 'machtig', 'machtigen'],
    summary: text(
      'Gives or takes the right to probe or to administer.',
      'Geeft of ontneemt het recht om te testen of te beheren.',
    ),
    usage: ['grant WHO reader|operator|admin|none'],
    options: {},
    details: [
      text(
        'WHO is an id, never a name: a mention in Slack, an object ID in Teams, group:ID for a group, or platform:TENANT/ID as “access” shows it.',
        'WHO is een id, nooit een naam: een vermelding in Slack, een object-ID in Teams, group:ID voor een groep, of platform:TENANT/ID zoals “access” het toont.',
      ),
    ],
    examples: [
      { line: 'grant slack:T0123ABC/U0456DEF operator', says: text('may probe', 'mag testen') },
      { line: 'grant slack:T0123ABC/U0456DEF none', says: text('may do no more than ask', 'mag alleen nog vragen') },
    ],
  },
  {
    name: 'audit',
    aliases: ['audit log', 'auditlog'],
    summary: text(
      'Who did what beyond the catalog, in a chain that shows whether it was tampered with.',
      'Wie wat deed buiten de catalogus, in een keten die laat zien of ermee is geknoeid.',
    ),
    usage: ['audit [NUMBER] [--verify]'],
    options: { verify: 'flag' },
    details: [],
    examples: [
      { line: 'audit', says: text('the last twenty acts', 'de laatste twintig handelingen') },
      { line: 'audit --verify', says: text('check the whole chain', 'controleer de hele keten') },
    ],
  },
  {
    name: 'lang',
    aliases: ['language', 'taal'],
    summary: text('The language of your answers.', 'De taal van uw antwoorden.'),
    usage: ['lang [en|nl|auto]'],
    options: {},
    details: [],
    examples: [
      { line: 'lang nl', says: text('from now on in Dutch', 'vanaf nu in het Nederlands') },
      { line: 'lang auto', says: text('follow the platform again', 'weer de taal van het platform') },
    ],
  },
  {
    name: 'help',
    aliases: ['hulp', 'commands', 'man'],
    summary: text('What can be asked, and how.', 'Wat u kunt vragen, en hoe.'),
    usage: ['help [COMMAND]'],
    options: {},
    details: [
      text(
        'Every command also takes --lang en|nl, and --page N where an answer is long.',
        'Elke opdracht kent ook --lang en|nl, en --page N waar een antwoord lang is.',
      ),
    ],
    examples: [{ line: 'help ports', says: text('for one command', 'voor één opdracht') }],
  },
] as const satisfies readonly Page[];

export type CommandName = (typeof manual)[number]['name'];

/** Folded word to the command that it names. */
export const commandWords: ReadonlyMap<string, CommandName> = new Map(
  manual.flatMap((page) => [page.name, ...page.aliases].map((word) => [fold(word), page.name] as const)),
);

/** The page of a command. */
export function pageOf(name: CommandName): Page {
  const page = manual.find((candidate) => candidate.name === name);
  if (page === undefined) throw new TypeError(`no command ${name}`);
  return page;
}
