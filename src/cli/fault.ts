import { randomUUID } from 'node:crypto';
import { visibleLines } from '../card/visible.ts';
import { PortolanError } from '../errors.ts';

/** What a shell shows of a fault: a known one says what to do next, an unknown one everything there is. */
export function faultText(error: unknown): string {
  if (error instanceof PortolanError)
    return `portolan: ${visibleLines(error.title)}\n${visibleLines(error.nextStep)}\n`;
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `portolan: unexpected fault\n${visibleLines(told)}\n`;
}

/** Reports a fault on a stream and gives the reference under which it stands there. */
export function reportTo(stream: NodeJS.WritableStream): (error: unknown) => string {
  return (error) => {
    const reference = randomUUID().slice(0, 8);
    stream.write(`[${reference}] ${faultText(error)}`);
    return reference;
  };
}
