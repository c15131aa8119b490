import type { Language } from '../../src/catalog/text.ts';
import type { Level } from '../../src/commands/access.ts';
import type { RefusalCode } from '../../src/commands/refusal.ts';

/** What a question must come to: an answer under this command line and title, or a refusal that offers these lines. */
export type Expected =
  | { readonly kind: 'answered'; readonly command: string; readonly title: string; readonly language: Language }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly offers: readonly string[];
      readonly language: Language;
    };

/** Something that a person types. */
export interface Saying {
  readonly kind: 'say';
  readonly text: string;
  /** So much that a chat cuts it into pages. */
  readonly long?: true;
  /** The name of a file that is too long for a chat to show, so that it comes beside the answer. */
  readonly file?: string;
  /** The level that the asker has from here on; none in the beginning. */
  readonly holds?: Level;
  readonly expected: Expected;
}

/** A button that a person presses under the answer to something typed before. */
export interface Pressing {
  readonly kind: 'press';
  readonly command: string;
  /** The typed text under whose answer the button stands. */
  readonly under: string;
  readonly times: 1 | 2;
  readonly expected: Expected;
}

/** The bot is stopped and started again over the same store. */
export interface Restart {
  readonly kind: 'restart';
  /** What it remembers then that was asked, newest first. */
  readonly recent: readonly string[];
}

export type Turn = Saying | Pressing | Restart;

function answered(command: string, title: string, language: Language = 'en'): Expected {
  return { kind: 'answered', command, title, language };
}

function refused(code: RefusalCode, offers: readonly string[], language: Language = 'en'): Expected {
  return { kind: 'refused', code, offers, language };
}

/** Markup of every platform, a mention, a link, a control and a character that turns the reading direction. */
const hostile =
  'ports [click](https://attacker.example) <!channel> <@U0BEN> @everyone *bold* `code` \u0007\u202etxt.exe';

/** What anybody may ask, of any bot. */
export const withinCatalog: readonly Turn[] = [
  { kind: 'say', text: 'help', expected: answered('help', 'What Portolan answers') },
  { kind: 'say', text: 'ports adfs wap', expected: answered('ports adfs wap', 'Ports · AD FS ↔ WAP') },

  { kind: 'say', text: 'ports adsf wpa', expected: refused('unknown-word', ['ports adfs wap']) },
  {
    kind: 'press',
    command: 'ports adfs wap',
    under: 'ports adsf wpa',
    times: 1,
    expected: answered('ports adfs wap', 'Ports · AD FS ↔ WAP'),
  },
  {
    kind: 'say',
    text: 'ports agent',
    expected: refused('ambiguous-word', ['ports pta-agent', 'ports health-agent', 'ports cloud-sync-agent']),
  },
  {
    kind: 'press',
    command: 'ports health-agent',
    under: 'ports agent',
    times: 1,
    expected: answered('ports health-agent', 'Ports · Health agent'),
  },
  { kind: 'say', text: 'frobnicate', expected: refused('unknown-command', ['help']) },

  { kind: 'say', text: 'prereqs all', long: true, expected: answered('prereqs all', 'Prerequisites') },
  {
    kind: 'say',
    text: 'endpoints pta',
    expected: answered('endpoints pta', 'Endpoints · Pass-through authentication · Public cloud'),
  },
  { kind: 'say', text: 'explain 443', expected: answered('explain 443', 'Port 443') },
  {
    kind: 'say',
    text: 'changes 2017 2023',
    expected: answered('changes 2017-02 2023-01', 'Changes · 2017 → 2023'),
  },
  { kind: 'say', text: 'sizing 250k', expected: answered('sizing 250000', 'Sizing · 250,000 objects') },
  {
    kind: 'say',
    text: 'sizing 80k +20%/y 3y',
    expected: answered('sizing 80000 +20%/y 3y', 'Sizing · 80,000 objects'),
  },
  {
    kind: 'say',
    text: 'export connect dc --as csv',
    file: 'portolan-connect-dc.csv',
    expected: answered('export connect dc --as csv', 'Firewall change request · Ports · Connect ↔ DC'),
  },
  {
    kind: 'say',
    text: 'export wap adfs --as nft',
    expected: answered('export wap adfs --as nft', 'Firewall change request · Ports · WAP ↔ AD FS'),
  },
  { kind: 'say', text: 'sources', expected: answered('sources', 'Sources') },

  {
    kind: 'say',
    text: 'ports adfs wap --lang nl',
    expected: answered('ports adfs wap --lang nl', 'Poorten · AD FS ↔ WAP', 'nl'),
  },
  { kind: 'say', text: 'lang', expected: answered('lang', 'Language') },
  // The confirmation is in the language just chosen, though it was asked for in the one before.
  { kind: 'say', text: 'lang nl', expected: answered('lang nl', 'Taal') },
  { kind: 'say', text: 'sizing adfs', expected: answered('sizing adfs', 'Omvang · AD FS', 'nl') },
  { kind: 'say', text: hostile, expected: refused('unknown-word', ['help ports'], 'nl') },

  {
    kind: 'say',
    text: 'ports connect dc',
    expected: answered('ports connect dc', 'Poorten · Connect ↔ DC', 'nl'),
  },
  {
    kind: 'say',
    text: 'prereqs certificates',
    expected: answered('prereqs certificates', 'Vereisten · Federatiecertificaat', 'nl'),
  },
  {
    kind: 'press',
    command: 'prereqs certificates --required',
    under: 'prereqs certificates',
    times: 2,
    expected: answered('prereqs certificates --required', 'Vereisten · Federatiecertificaat · vereist', 'nl'),
  },
  {
    kind: 'restart',
    recent: [
      'prereqs certificates --required',
      'prereqs certificates',
      'ports connect dc',
      'sizing adfs',
      'lang nl',
      'lang',
      'ports adfs wap --lang nl',
      'sources',
      'export wap adfs --as nft',
      'export connect dc --as csv',
    ],
  },
  {
    kind: 'press',
    command: 'ports connect dc --required',
    under: 'ports connect dc',
    times: 1,
    expected: answered('ports connect dc --required', 'Poorten · Connect ↔ DC · vereist', 'nl'),
  },
  { kind: 'say', text: 'lang auto', expected: answered('lang auto', 'Taal', 'nl') },
  {
    kind: 'say',
    text: 'explain tls inspection',
    expected: answered('explain tls inspection', 'TLS inspection · pattern to avoid'),
  },
];

