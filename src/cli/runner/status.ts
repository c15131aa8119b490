import { visible } from '../../card/visible.ts';
import { PortolanError } from '../../errors.ts';
import { folderAt } from '../../runner/folder.ts';
import { readIdentity } from '../../runner/identity.ts';
import { readPolicyFile } from '../../runner/policy-file.ts';
import { isAlive, readStatusFile } from '../../runner/status-file.ts';
import { jsonText } from '../json.ts';
import type { RunRunnerCommand } from './command.ts';
import { stateFolder } from './places.ts';
import { type Seen, statusLines } from './status-print.ts';
import { takeApart } from './words.ts';

const usage = `portolan runner status [--json] [--state DIR]: how the runner of this server is

It reads what the runner wrote down; nothing is asked of the runner or the hub. --state is where it was enrolled;
usually ${stateFolder()}

Exit code: 0 for an answer, whether it runs or not; 1 where nothing is enrolled.
`;

/** What can be seen of the runner of a folder. Fails where nothing was enrolled there. */
async function look(state: string): Promise<Seen> {
  const folder = folderAt(state);
  const identity = await readIdentity(folder);
  if (identity === null)
    throw new PortolanError(
      'config-invalid',
      `No runner is enrolled in ${state}`,
      'Name its folder with --state, or enrol first: portolan runner enroll --help',
    );
  const status = await readStatusFile(folder);
  const read = await readPolicyFile(folder.policy);
  const now = Date.now();
  return {
    runs: status !== null && isAlive(status, now),
    now,
    identity,
    status,
    policy: read.kind === 'policy' ? read.policy : null,
    policyFaults: read.kind === 'policy' ? [] : read.faults,
    journal: folder.journal,
  };
}

/** `portolan runner status`. */
export const statusFromShell: RunRunnerCommand = async (argv, { streams, nearest }) => {
  const { output, error } = streams;
  const asked = takeApart(argv, { options: ['state'], flags: ['json', 'help'], nearest });
  if (asked.kind === 'unknown' || asked.words.length > 0) {
    const wrong = asked.kind === 'unknown' ? asked.message : `“${asked.words.join(' ')}” is too much.`;
    error.write(`portolan: ${visible(wrong)}\nTry: portolan runner status --help\n`);
    return 2;
  }
  if (asked.flags.has('help')) {
    output.write(usage);
    return 0;
  }
  const seen = await look(asked.options.state ?? stateFolder());
  output.write(asked.flags.has('json') ? jsonText(seen) : statusLines(seen));
  return 0;
};
