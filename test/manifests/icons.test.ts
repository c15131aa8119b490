import assert from 'node:assert/strict';
import { committedBytes } from './committed.ts';
import { readPng } from './png.ts';

/** Each pixel as red, green, blue, alpha. */
function pixelsOf(path: string): readonly (readonly number[])[] {
  const { pixels } = readPng(committedBytes(path));
  return Array.from({ length: pixels.length / 4 }, (_, index) => [...pixels.subarray(index * 4, index * 4 + 4)]);
}

describe('the icons', () => {
  // Teams: 192 and 32 pixels. Slack: 512 to 2000 pixels.
  for (const [path, size] of [
    ['teams/color.png', 192],
    ['teams/outline.png', 32],
    ['slack/icon.png', 512],
  ] as const)
    it(`${path} is a square of ${size} pixels`, () => {
      const { width, height } = readPng(committedBytes(path));
      assert.deepEqual([width, height], [size, size]);
    });

  it('the outline is white where it is anything, and transparent elsewhere', () => {
    const pixels = pixelsOf('teams/outline.png');
    const drawn = pixels.filter(([, , , alpha]) => alpha !== 0);
    assert.ok(drawn.length > 200 && drawn.length < pixels.length - 200, `${drawn.length} pixels drawn`);
    for (const [red, green, blue] of drawn) assert.deepEqual([red, green, blue], [255, 255, 255]);
    assert.equal(pixels[0]?.[3], 0);
  });

  it('the colour icon covers its whole square', () => {
    for (const [, , , alpha] of pixelsOf('teams/color.png')) assert.equal(alpha, 255);
  });

  it('are small', () => {
    for (const path of ['teams/color.png', 'teams/outline.png', 'slack/icon.png'])
      assert.ok(committedBytes(path).length < 64_000, path);
  });
});
