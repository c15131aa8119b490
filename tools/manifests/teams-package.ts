import { strToU8, zipSync } from 'fflate';
import type { TeamsTexts } from './teams-manifest.ts';

/** The icons of the package, as PNG. */
export interface Icons {
  /** 192 x 192 pixels. */
  readonly color: Uint8Array;
  /** 32 x 32 pixels, white on transparent. */
  readonly outline: Uint8Array;
}

/** ZIP's first day: the same content gives the same bytes, whenever it is packed. */
const when = new Date(1980, 0, 1);

/** The app package that Teams takes: a ZIP with the manifest, its Dutch and the icons at its top. */
export function teamsPackage({ manifest, dutch }: TeamsTexts, { color, outline }: Icons): Uint8Array {
  return zipSync(
    { 'manifest.json': strToU8(manifest), 'nl.json': strToU8(dutch), 'color.png': color, 'outline.png': outline },
    { mtime: when, level: 9 },
  );
}
