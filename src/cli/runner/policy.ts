import { visible } from '../../card/visible.ts';
import { PortolanError } from '../../errors.ts';
import { type Folder, folderAt, readWhole } from '../../runner/folder.ts';
import { readIdentity } from '../../runner/identity.ts';
import { openJournal } from '../../runner/journal.ts';
import { editHosts, readPolicyFile, writePolicyFile } from '../../runner/policy-file.ts';
import { policyText, readPolicyText } from '../../runner/policy-text.ts';
import { firstPolicy } from '../../runner/usual-policy.ts';
import type { Policy } from '../../wire/policy.ts';
import type { Streams } from '../streams.ts';
import type { RunRunnerCommand } from './command.ts';
import { stateFolder } from './places.ts';
import { policyLines } from './policy-print.ts';
import { takeApart } from './words.ts';

const usage = `portolan runner policy [show | check | path]
portolan runner policy allow HOST ...
portolan runner policy deny HOST ...

What this server lets its hub ask. The policy is a file here; nobody changes it from chat. A runner that runs takes a
change at once.

  HOST         dc01.corp.contoso.com, *.corp.contoso.com, 10.20.0.7, 10.20.0.0/16
  --json       the policy as it stands in the file
  --state DIR  where the runner was enrolled; usually ${stateFolder()}

Exit code: 0 for an answer, 1 where the policy cannot be used, 2 for what cannot be understood.
`;

const acts = ['show', 'check', 'path', 'allow', 'deny'] as const;

/** The policy of the file, or every fault on standard error. */
async function usable({ policy: path }: Folder, { error }: Streams): Promise<Policy | null> {
  const read = await readPolicyFile(path);
  if (read.kind === 'policy') return read.policy;
  const faults = read.faults.map((line) => `\n  ${visible(line)}`).join('');
  error.write(`portolan: the policy cannot be used, so everything is refused:${faults}\n`);
  return null;
}

/** What the change begins with: the policy of the file, or where there is none the safe one of a new runner. */
async function beforeChange(folder: Folder, streams: Streams): Promise<Policy | null> {
  if ((await readWhole(folder.policy)) !== null) return usable(folder, streams);
  const identity = await readIdentity(folder);
  if (identity === null)
    throw new PortolanError(
      'config-invalid',
      `No runner is enrolled in ${folder.path}`,
      'Name its folder with --state, or enrol first.',
    );
  return firstPolicy(identity.roles, []);
}

async function change(
  how: 'allow' | 'deny',
  hosts: readonly string[],
  folder: Folder,
  streams: Streams,
): Promise<number> {
  const { output, error } = streams;
  const before = await beforeChange(folder, streams);
  if (before === null) return 1;
  let policy = before;
  for (const host of hosts) {
    const edit = editHosts(policy, how, host);
    if (edit.kind === 'refused') {
      error.write(`portolan: ${visible(edit.message)}; nothing was changed.\n`);
      return 2;
    }
    policy = edit.policy;
  }
  const checked = readPolicyText(policyText(policy));
  if (checked.kind === 'faults') {
    error.write(`portolan: ${visible(checked.faults.join('; '))}; nothing was changed.\n`);
    return 2;
  }
  if (policy !== before) {
    await writePolicyFile(folder.policy, policy);
    const journal = openJournal(folder.journal, { now: Date.now });
    journal.write('policy', { [how]: hosts.join(' ') });
    journal.close();
  }
  output.write(policyLines(policy));
  return 0;
}

/** `portolan runner policy`. */
export const policyFromShell: RunRunnerCommand = async (argv, { streams, nearest }) => {
  const { output, error } = streams;
  const misunderstood = (message: string): number => {
    error.write(`portolan: ${visible(message)}\nTry: portolan runner policy --help\n`);
    return 2;
  };
  const asked = takeApart(argv, { options: ['state'], flags: ['json', 'help'], nearest });
  if (asked.kind === 'unknown') return misunderstood(asked.message);
  if (asked.flags.has('help')) {
    output.write(usage);
    return 0;
  }
  const [word = 'show', ...hosts] = asked.words;
  const act = acts.find((one) => one === word);
  const folder = folderAt(asked.options.state ?? stateFolder());
  if (act === undefined) {
    const [meant] = nearest(word, acts);
    return misunderstood(
      `“${word}” is nothing a policy does; ${meant === undefined ? `there are ${acts.join(', ')}` : `did you mean “${meant}”?`}`,
    );
  }
  if (act === 'allow' || act === 'deny') {
    if (hosts.length === 0) return misunderstood(`which host? portolan runner policy ${act} dc01.corp.contoso.com`);
    return change(act, hosts, folder, streams);
  }
  if (hosts.length > 0) return misunderstood(`${act} takes no host, and “${hosts.join(' ')}” was given.`);
  if (act === 'path') {
    output.write(`${folder.policy}\n`);
    return 0;
  }
  const policy = await usable(folder, streams);
  if (policy === null) return 1;
  if (act === 'check') output.write(`${folder.policy} can be used.\n`);
  else output.write(asked.flags.has('json') ? policyText(policy) : policyLines(policy));
  return 0;
};
