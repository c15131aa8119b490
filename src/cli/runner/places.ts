import { homedir } from 'node:os';
import { join, win32 } from 'node:path';

/** What a place depends on. */
export interface PlaceParts {
  readonly platform: NodeJS.Platform;
  /** Effective user id; null on Windows. */
  readonly user: number | null;
  readonly home: string;
}

const here: PlaceParts = { platform: process.platform, user: process.geteuid?.() ?? null, home: homedir() };

/** The drive that Windows is on: that of every account's home. */
function systemDrive(home: string): string {
  return win32.parse(home).root || 'C:\\';
}

/**
 * Where a runner keeps its state unless `--state` says otherwise: the place of the machine for an administrator and on
 * Windows, else one of the account's own.
 */
export function stateFolder({ platform, user, home }: PlaceParts = here): string {
  if (platform === 'win32') return win32.join(systemDrive(home), 'ProgramData', 'Portolan', 'runner');
  return user === 0 ? '/var/lib/portolan-runner' : join(home, '.portolan', 'runner');
}

/** `C:\Windows`; not used elsewhere. */
export function windowsFolder({ home }: PlaceParts = here): string {
  return win32.join(systemDrive(home), 'Windows');
}
