import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeNamespaces, removeNamespaces, sweep } from './namespaces.ts';
import { makePapers, type Papers } from './papers.ts';
import type { Service, Site } from './service.ts';
import { startBroker } from './services/broker.ts';
import { startDns } from './services/dns.ts';
import { startDomainController } from './services/domain-controller.ts';
import { startInspection } from './services/inspection.ts';
import { startOldTls } from './services/old-tls.ts';
import { startSquid, startTinyproxy } from './services/proxies.ts';
import { startStandIns } from './services/stand-ins.ts';
import { startTime } from './services/time.ts';
import { startWeb } from './services/web.ts';

/** A lab in which everything is ready. */
export interface Lab {
  readonly site: Site;
  readonly papers: Papers;
  readonly services: readonly Service[];
  /** When it was begun, milliseconds since the epoch: what the dates of its certificates count from. */
  readonly begunAt: number;
}

/** An empty site for a lab of this process; what dead labs left behind goes first. */
export async function openSite(): Promise<Site> {
  await sweep(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), `ptl${process.pid}-`));
  // squid works under a user of its own and must find its files.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'logs'));
  return { pid: process.pid, folder };
}

/** Builds the lab: machines first, then certificates, then every server at once. Fails with every server that did not start. */
export async function buildLab(site: Site): Promise<Lab> {
  const begunAt = Date.now();
  const [, papers] = await Promise.all([makeNamespaces(site.pid), makePapers(join(site.folder, 'papers'), begunAt)]);
  const starting = [
    // The slow ones first: the machine has few processors.
    startBroker(site, papers),
    startDomainController(site, papers),
    startInspection(site, papers),
    startDns(site),
    startWeb(site, papers),
    startTime(site, 'dc'),
    startTime(site, 'srv'),
    startSquid(site),
    startTinyproxy(site),
    startOldTls(site, papers, 'tls10'),
    startOldTls(site, papers, 'tls11'),
    startStandIns(site),
  ];
  const settled = await Promise.allSettled(starting);
  const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('\n'));
  return { site, papers, begunAt, services: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])) };
}

/** Removes everything that a lab of this process made, however far it got. */
export async function clearSite(site: Site): Promise<void> {
  await removeNamespaces(site.pid);
  rmSync(site.folder, { recursive: true, force: true });
}
