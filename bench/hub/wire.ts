import * as v from 'valibot';

/** What the processes of this bench tell each other. Times are milliseconds of the clock that all processes share. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Where the database of a hub is. */
export const location = v.variant('kind', [
  v.strictObject({ kind: v.literal('sqlite'), file: v.string() }),
  v.strictObject({ kind: v.literal('postgres'), url: v.string() }),
]);

/** Runners as their hub is to know them. */
export const enrolled = v.array(v.strictObject({ runner: v.string(), name: v.string(), publicKey: v.string() }));

export const listening = v.strictObject({ url: v.string(), hubKey: v.string() });

/** Memory after two collections (bytes), and processor time since the start (milliseconds). */
export const condition = v.strictObject({
  rss: v.number(),
  heapUsed: v.number(),
  external: v.number(),
  peakRss: v.number(),
  cpuMs: v.number(),
  /** Longest that the event loop stood still since the last time (milliseconds). */
  stillMs: v.number(),
});

export type Condition = v.InferOutput<typeof condition>;

/** When a job was about to be stored, and when it was. */
export const enqueued = v.strictObject({ run: v.string(), from: v.number(), until: v.number() });

/** How a crowd came in. */
export const arrival = v.strictObject({
  from: v.number(),
  /** When each was welcome. */
  welcomes: v.array(v.number()),
  /** Connections that were tried, and those that came to nothing. */
  tries: v.number(),
  failures: v.array(v.tuple([v.string(), v.number()])),
});

/** What a crowd received. */
export const received = v.strictObject({
  /** By the host that a job asks about: when it came, and when its result was acknowledged. */
  jobs: v.array(v.tuple([v.string(), v.number(), v.number(), v.number()])),
  /** Connections that ended meanwhile, by code. */
  lost: v.array(v.tuple([v.string(), v.number()])),
});
