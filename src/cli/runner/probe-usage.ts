import { kinds } from '../../probe/kind.ts';
import { probeOptions } from './probe-options.ts';

/** The kinds, each with its port and other names, a line each. */
export function kindsText(): string {
  const width = Math.max(...kinds.map(({ id }) => id.length));
  const lines = kinds.map(({ id, port, transport, aliases }) => {
    const also = aliases.length === 0 ? '' : `  also ${aliases.join(', ')}`;
    return `${id.padEnd(width)}  ${transport} ${String(port ?? 'PORT').padEnd(5)}${also}`.trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

/** What `portolan runner probe --help` prints. */
export function probeUsage(): string {
  const spelled = probeOptions.map(({ name, value, summary }) => [`--${name} ${value}`, summary] as const);
  const flags = [
    ['--json', 'the whole outcome, for a program'],
    ['--kinds', 'list the kinds, with their ports'],
  ] as const;
  const width = Math.max(...spelled.map(([option]) => option.length));
  const lines = [...spelled, ...flags].map(([option, summary]) => `  ${option.padEnd(width)}  ${summary}`);
  return `portolan runner probe KIND HOST [PORT]: prove one flow from this computer, and say why it fails

  portolan runner probe ldap dc01.contoso.com
  portolan runner probe https sts.contoso.com --json
  portolan runner probe https login.microsoftonline.com --proxy http://proxy.contoso.com:8080
  portolan runner probe tcp sql01.contoso.com 1433

${lines.join('\n')}

Exit code: 0 for an answer, whatever the verdict; 2 for what cannot be understood; 1 where nothing could be judged.
`;
}
