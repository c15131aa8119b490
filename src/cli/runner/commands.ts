import type { RunnerCommand } from './command.ts';

/** The sub-commands, in the order in which help lists them. */
export const runnerCommands: readonly RunnerCommand[] = [
  {
    name: 'probe',
    synopsis: 'KIND HOST [PORT]',
    summary: 'prove one flow from this computer, without a hub',
    load: async () => (await import('./probe.ts')).probeFromShell,
  },
  {
    name: 'enroll',
    synopsis: '--hub URL',
    summary: 'make this server a runner of a hub, with a token from chat',
    load: async () => (await import('./enroll.ts')).enrollFromShell,
  },
  {
    name: 'run',
    synopsis: '[--state DIR]',
    summary: 'do what the hub asks, as far as the policy here allows',
    load: async () => (await import('./run.ts')).runFromShell,
  },
  {
    name: 'status',
    synopsis: '[--json]',
    summary: 'how the runner of this server is',
    load: async () => (await import('./status.ts')).statusFromShell,
  },
  {
    name: 'policy',
    synopsis: '[show | check | path | allow HOST | deny HOST]',
    summary: 'what the hub may ask of this server',
    load: async () => (await import('./policy.ts')).policyFromShell,
  },
];
