import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import { teamsPackage } from '../../tools/manifests/teams-package.ts';
import { committedBytes } from './committed.ts';

const texts = { manifest: '{"name":"é"}\n', dutch: '{}\n' };
const icons = { color: committedBytes('teams/color.png'), outline: committedBytes('teams/outline.png') };
const zip = Buffer.from(teamsPackage(texts, icons));

describe('teamsPackage', () => {
  it('holds the manifest, its Dutch and the two icons, at the top and nothing else', () => {
    assert.deepEqual(Object.keys(unzipSync(zip)).toSorted(), ['color.png', 'manifest.json', 'nl.json', 'outline.png']);
  });

  it('gives back what was put in', () => {
    const files = unzipSync(zip);
    assert.equal(strFromU8(files['manifest.json'] ?? new Uint8Array()), texts.manifest);
    assert.equal(strFromU8(files['nl.json'] ?? new Uint8Array()), texts.dutch);
    assert.deepEqual(Buffer.from(files['color.png'] ?? []), Buffer.from(icons.color));
    assert.deepEqual(Buffer.from(files['outline.png'] ?? []), Buffer.from(icons.outline));
  });

  it('counts its entries as the format says: four, in an end record without a comment', () => {
    const end = zip.subarray(-22);
    assert.equal(end.readUInt32LE(0), 0x06054b50);
    assert.deepEqual([end.readUInt16LE(8), end.readUInt16LE(10), end.readUInt16LE(20)], [4, 4, 0]);
  });

  it('is the same, byte by byte, whenever it is packed', () => {
    assert.deepEqual(Buffer.from(teamsPackage(texts, icons)), zip);
  });
});
