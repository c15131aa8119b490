import { visible } from '../../card/visible.ts';
import type { RunnerParts } from './command.ts';
import { runnerCommands } from './commands.ts';

/** What `portolan runner` prints. */
function usage(): string {
  const lines = runnerCommands.map(({ name, synopsis, summary }) => {
    const line = `  portolan runner ${name} ${synopsis}`.trimEnd();
    return line.length < 44 ? `${line.padEnd(44)}${summary}` : `${line}\n${' '.repeat(44)}${summary}`;
  });
  return `portolan runner: prove from this server that flows are open; it connects outward only

${lines.join('\n')}

Each of them tells more with --help.
`;
}

/** Runs one sub-command of `portolan runner` and gives its exit code; alone or with `help` it prints its usage. */
export async function runRunner([name, ...rest]: readonly string[], parts: RunnerParts): Promise<number> {
  const { output, error } = parts.streams;
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    output.write(usage());
    return 0;
  }
  const command = runnerCommands.find((one) => one.name === name);
  if (command !== undefined) return (await command.load())(rest, parts);
  const names = runnerCommands.map((one) => one.name);
  const [meant] = parts.nearest(name, names);
  const hint = meant === undefined ? `there are ${names.join(', ')}.` : `did you mean “${meant}”?`;
  error.write(`portolan: “${visible(name)}” is no command of the runner; ${hint}\nTry: portolan runner help\n`);
  return 2;
}
