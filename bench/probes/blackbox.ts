import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../tools/free-port.ts';

/** An exporter that runs. */
export interface Blackbox {
  readonly port: number;
  stop(): Promise<void>;
}

/** Its modules: one connection, with as long as an open port may take and as long as a dropped one is given. */
export const modules = { patient: 'tcp_patient', brief: 'tcp_brief' } as const;

const configuration = `modules:
  ${modules.patient}:
    prober: tcp
    timeout: 5s
    tcp:
      preferred_ip_protocol: ip4
  ${modules.brief}:
    prober: tcp
    timeout: 1s
    tcp:
      preferred_ip_protocol: ip4
`;

const startWithinMs = 10_000;

/** Starts prometheus-blackbox-exporter; null where it is not installed. */
export async function startBlackbox(folder: string): Promise<Blackbox | null> {
  const file = join(folder, 'blackbox.yml');
  writeFileSync(file, configuration);
  const port = await freePort();
  const child = spawn(
    'prometheus-blackbox-exporter',
    [`--config.file=${file}`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=error', '--history.limit=1'],
    { stdio: 'ignore' },
  );
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const deadline = performance.now() + startWithinMs;
  while (!over) {
    const healthy = await fetch(`http://127.0.0.1:${port}/-/healthy`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return { port, stop };
    if (performance.now() > deadline) {
      await stop();
      throw new Error('prometheus-blackbox-exporter does not get ready');
    }
    await sleep(20);
  }
  return null;
}