const probing = 'probe connect to dc01.corp.contoso.com as dc';

/** What lies beyond the catalog. The estate is that of `createTestEstate`, whose servers mean harm. */
const beyond: readonly Exclude<Turn, Restart>[] = [
  { kind: 'say', text: 'probe status', expected: refused('not-allowed', ['help']) },
  { kind: 'say', text: 'runners', holds: 'reader', expected: answered('runners', 'Runners') },
  { kind: 'say', text: 'probe localhost', expected: refused('not-allowed', ['access', 'help']) },
  {
    kind: 'press',
    command: 'access',
    under: 'probe localhost',
    times: 1,
    expected: answered('access', 'Who may do what'),
  },
  // LDAP, LDAPS and the global catalog fail; UDP 88 stays silent; both LDAPS and GC are conditional.
  {
    kind: 'say',
    text: probing,
    holds: 'operator',
    expected: answered(probing, 'Probe · 3 fail · 13 of 17 work · 1 not proven · 1 with a remark'),
  },
  {
    kind: 'press',
    command: 'probe request run1',
    under: probing,
    times: 1,
    expected: answered('probe request run1', 'Firewall request from probe run1'),
  },
  {
    kind: 'say',
    text: 'probe status run1 --all --lang nl',
    expected: answered(
      'probe status run1 --all --lang nl',
      'Test · 3 falen · 13 van 17 werken · 1 niet bewezen · 1 met een opmerking',
      'nl',
    ),
  },
  // One kind of probe is at home on 445.
  { kind: 'say', text: 'probe localhost 445', expected: answered('probe localhost 445', 'Probe · 1 of 1 works') },
  { kind: 'say', text: 'probe cancel run2', expected: answered('probe cancel run2', 'Probe · run2') },
  { kind: 'say', text: 'runners revoke wap01', expected: refused('not-allowed', ['access', 'help']) },
  { kind: 'say', text: 'runners sync01', expected: answered('runners sync01', 'Runner · sync01') },
  {
    kind: 'say',
    text: 'runners enroll adfs01 --role adfs',
    holds: 'admin',
    expected: answered('runners enroll adfs01 --role adfs', 'Enrol a runner · adfs01'),
  },
  { kind: 'say', text: 'runners revoke wap02', expected: refused('unknown-name', ['runners revoke wap01']) },
  {
    kind: 'press',
    command: 'runners revoke wap01',
    under: 'runners revoke wap02',
    times: 2,
    expected: answered('runners revoke wap01', 'Runner revoked'),
  },
  {
    kind: 'say',
    text: 'grant slack:T0123ABC/U0456DEF operator',
    expected: answered('grant slack:T0123ABC/U0456DEF operator', 'Rights'),
  },
  { kind: 'say', text: 'audit --verify', expected: answered('audit --verify', 'Audit') },
];

/** The conversation that every channel holds. No two sayings are alike, so that each can be told by its text. */
export const conversation: readonly Turn[] = [...withinCatalog, ...beyond];

/** What a turn is called in a list of tests. */
export function nameOf(turn: Turn): string {
  switch (turn.kind) {
    case 'say':
      return `“${turn.text.slice(0, 40)}”`;
    case 'press':
      return `“${turn.command}” pressed ${turn.times === 2 ? 'twice ' : ''}under “${turn.under}”`;
    case 'restart':
      return 'a restart';
  }
}
