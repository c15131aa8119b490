import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cpuOf } from '../../../src/runner/facts/cpu.ts';

function many(count: number, model: string, speed: number) {
  return Array.from({ length: count }, () => ({ model, speed }));
}

describe('the processors', () => {
  it('have the clock of their name, not the one that they rest at', () => {
    const model = 'Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz';
    assert.deepEqual(cpuOf(many(4, model, 1_000), null), { model, cores: 4, mhz: 2_400 });
  });

  it('have a name without the blanks that firmware pads it with', () =>
    assert.equal(
      cpuOf(many(1, 'Intel(R) Xeon(R) CPU           X5650  @ 2.67GHz    ', 0), null).model,
      'Intel(R) Xeon(R) CPU X5650 @ 2.67GHz',
    ));

  it('have a clock whose name was printed with a comma', () =>
    assert.equal(cpuOf(many(1, 'Contoso CPU @ 3,1 GHz', 0), null).mhz, 3_100));

  it('have the fastest clock of the list where the name says nothing', () =>
    assert.equal(cpuOf([...many(1, 'AMD EPYC 7763', 2_445), ...many(1, 'AMD EPYC 7763', 3_520)], null).mhz, 3_520));

  it('have the clock of /proc/cpuinfo where Node knows none', () => {
    const cpuInfo =
      'processor\t: 0\nmodel name\t: AMD EPYC\ncpu MHz\t\t: 2595.124\ncache size\t: 512 KB\n\nprocessor\t: 1\ncpu MHz\t\t: 2600,001\n';
    assert.equal(cpuOf(many(2, 'AMD EPYC', 0), cpuInfo).mhz, 2_600);
  });

  it('have no clock where nobody tells', () => {
    assert.deepEqual(cpuOf(many(2, 'unknown', 0), 'BogoMIPS\t: 50.00\n'), { model: '', cores: 2, mhz: null });
    assert.deepEqual(cpuOf([], null), { model: '', cores: 0, mhz: null });
  });

  it('are never faulty, whatever is listed', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ model: fc.string(), speed: fc.double() })), fc.string(), (cpus, cpuInfo) => {
        const { mhz, model } = cpuOf(cpus, cpuInfo);
        assert.ok(mhz === null || (Number.isFinite(mhz) && mhz > 0));
        assert.ok(model.length <= 300);
      }),
    );
  });
});
