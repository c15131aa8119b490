import { userInfo } from 'node:os';
import { visibleLines } from '../../card/visible.ts';
import { PortolanError } from '../../errors.ts';
import { createTrust } from '../../probe/trust.ts';
import { createAuthorities } from '../../runner/authorities.ts';
import { readProxy } from '../../runner/connection-settings.ts';
import { enrol } from '../../runner/enrol.ts';
import { writeEnrolment } from '../../runner/enrolment.ts';
import { folderAt, makePrivateFolder } from '../../runner/folder.ts';
import { hostForms, readHostPattern } from '../../runner/hosts.ts';
import { readHubAddress } from '../../runner/hub-address.ts';
import { readIdentity } from '../../runner/identity.ts';
import { openJournal } from '../../runner/journal.ts';
import { closeToOthers, runProgram } from '../../runner/windows-access.ts';
import type { Policy } from '../../wire/policy.ts';
import { readToken, type Token } from '../../wire/token.ts';
import type { Streams } from '../streams.ts';
import type { RunRunnerCommand } from './command.ts';
import { readGivenFile } from './given-file.ts';
import { stateFolder, windowsFolder } from './places.ts';
import { readSecret } from './read-secret.ts';
import { takeRepeated } from './repeated.ts';
import { takeApart } from './words.ts';

const usage = `portolan runner enroll --hub https://bot.contoso.com: make this server a runner of a hub

Ask in chat for a token: runners enroll NAME --role ROLE. It is good once, for ten minutes.

  --hub URL          where the hub is
  --token-file FILE  a file that holds the token, - for standard input; without it you are asked
  --token TOKEN      the token itself; others on this server see it while this runs
  --allow HOST       a host that it may connect to, as often as you like: dc01.corp.contoso.com,
                     *.corp.contoso.com, 10.20.0.7, 10.20.0.0/16
  --proxy URL        an HTTP proxy on the way: http://proxy.contoso.com:8080, or with user:password@
  --ca FILE          authorities that may vouch for the hub, besides Node's and the system's (PEM)
  --state DIR        where it keeps its key and policy; usually ${stateFolder()}
  --replace          enrol again where a runner is enrolled already; its policy stays

Exit code: 0 when it is enrolled, 2 for what cannot be understood, 1 when it was refused.
`;

/** How long one connection to the hub may take (milliseconds). */
const timeoutMs = 15_000;

/** The token from where it was said to be; a sentence where there is none. */
async function findToken(
  { token, 'token-file': file }: Readonly<Partial<Record<'token' | 'token-file', string>>>,
  streams: Streams,
): Promise<Token | string> {
  if (token !== undefined && file !== undefined) return '--token and --token-file exclude each other.';
  const secret =
    token ??
    (await (file === undefined || file === '-' ? readSecret('Token: ', streams) : readGivenFile(file, 'token-file')));
  if (secret === null) return 'no token was given.';
  // What was given is not repeated: it may be a token with a slip of the finger.
  return readToken(secret) ?? 'this is no token; one begins with ptl1. and has two dots. Copy all of it.';
}

/** What to do next, for whoever just enrolled. */
function nextSteps({ hosts }: Policy, state: string): string {
  const where = state === stateFolder() ? '' : ` --state ${state}`;
  const none = `It may not connect to any host of your own yet. Allow those that it shall prove:
  portolan runner policy allow dc01.corp.contoso.com${where}
  portolan runner policy allow "*.corp.contoso.com"${where}
  portolan runner policy allow 10.20.0.0/16${where}
`;
  const some = `It may connect to: ${hosts.join(', ')}\nMore: portolan runner policy allow HOST${where}\n`;
  const service =
    process.platform === 'win32'
      ? `An account of its own for the service needs access: icacls "${state}" /grant "ACCOUNT:(OI)(CI)M"\n`
      : '';
  return `${hosts.length === 0 ? none : some}${service}Start it: portolan runner run${where}\n`;
}

/** `portolan runner enroll`. Prints neither token nor key. */
export const enrollFromShell: RunRunnerCommand = async (argv, { streams, nearest }) => {
  const { output, error } = streams;
  const misunderstood = (message: string): number => {
    error.write(`portolan: ${visibleLines(message)}\nTry: portolan runner enroll --help\n`);
    return 2;
  };

  const allowed = takeRepeated(argv, 'allow');
  if (allowed.kind === 'unknown') return misunderstood(allowed.message);
  const asked = takeApart(allowed.rest, {
    options: ['hub', 'token', 'token-file', 'proxy', 'ca', 'state'],
    flags: ['replace', 'help'],
    nearest,
  });
  if (asked.kind === 'unknown') return misunderstood(asked.message);
  const { words, flags, options } = asked;
  if (flags.has('help')) {
    output.write(usage);
    return 0;
  }
  if (words.length > 0) return misunderstood(`“${words.join(' ')}” is too much; the name comes with the token.`);
  if (options.hub === undefined) return misunderstood('where is the hub? --hub https://bot.contoso.com');
  const hub = readHubAddress(options.hub);
  if (hub.kind === 'wrong') return misunderstood(`${hub.message}.`);
  const strange = allowed.values.find((host) => readHostPattern(host) === null);
  if (strange !== undefined) return misunderstood(`“${strange}” is no host; legal: ${hostForms}.`);
  const proxy = options.proxy === undefined ? null : readProxy(options.proxy);
  if (proxy?.kind === 'wrong') return misunderstood(`--proxy: ${proxy.message}.`);

  const state = options.state ?? stateFolder();
  const folder = folderAt(state);
  await makePrivateFolder(state);
  if (process.platform === 'win32')
    await closeToOthers(state, {
      windowsFolder: windowsFolder(),
      account: userInfo().username,
      run: runProgram,
    });
  const before = await readIdentity(folder).catch((fault: unknown) => {
    if (flags.has('replace')) return null;
    throw fault;
  });
  if (before !== null && !flags.has('replace'))
    throw new PortolanError(
      'config-invalid',
      `This server is enrolled already, as ${before.name} at ${before.hub}`,
      'Enrol it again with --replace, or another one beside it with --state.',
    );
  const ca = options.ca === undefined ? null : await readGivenFile(options.ca, 'ca');
  const authorities = createAuthorities(createTrust(), ca);
  const token = await findToken(options, streams);
  if (typeof token === 'string') return misunderstood(token);

  const way = { proxy: proxy?.proxy ?? null, authorities, timeoutMs };
  const enrolled = await enrol({ hub: hub.url, token, way, now: Date.now });
  if (enrolled.kind === 'refused') {
    error.write(`portolan: not enrolled: ${visibleLines(enrolled.why)}\n${visibleLines(enrolled.nextStep)}\n`);
    return 1;
  }
  const journal = openJournal(folder.journal, { now: Date.now });
  const settings = { version: 1, proxy: options.proxy ?? null, ca } as const;
  const policy = await writeEnrolment(folder, { credentials: enrolled, settings, hosts: allowed.values }, journal);
  journal.close();
  const { identity } = enrolled;
  output.write(`Enrolled as ${identity.name} (${identity.roles.join(', ')}) at ${identity.hub}
Its key stays here: ${folder.key}
The hub's key has the fingerprint ${identity.hubFingerprint}
`);
  if (policy.kind === 'policy') output.write(nextSteps(policy.policy, state));
  else
    error.write(
      `The policy that is here already cannot be used, so everything is refused:\n  ${policy.faults.join('\n  ')}\n`,
    );
  return 0;
};
