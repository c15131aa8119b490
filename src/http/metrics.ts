import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Desk } from '../channels/desk.ts';
import type { Hub } from '../hub/hub.ts';

/** Counts what the bot does, for Prometheus. */
export interface Metrics {
  /** The text that a scrape gets. */
  read(): Promise<string>;
  readonly contentType: string;
  /** The same desk, its questions counted and timed. */
  measured(desk: Desk): Desk;
  /** Takes how long a job was due before it was sent (milliseconds). */
  dispatched(ms: number): void;
  /** Reads how many runners and jobs there are, whenever it is scraped. */
  watch(hub: Pick<Hub, 'figures'>): void;
}

/** Seconds within which answers fall: a lookup takes about a millisecond, a store that lags some hundred. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3];

/** The metrics of one bot, in a registry of its own, so that two bots in one process do not collide. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const questions = new Counter({
    name: 'portolan_questions_total',
    help: 'Questions by platform, command and outcome.',
    labelNames: ['platform', 'command', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'portolan_answer_seconds',
    help: 'Time from a question to its answer, without the platform.',
    labelNames: ['platform'],
    buckets,
    registers: [registry],
  });
  const dispatch = new Histogram({
    name: 'portolan_dispatch_seconds',
    help: 'Time from when a probe was due until it was sent to its runner.',
    buckets,
    registers: [registry],
  });
  return {
    dispatched: (ms) => dispatch.observe(ms / 1_000),
    watch(hub) {
      const gauge = new Gauge({
        name: 'portolan_hub',
        help: 'Runners connected to this replica, and jobs of all runners that wait or were handed out.',
        labelNames: ['what'],
        registers: [registry],
        async collect() {
          const { connected, queued, leased } = await hub.figures();
          gauge.set({ what: 'connected' }, connected);
          gauge.set({ what: 'queued' }, queued);
          gauge.set({ what: 'leased' }, leased);
        },
      });
    },
    read: () => registry.metrics(),
    contentType: registry.contentType,
    measured: (desk) => ({
      async ask(request) {
        const { platform } = request.actor;
        const done = seconds.startTimer({ platform });
        const reply = await desk.ask(request);
        done();
        const { outcome } = reply;
        const command = outcome.kind === 'answer' ? outcome.name : 'none';
        questions.inc({ platform, command, outcome: outcome.kind });
        return reply;
      },
      preview: (request) => desk.preview(request),
      resume: (request) => desk.resume(request),
      recent: (actor) => desk.recent(actor),
    }),
  };
}
