import assert from 'node:assert/strict';
import { cloudOf, clouds } from '../../../src/catalog/endpoints/cloud.ts';

describe('clouds', () => {
  it('shares no name between two clouds', () => {
    const names = clouds.flatMap(({ aliases }) => aliases);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.equal(name, name.toLowerCase().trim());
  });

  it('knows the names that people type', () => {
    const named = (name: string) => clouds.find(({ aliases }) => aliases.some((alias) => alias === name))?.id;
    for (const name of ['commercial', 'worldwide', 'global', 'publiek']) assert.equal(named(name), 'public');
    for (const name of ['us gov', 'gcc high', 'fairfax', 'overheid vs']) assert.equal(named(name), 'usgov');
  });

  it('finds a cloud by id', () => {
    assert.equal(cloudOf('usgov').name.en, 'US government cloud');
  });
});
