import type { CommandName } from '../../commands/manual.ts';

/*
 * What the Teams app is made of, as its manifest must say it. No SDK is imported here, so that the manifest can be made
 * without loading one.
 */

/** The commands that Teams offers while one types. It takes ten at most; every command is understood all the same. */
export const offeredCommands = [
  'ports',
  'sizing',
  'prereqs',
  'endpoints',
  'explain',
  'changes',
  'export',
  'probe',
  'runners',
  'help',
] as const satisfies readonly CommandName[];
