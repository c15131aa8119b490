import { visible } from '../../card/visible.ts';
import { same, type Text, text } from '../../catalog/text.ts';
import type { Identity } from '../../runner/identity.ts';
import type { RunnerState } from '../../runner/state.ts';
import type { StatusFile } from '../../runner/status-file.ts';
import type { Policy } from '../../wire/policy.ts';
import { shellLanguage } from '../language.ts';
import { policyLines } from './policy-print.ts';

/** What can be seen of a runner from beside it. */
export interface Seen {
  readonly runs: boolean;
  /** When it was looked at (milliseconds since the epoch). */
  readonly now: number;
  readonly identity: Identity;
  /** What it last wrote down; null where it never ran. */
  readonly status: StatusFile | null;
  /** Null where the file cannot be used; `policyFaults` says why. */
  readonly policy: Policy | null;
  readonly policyFaults: readonly string[];
  /** The file of its journal. */
  readonly journal: string;
}

const states = {
  connecting: text('connecting', 'maakt verbinding'),
  connected: text('connected', 'verbonden'),
  waiting: text('not connected, tries again', 'niet verbonden, probeert het opnieuw'),
  stopping: text('stopping', 'stopt'),
  stopped: text('stopped', 'gestopt'),
  'sent-away': text('sent away by the hub', 'weggestuurd door de hub'),
} as const satisfies Record<RunnerState, Text>;

/** How long ago something was, in the largest unit that fits. */
function ago(ms: number): Text {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return text(`${seconds} s ago`, `${seconds} s geleden`);
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return text(`${minutes} min ago`, `${minutes} min geleden`);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? text(`${hours} h ago`, `${hours} uur geleden`) : dayAgo(Math.round(hours / 24));
}

function dayAgo(days: number): Text {
  return text(`${days} days ago`, `${days} dagen geleden`);
}

/** In what state it is, with the reason and since when. */
function stateText({ runs, status, now }: Seen): Text {
  if (status === null)
    return text('no runner runs here, and none ever did', 'hier draait geen runner, en er draaide er nooit een');
  const since = ago(now - status.since);
  const state = states[status.state];
  const why = status.why === null ? '' : `: ${visible(status.why)}`;
  if (runs) return text(`${state.en}, ${since.en}${why}`, `${state.nl}, ${since.nl}${why}`);
  const last = ago(now - status.writtenAt);
  return text(
    `no runner runs here; last heard of ${last.en}, ${state.en}${why}`,
    `hier draait geen runner; laatste teken ${last.nl}, ${state.nl}${why}`,
  );
}

function workText({ jobs: { done, refused, rejected }, held, outbox }: StatusFile): Text {
  return text(
    `${done} done, ${refused} refused by the policy, ${rejected} not believed; ${held} at work, ${outbox} results on their way`,
    `${done} gedaan, ${refused} geweigerd door het beleid, ${rejected} niet geloofd; ${held} bezig, ${outbox} resultaten onderweg`,
  );
}

/** The runner of this server for people. */
export function statusLines(seen: Seen, language = shellLanguage()): string {
  const { identity, status, policy, policyFaults } = seen;
  const contact = status?.lastContactAt ?? null;
  const rows: readonly (readonly [Text, Text])[] = [
    [text('State', 'Toestand'), stateText(seen)],
    [text('Runner', 'Runner'), same(`${identity.name} (${identity.roles.join(', ')}), ${identity.runner}`)],
    [text('Hub', 'Hub'), same(visible(identity.hub))],
    [text('Key of the hub', 'Sleutel van de hub'), same(`SHA-256 ${identity.hubFingerprint}`)],
    ...(contact === null ? [] : [[text('Hub last heard', 'Hub laatst gehoord'), ago(seen.now - contact)] as const]),
    ...(status === null ? [] : [[text('Jobs since start', 'Opdrachten sinds start'), workText(status)] as const]),
    [text('Journal', 'Journaal'), same(visible(seen.journal))],
  ];
  const width = Math.max(...rows.map(([name]) => name[language].length));
  const lines = rows.map(([name, value]) => `${name[language].padEnd(width)}  ${value[language]}`).join('\n');
  const broken = text(
    'The policy cannot be used, so everything is refused:',
    'Het beleid is onbruikbaar, dus alles wordt geweigerd:',
  );
  const rules =
    policy === null
      ? `${broken[language]}\n${policyFaults.map((fault) => `  ${visible(fault)}\n`).join('')}`
      : policyLines(policy, language);
  return `${lines}\n\n${rules}`;
}
