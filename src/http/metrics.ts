import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Desk } from '../channels/desk.ts';

/** Counts what the bot does, for Prometheus. */
export interface Metrics {
  /** The text that a scrape gets. */
  read(): Promise<string>;
  readonly contentType: string;
  /** The same desk, its questions counted and timed. */
  measured(desk: Desk): Desk;
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
  return {
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
      recent: (actor) => desk.recent(actor),
    }),
  };
}
