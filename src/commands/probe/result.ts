import type { Unprobed } from '../../probe/plan/planned.ts';
import type { RunnerView, RunView } from '../estate.ts';
import type { RequestedRule } from './request.ts';
import type { ToldRun } from './told.ts';

/** What a line about probes gives. */
export type ProbeResult =
  | {
      readonly kind: 'probe';
      readonly at: number;
      readonly run: ToldRun;
      /** Runners that would have taken part and are not connected. */
      readonly absent: readonly RunnerView['name'][];
      readonly unprobed: readonly Unprobed[];
      /** Whether every task is shown, and not only those that call for something. */
      readonly all: boolean;
    }
  /** Nothing that a probe could prove. */
  | { readonly kind: 'probe-none'; readonly unprobed: readonly Unprobed[]; readonly absent: readonly string[] }
  | { readonly kind: 'probe-runs'; readonly at: number; readonly runs: readonly RunView[] }
  | { readonly kind: 'probe-cancelled'; readonly id: string; readonly became: 'cancelled' | 'finished' }
  | { readonly kind: 'probe-request'; readonly id: string; readonly rules: readonly RequestedRule[] };
