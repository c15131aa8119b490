import { parseArgs } from 'node:util';

/** What `npm run manifests` was asked to do. */
export interface Request {
  /** The host name under which Slack and Teams reach the bot; null where none was given. */
  readonly host: string | null;
  /** Folder to write to; null is `manifests` in the data folder. */
  readonly out: string | null;
  /** Page about the bot; null is the host itself. */
  readonly about: string | null;
  readonly developer: string;
  /** How Slack reaches the bot; null is what the configuration says, and HTTP where it says nothing. */
  readonly slack: 'http' | 'socket' | null;
  /** Writes the command lists of the committed manifests anew, and nothing else. */
  readonly refresh: boolean;
}

/** A request, or everything that is wrong with how it was asked. */
export type Read =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'help' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

export const usage = `npm run manifests -- --host bot.contoso.com [options]

Writes the Slack app manifest, and where TEAMS_APP_ID is configured the Teams app package, to data/manifests.

  --host NAME          host name under which Slack and Teams reach the bot over https
  --slack http|socket  how Slack reaches it; otherwise as configured, else http
  --about URL          page about the bot, its privacy and terms, for Teams; otherwise the host itself
  --developer NAME     who runs the bot, for Teams, at most 32 characters; otherwise Portolan
  --out FOLDER         another folder to write to
  --refresh            only write the command lists of manifests/ anew, after a command changed
`;

const valued = ['host', 'out', 'about', 'developer', 'slack'] as const;

/** RFC 1123 labels, two or more, the last no number: neither Slack nor Teams calls an address or a bare name. */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?:${label}\\.)+(?!\\d+$)${label}$`);
/** Longest name that DNS knows. */
const maxHost = 253;
/** Characters that Teams allows for the developer's name. */
const maxDeveloper = 32;

function isHttps(text: string): boolean {
  return URL.parse(text)?.protocol === 'https:';
}

/** Reads the arguments of a command line. Never fails; every fault is listed. */
export function readRequest(argv: readonly string[]): Read {
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      refresh: { type: 'boolean' },
      ...Object.fromEntries(valued.map((name) => [name, { type: 'string' } as const])),
    },
  });
  if (values['help'] === true) return { kind: 'help' };
  const faults: string[] = [];
  const known = new Set<string>([...valued, 'refresh', 'help']);
  for (const name of Object.keys(values)) if (!known.has(name)) faults.push(`--${name} is no option`);
  for (const word of positionals) faults.push(`${word} is no option; values stand behind one`);
  const given = (name: (typeof valued)[number]): string | null => {
    const value = values[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (value !== undefined) faults.push(`--${name} has no value`);
    return null;
  };
  const host = given('host')?.toLowerCase() ?? null;
  if (host !== null && (host.length > maxHost || !hostName.test(host)))
    faults.push('--host is no public host name, such as bot.contoso.com, without https://, port or path');
  const about = given('about');
  if (about !== null && !isHttps(about)) faults.push('--about is no https URL');
  const developer = given('developer') ?? 'Portolan';
  if (developer.length > maxDeveloper) faults.push(`--developer is longer than ${maxDeveloper} characters`);
  const slack = given('slack');
  const mode = slack === 'http' || slack === 'socket' ? slack : null;
  if (slack !== mode) faults.push('--slack is neither http nor socket');
  const out = given('out');
  const { refresh } = values;
  if (typeof refresh === 'string') faults.push('--refresh takes no value');
  if (faults.length > 0) return { kind: 'faults', faults };
  return { kind: 'request', request: { host, out, about, developer, slack: mode, refresh: refresh === true } };
}
