import * as v from 'valibot';
import { type Language, languages } from '../../catalog/text.ts';
import { type KindFacts, kindIds, kindNamed, kinds } from '../../probe/kind.ts';
import { type Probe, probe as probeSchema } from '../../probe/probe.ts';
import type { ProxyHop } from '../../probe/prober.ts';
import { defaultTimeoutMs } from '../../probe/prove.ts';
import { readProxy } from '../../runner/connection-settings.ts';
import type { RunnerParts } from './command.ts';
import { fieldsOf, splitHostPort } from './probe-fields.ts';
import { type GivenOptions, type ProbeOption, probeOptions } from './probe-options.ts';
import { takeApart } from './words.ts';

/** One probe as a shell asked for it. */
export interface ShellProbe {
  readonly kind: 'probe';
  readonly probe: Probe;
  readonly proxy: ProxyHop | null;
  readonly timeoutMs: number;
  /** Null takes the shell's. */
  readonly language: Language | null;
  readonly json: boolean;
}

/** What a command line behind `portolan runner probe` asks for. */
export type AskedProbe = ShellProbe | { readonly kind: 'kinds' | 'help' } | Unknown;

interface Unknown {
  readonly kind: 'unknown';
  readonly message: string;
}

function unknown(message: string): Unknown {
  return { kind: 'unknown', message };
}

/** Bounds of `--timeout` (milliseconds): a round trip across the world, and what a person waits for one step. */
const shortestTimeoutMs = 50;
const longestTimeoutMs = 60_000;

function readTimeout(text: string | undefined): number | Unknown {
  if (text === undefined) return defaultTimeoutMs;
  const ms = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (ms >= shortestTimeoutMs && ms <= longestTimeoutMs) return ms;
  return unknown(`“${text}” is no time-out; give milliseconds, ${shortestTimeoutMs} to ${longestTimeoutMs}.`);
}

function readKind(word: string, nearest: RunnerParts['nearest']): KindFacts | Unknown {
  const found = kindNamed(word);
  if (found !== null) return found;
  const [meant] = nearest(word, [...kindIds, ...kinds.flatMap(({ aliases }) => aliases)]);
  const hint = meant === undefined ? '' : ` did you mean “${meant}”?`;
  return unknown(`“${word}” is no kind of probe;${hint}\nThere are ${kindIds.join(', ')}.`);
}

/** Host and port of the words behind the kind. */
function readTarget(
  { id, port: usual }: KindFacts,
  [hostWord, portWord, ...more]: readonly string[],
): { readonly host: string; readonly port: number } | Unknown {
  if (hostWord === undefined) return unknown(`whom shall it ask? portolan runner probe ${id} HOST [PORT]`);
  if (hostWord.includes('://')) return unknown(`“${hostWord}” is a URL; give its host, and what follows with --path.`);
  if (more.length > 0) return unknown(`“${more.join(' ')}” is more than KIND HOST [PORT]; options begin with --.`);
  const both = portWord === undefined ? splitHostPort(hostWord) : null;
  const host = both?.host ?? hostWord.replace(/^\[(.*)\]$/, '$1');
  const port = both?.port ?? (portWord === undefined ? usual : /^\d{1,5}$/.test(portWord) ? Number(portWord) : 0);
  if (port === null) return unknown(`${id} is at home on no port; say which: portolan runner probe ${id} ${host} PORT`);
  if (port < 1 || port > 65_535) return unknown(`“${portWord ?? port}” is no port; give 1 to 65535.`);
  return { host, port };
}

/** An option that means nothing to the kind, told with the kinds that it belongs to. */
function misplaced(given: GivenOptions, { id }: KindFacts): Unknown | null {
  const all: readonly ProbeOption[] = probeOptions;
  const wrong = all.find(({ name, concerns }) => Object.hasOwn(given, name) && !concerns(id));
  if (wrong === undefined) return null;
  const belongs = kindIds.filter((kind) => wrong.concerns(kind));
  return unknown(`--${wrong.name} means nothing to ${id}; it belongs to ${belongs.join(', ')}.`);
}

/** What stands behind each field of a probe on the command line. */
const places: Readonly<Record<string, string>> = {
  host: 'a host name or address',
  question: 'a name for --question',
  type: 'a type (A, AAAA, SRV or SOA)',
  realm: 'a realm',
  domain: 'a domain',
  serverName: 'a name for --server-name',
  path: 'a path, which begins with / and has no blanks',
  destination: 'a destination, HOST:PORT',
};

function checked(candidate: object): Probe | Unknown {
  const parsed = v.safeParse(probeSchema, candidate);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const [field] = (v.getDotPath(issue) ?? '').split('.');
  const given = typeof issue.input === 'string' ? `“${issue.input}”` : 'what was given';
  return unknown(`${given} is not ${places[field ?? ''] ?? 'understood'}.`);
}

function isUnknown(value: object | number): value is Unknown {
  return typeof value === 'object' && 'kind' in value && value.kind === 'unknown';
}

/** Reads the arguments behind `portolan runner probe`. Never fails: what cannot be read says why. */
export function readProbeArguments(argv: readonly string[], nearest: RunnerParts['nearest']): AskedProbe {
  const names = probeOptions.map(({ name }) => name);
  const taken = takeApart(argv, { options: names, flags: ['json', 'kinds', 'help'], nearest });
  if (taken.kind === 'unknown') return taken;
  const { words, flags, options } = taken;
  const [kindWord, ...target] = words;
  if (flags.has('help')) return { kind: 'help' };
  if (flags.has('kinds')) return { kind: 'kinds' };
  if (kindWord === undefined) return unknown('what shall it prove? portolan runner probe KIND HOST [PORT]');

  const facts = readKind(kindWord, nearest);
  if (isUnknown(facts)) return facts;
  const place = readTarget(facts, target);
  if (isUnknown(place)) return place;
  const wrong = misplaced(options, facts);
  if (wrong !== null) return wrong;
  const timeoutMs = readTimeout(options.timeout);
  if (isUnknown(timeoutMs)) return timeoutMs;
  const language = languages.find((one) => one === options.lang?.toLowerCase()) ?? null;
  if (options.lang !== undefined && language === null)
    return unknown(`“${options.lang}” is no language here; there are ${languages.join(' and ')}.`);
  const proxy = options.proxy === undefined ? null : readProxy(options.proxy);
  if (proxy?.kind === 'wrong') return unknown(`--proxy: ${proxy.message}.`);
  const probe = checked({ kind: facts.id, ...place, ...fieldsOf(facts.id, place.host, options) });
  if (isUnknown(probe)) return probe;
  return { kind: 'probe', probe, proxy: proxy?.proxy ?? null, timeoutMs, language, json: flags.has('json') };
}
