import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { version } from '../../src/cli/version.ts';
import type { Config } from '../../src/config.ts';
import { PortolanError } from '../../src/errors.ts';
import { placeholdersIn } from './placeholders.ts';
import { type Request, readRequest, usage } from './request.ts';
import { refreshSlack, type SlackTarget, slackManifest } from './slack-manifest.ts';
import { slackFaults } from './slack-rules.ts';
import { refreshTeams, type TeamsTexts, teamsManifest } from './teams-manifest.ts';
import { teamsPackage } from './teams-package.ts';
import { teamsFaults } from './teams-rules.ts';

/** What the tool reads and writes. `committed` is the folder `manifests` of the checkout. */
export interface Surroundings {
  readonly committed: string;
  /** Fails with a PortolanError that lists every fault of the configuration. */
  loadConfig(): Config;
  readonly output: Pick<NodeJS.WritableStream, 'write'>;
  readonly error: Pick<NodeJS.WritableStream, 'write'>;
}

interface File {
  readonly path: string;
  readonly content: string | Uint8Array;
}

interface Made {
  readonly files: readonly File[];
  readonly faults: readonly string[];
}

const places = {
  slack: 'slack/manifest.yaml',
  teams: 'teams/manifest.json',
  dutch: 'teams/nl.json',
  color: 'teams/color.png',
  outline: 'teams/outline.png',
} as const;

const needsHost = '--host is missing: the name under which Slack and Teams reach the bot, such as bot.contoso.com';

function open(name: string, text: string): readonly string[] {
  return placeholdersIn(text).map((left) => `${name} leaves {{${left}}} open`);
}

function makeSlack(template: string, target: SlackTarget): Made {
  const text = slackManifest(template, target);
  const faults = [...slackFaults(parse(text)), ...open('the manifest', text)].map((fault) => `Slack: ${fault}`);
  return { files: [{ path: 'portolan-slack.yaml', content: text }], faults };
}

function makeTeams(committed: string, appId: string, { about, developer }: Request, host: string): Made {
  const values = {
    HOST: host,
    TEAMS_APP_ID: appId,
    ABOUT: about ?? `https://${host}/`,
    DEVELOPER: developer,
    VERSION: version,
  };
  const texts = teamsManifest(readTeams(committed), values);
  const left = [...open('manifest.json', texts.manifest), ...open('nl.json', texts.dutch)];
  const icons = {
    color: readFileSync(join(committed, places.color)),
    outline: readFileSync(join(committed, places.outline)),
  };
  return {
    files: [{ path: 'portolan-teams.zip', content: teamsPackage(texts, icons) }],
    faults: [...teamsFaults(texts), ...left].map((fault) => `Teams: ${fault}`),
  };
}

function readTeams(committed: string): TeamsTexts {
  return {
    manifest: readFileSync(join(committed, places.teams), 'utf8'),
    dutch: readFileSync(join(committed, places.dutch), 'utf8'),
  };
}

function make(request: Request, config: Config, committed: string): Made {
  const { host } = request;
  const mode = request.slack ?? (config.slack.kind === 'socket' ? 'socket' : 'http');
  const target = mode === 'socket' ? { mode, host } : host === null ? null : { mode, host };
  const appId = config.teams.kind === 'on' ? config.teams.appId : null;
  if (target === null || (appId !== null && host === null)) return { files: [], faults: [needsHost] };
  const slack = makeSlack(readFileSync(join(committed, places.slack), 'utf8'), target);
  const teams = appId === null || host === null ? null : makeTeams(committed, appId, request, host);
  return {
    files: [...slack.files, ...(teams?.files ?? [])],
    faults: [...slack.faults, ...(teams?.faults ?? [])],
  };
}

function refresh(committed: string): readonly File[] {
  const teams = refreshTeams(readTeams(committed));
  return [
    { path: places.slack, content: refreshSlack(readFileSync(join(committed, places.slack), 'utf8')) },
    { path: places.teams, content: teams.manifest },
    { path: places.dutch, content: teams.dutch },
  ];
}

/** Writes files below a folder, which is made for this account alone, and gives their paths. Fails with `file-unwritable`. */
function write(folder: string, files: readonly File[]): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return files.map(({ path, content }) => {
      const whole = join(folder, path);
      writeFileSync(whole, content);
      return whole;
    });
  } catch (cause) {
    throw new PortolanError(
      'file-unwritable',
      `The manifests cannot be written to ${folder}`,
      'Check that it is a folder that this account may write to, or name another one with --out.',
      { cause },
    );
  }
}

/** Everything that is wrong, each on a line of its own. */
function tell(error: Surroundings['error'], faults: readonly string[]): void {
  error.write(`manifests: nothing was written\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
}

function configOf(loadConfig: () => Config): Config | { readonly kind: 'faulty'; readonly told: string } {
  try {
    return loadConfig();
  } catch (error) {
    return { kind: 'faulty', told: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Fills in, checks and writes the manifests. Gives the exit code: 0 when they are written, 2 for arguments that cannot
 * be understood, 1 for a faulty configuration or a manifest that a platform would refuse. All faults are told at once, and
 * then nothing is written. Fails with a PortolanError `file-unwritable` where they cannot be written.
 */
export function runManifests(argv: readonly string[], { committed, loadConfig, output, error }: Surroundings): number {
  const read = readRequest(argv);
  if (read.kind === 'help') {
    output.write(usage);
    return 0;
  }
  if (read.kind === 'request' && read.request.refresh) {
    for (const path of write(committed, refresh(committed))) output.write(`${path}\n`);
    return 0;
  }
  const config = configOf(loadConfig);
  const told = 'told' in config ? [config.told] : [];
  if (read.kind === 'faults') {
    tell(error, [...read.faults, ...told]);
    return 2;
  }
  if ('told' in config) {
    tell(error, told);
    return 1;
  }
  const { files, faults } = make(read.request, config, committed);
  if (faults.length > 0) {
    tell(error, faults);
    return faults.includes(needsHost) ? 2 : 1;
  }
  for (const path of write(read.request.out ?? join(config.dataFolder, 'manifests'), files)) output.write(`${path}\n`);
  if (config.teams.kind !== 'on') output.write('No Teams package: TEAMS_APP_ID is not configured.\n');
  return 0;
}
