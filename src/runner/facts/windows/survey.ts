import * as v from 'valibot';
import type { HostFacts } from '../../../wire/facts.ts';
import { longestWindowsList } from '../../../wire/facts.ts';
import { type Disk, diskOf } from '../disks.ts';
import { plainOrNull } from '../plain.ts';

type WindowsFacts = NonNullable<HostFacts['windows']>;

/** What the PowerShell script told. Null where it did not. */
export interface Survey {
  readonly powershellVersion: string | null;
  readonly executionPolicy: string | null;
  readonly domainJoined: boolean | null;
  /** Null where the server is in a workgroup. */
  readonly domain: string | null;
  readonly disks: readonly Disk[] | null;
  readonly services: WindowsFacts['services'];
  readonly software: WindowsFacts['software'];
}

const nothing: Survey = {
  powershellVersion: null,
  executionPolicy: null,
  domainJoined: null,
  domain: null,
  disks: null,
  services: null,
  software: null,
};

const text = v.fallback(
  v.nullable(
    v.pipe(
      v.string(),
      v.transform((raw) => plainOrNull(raw)),
    ),
  ),
  null,
);
/** Sizes are whole numbers; a PowerShell that prints 64-bit ones as text prints digits alone. */
const size = v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,20}$/), v.transform(Number))]);

/** `ConvertTo-Json` of Windows PowerShell writes a list as itself, as `{value, Count}`, or as its only item. */
function itemsOf(raw: unknown): readonly unknown[] | null {
  if (Array.isArray(raw)) return raw;
  if (typeof raw !== 'object' || raw === null) return null;
  return 'value' in raw && Array.isArray(raw.value) ? raw.value : [raw];
}

/** The items of a list that have the shape of `item`; null where it is no list. */
function listOf<Item>(item: v.GenericSchema<unknown, Item>) {
  return v.pipe(
    v.unknown(),
    v.transform((raw) => {
      const items: Item[] = [];
      const listed = itemsOf(raw);
      for (const one of listed ?? []) {
        const parsed = v.safeParse(item, one);
        if (parsed.success && items.length < longestWindowsList) items.push(parsed.output);
      }
      return listed === null ? null : items;
    }),
  );
}

const name = v.pipe(
  v.string(),
  v.transform((raw) => plainOrNull(raw)),
  v.string(),
);

const survey = v.object({
  powershellVersion: v.optional(text, null),
  executionPolicy: v.optional(text, null),
  computer: v.optional(
    v.fallback(v.nullable(v.object({ Domain: v.optional(text, null), PartOfDomain: v.boolean() })), null),
    null,
  ),
  disks: v.optional(
    listOf(
      v.pipe(
        v.object({ DeviceID: name, Size: size, FreeSpace: size }),
        v.transform((disk) => diskOf(`${disk.DeviceID}\\`, { bsize: 1, blocks: disk.Size, bavail: disk.FreeSpace })),
        v.object({ path: v.string(), totalBytes: v.number(), freeBytes: v.number() }),
      ),
    ),
    null,
  ),
  services: v.optional(
    listOf(
      v.pipe(
        v.object({ Name: name, State: v.optional(text, null), StartName: v.optional(text, null) }),
        v.transform(({ Name, State, StartName }) => ({
          name: Name,
          running: State === null ? null : State === 'Running',
          account: StartName,
        })),
      ),
    ),
    null,
  ),
  software: v.optional(
    listOf(
      v.pipe(
        v.object({ DisplayName: name, DisplayVersion: v.optional(text, null) }),
        v.transform(({ DisplayName, DisplayVersion }) => ({ name: DisplayName, version: DisplayVersion })),
      ),
    ),
    null,
  ),
});

/**
 * Reads what the script printed. Whatever stands around the object (a byte order mark, a warning, a transcript's line) is
 * passed over, and a part that is missing or odd is null while the others stand.
 */
export function readSurvey(output: string): Survey {
  const object = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), survey), object);
  if (!parsed.success) return nothing;
  const { computer, ...rest } = parsed.output;
  return {
    ...rest,
    domainJoined: computer?.PartOfDomain ?? null,
    // Outside a domain the field holds the name of the workgroup.
    domain: computer?.PartOfDomain === true ? computer.Domain : null,
  };
}
