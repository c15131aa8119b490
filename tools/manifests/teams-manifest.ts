import * as v from 'valibot';
import { teamsCommands } from './command-lists.ts';
import { fill, type Values } from './placeholders.ts';

/** Where the manifest holds the bot's commands; a localization file spells the same place in its keys. */
const commandPath = ['bots', 0, 'commandLists', 0, 'commands'] as const;
const commandKey = 'bots[0].commandLists[0].commands[';

const json = v.pipe(v.string(), v.parseJson());
const texts = v.pipe(json, v.record(v.string(), v.string()));

/** The two texts of the package: the manifest and its Dutch. */
export interface TeamsTexts {
  readonly manifest: string;
  readonly dutch: string;
}

function written(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The same JSON with one part replaced; the order of keys stays. Fails where there is no such part. */
function replaceAt(value: unknown, [step, ...rest]: readonly (string | number)[], part: unknown): unknown {
  if (step === undefined) return part;
  const inner = (key: string | number, old: unknown) => (key === step ? replaceAt(old, rest, part) : old);
  if (Array.isArray(value) && typeof step === 'number' && step < value.length)
    return value.map((old: unknown, index) => inner(index, old));
  if (typeof value !== 'object' || value === null || !(step in value))
    throw new TypeError(`the manifest of the Teams app has no ${step}`);
  return Object.fromEntries(Object.entries(value).map(([key, old]: [string, unknown]) => [key, inner(key, old)]));
}

/** The committed files with the commands, and their Dutch, written from the command list. */
export function refreshTeams({ manifest, dutch }: TeamsTexts): TeamsTexts {
  const others = Object.entries(v.parse(texts, dutch)).filter(([key]) => !key.startsWith(commandKey));
  const translated = teamsCommands('nl').map(
    ({ description }, index) => [`${commandKey}${index}].description`, description] as const,
  );
  return {
    manifest: written(replaceAt(v.parse(json, manifest), commandPath, teamsCommands('en'))),
    dutch: written(Object.fromEntries([...others, ...translated])),
  };
}

/** The texts of one installation, from the committed ones. */
export function teamsManifest(committed: TeamsTexts, values: Values): TeamsTexts {
  const { manifest, dutch } = refreshTeams(committed);
  return { manifest: fill(manifest, values), dutch: fill(dutch, values) };
}
