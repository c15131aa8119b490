import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import * as v from 'valibot';
import type { TeamsTexts } from './teams-manifest.ts';

/**
 * The version of Teams' manifest schema: the newest that Microsoft's reference calls generally available (April 2026).
 * Later ones are bundled by @microsoft/app-manifest too, and hold nothing that Portolan uses.
 */
const version = '1.27';

/** How many commands Teams shows, and the characters of each that fit its list; the schema allows more than is shown. */
const shown = { commands: 10, title: 32, description: 128 } as const;

const listed = v.object({
  bots: v.array(
    v.object({
      commandLists: v.array(
        v.object({ commands: v.array(v.object({ title: v.string(), description: v.optional(v.string(), '') })) }),
      ),
    }),
  ),
});

const json = v.pipe(v.string(), v.parseJson());

const folder = new URL(
  `./json-schemas/teams/v${version}/`,
  pathToFileURL(createRequire(import.meta.url).resolve('@microsoft/app-manifest')),
);

/**
 * A bundled schema, compiled. Microsoft writes draft 4, of which these two use nothing that later drafts changed but
 * the name of the draft itself, and patterns that are no Unicode ones.
 */
function schema(name: string): ValidateFunction {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const { $schema: _draft, ...rest } = v.parse(v.pipe(json, v.looseObject({ $schema: v.string() })), text);
  const formats = { uri: (value: string) => URL.canParse(value) };
  return new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats }).compile(rest);
}

function faultsBy(file: string, text: string): readonly string[] {
  const parsed = v.safeParse(json, text);
  if (!parsed.success) return ['is no JSON'];
  const validate = schema(file);
  if (validate(parsed.output)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = 'is wrong', params }) => {
    const place = instancePath === '' ? 'the file' : instancePath.slice(1).replaceAll('/', '.');
    return `${place} ${message} ${JSON.stringify(params)}`;
  });
}

function listFaults(manifest: string): readonly string[] {
  const parsed = v.safeParse(v.pipe(json, listed), manifest);
  if (!parsed.success) return ['bots has no command list'];
  const lists = parsed.output.bots.flatMap(({ commandLists }) => commandLists.map(({ commands }) => commands));
  return lists.flatMap((commands) => [
    ...(commands.length > shown.commands ? [`a command list has more than ${shown.commands} commands`] : []),
    ...commands.flatMap(({ title, description }) => [
      ...(title.length > shown.title ? [`the title of ${title} is longer than ${shown.title} characters`] : []),
      ...longDescription(title, description),
    ]),
  ]);
}

function longDescription(title: string, description: string): readonly string[] {
  return description.length > shown.description
    ? [`the description of ${title} is longer than ${shown.description} characters`]
    : [];
}

/** Everything that Teams would not take or not show in a package's texts, each with its place. */
export function teamsFaults({ manifest, dutch }: TeamsTexts): readonly string[] {
  const dutchTexts = v.safeParse(v.pipe(json, v.record(v.string(), v.string())), dutch);
  const translated = Object.entries(dutchTexts.success ? dutchTexts.output : {}).flatMap(([key, text]) =>
    /^bots\[0\]\..*\.description$/.test(key) ? longDescription(key, text) : [],
  );
  return [
    ...faultsBy('MicrosoftTeams.schema.json', manifest),
    ...listFaults(manifest),
    ...[...faultsBy('MicrosoftTeams.Localization.schema.json', dutch), ...translated].map(
      (fault) => `nl.json: ${fault}`,
    ),
  ];
}
