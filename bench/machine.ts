import { cpus, loadavg, totalmem } from 'node:os';

/** One line on where figures were taken: others' work on the same machine moves them, so the load stands beside them. */
export function machineLine(): string {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  const load = loadavg().map((one) => one.toFixed(1));
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${gib} GiB; load ${load.join(' ')} at the start, ${new Date().toISOString().slice(0, 10)}`;
}
