import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder `manifests` of this checkout. */
export const folder = fileURLToPath(new URL('../../manifests', import.meta.url));

/** A committed file as text. */
export function committed(path: string): string {
  return readFileSync(`${folder}/${path}`, 'utf8');
}

/** A committed file as it is. */
export function committedBytes(path: string): Uint8Array {
  return readFileSync(`${folder}/${path}`);
}
