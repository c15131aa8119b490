import type { CpuInfo } from 'node:os';

/**
 * Starts one of the programs that facts are read with and gives what it printed; null where it could not be started, failed,
 * printed too much or took longer than `timeoutMs`. Nothing but the commands of `windows/commands.ts` is ever started.
 */
export type Run = (file: string, args: readonly string[], timeoutMs: number) => Promise<string | null>;

/** Size of a file system in blocks, as `statfs` of Node gives it. */
export interface FileSystem {
  readonly bsize: number;
  readonly blocks: number;
  /** Blocks that an account without rights may still fill. */
  readonly bavail: number;
}

/** What facts are read from. Every reader may fail or never come back: that makes a fact unknown and nothing worse. */
export interface FactParts {
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  /** The runner's own folder: the disk that it is on is reported too. */
  readonly stateFolder: string;
  /** `C:\Windows`; not used elsewhere. */
  readonly windowsFolder: string;
  readonly run: Run;
  readonly os: {
    hostname(): string;
    cpus(): readonly Pick<CpuInfo, 'model' | 'speed'>[];
    totalmem(): number;
    freemem(): number;
    /** Seconds since the server was started. */
    uptime(): number;
    /** Of the kernel: `6.1.0-18-amd64`, `10.0.20348`. */
    release(): string;
    /** On Windows its name: `Windows Server 2022 Datacenter`. */
    version(): string;
  };
  statfs(path: string): Promise<FileSystem>;
  /** A text file, cut where it is longer than any that is read here. */
  readFile(path: string): Promise<string>;
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** `Europe/Amsterdam`. */
  timeZone(): string;
  /** The hub's clock less ours, as the last connection found it; null before the first. */
  skewMs(): number | null;
}
