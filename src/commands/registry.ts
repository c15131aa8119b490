import type { Answering } from './command.ts';
import type { CommandName } from './manual.ts';

/** Every command, loaded when it is first asked, so that one answer in a shell reads one command's part of the catalog. */
export const registry: Readonly<Record<CommandName, () => Promise<Answering>>> = {
  access: async () => (await import('./access/access.ts')).access,
  audit: async () => (await import('./audit/audit.ts')).audit,
  changes: async () => (await import('./changes/changes.ts')).changes,
  endpoints: async () => (await import('./endpoints/endpoints.ts')).endpoints,
  explain: async () => (await import('./explain/explain.ts')).explain,
  export: async () => (await import('./export/export.ts')).exporting,
  grant: async () => (await import('./grant/grant.ts')).grant,
  help: async () => (await import('./help/help.ts')).help,
  lang: async () => (await import('./lang/lang.ts')).lang,
  ports: async () => (await import('./ports/ports.ts')).ports,
  prereqs: async () => (await import('./prereqs/prereqs.ts')).prereqs,
  probe: async () => (await import('./probe/probe.ts')).probe,
  runners: async () => (await import('./runners/runners.ts')).runners,
  sizing: async () => (await import('./sizing/sizing.ts')).sizing,
  sources: async () => (await import('./sources/sources.ts')).sources,
};
