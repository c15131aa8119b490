import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberOf, readRegistry, registryValue, textOf } from '../../../../src/runner/facts/windows/registry.ts';
import { printed } from './servers.ts';

const key = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Contoso`;

describe('the reader of reg query', () => {
  it('reads texts, and numbers that are printed in hexadecimal', () => {
    const registry = readRegistry(
      printed(key, '    Release    REG_DWORD    0x80eb1', '    Path    REG_SZ    C:\\Program Files\\Contoso'),
    );
    assert.equal(numberOf(registry, String.raw`SOFTWARE\Contoso`, 'Release'), 528_049);
    assert.equal(textOf(registry, String.raw`SOFTWARE\Contoso`, 'Path'), String.raw`C:\Program Files\Contoso`);
  });

  it('finds keys and values whatever their case, as the registry does', () => {
    const registry = readRegistry(printed(key, '    Release    REG_DWORD    0x1'));
    assert.equal(numberOf(registry, String.raw`Software\CONTOSO`, 'RELEASE'), 1);
  });

  it('tells a key without values from a key that is not there', () => {
    const registry = readRegistry(printed(key, `${key}\\Empty`));
    assert.equal(registry.has(String.raw`software\contoso\empty`), true);
    assert.equal(registry.has(String.raw`software\contoso\absent`), false);
    assert.equal(registryValue(registry, String.raw`SOFTWARE\Contoso`, 'Release'), null);
  });

  it('keeps values with the key that they stand under', () => {
    const registry = readRegistry(
      printed(`${key}\\A`, '    Enabled    REG_DWORD    0x0', '', `${key}\\B`, '    Enabled    REG_DWORD    0x1'),
    );
    assert.equal(numberOf(registry, String.raw`SOFTWARE\Contoso\A`, 'Enabled'), 0);
    assert.equal(numberOf(registry, String.raw`SOFTWARE\Contoso\B`, 'Enabled'), 1);
  });

  it('reads names with blanks, values without data, and a data that names a type', () => {
    const registry = readRegistry(
      printed(
        key,
        '    NV Hostname    REG_SZ    dc01',
        '    Domain    REG_SZ',
        '    Note    REG_SZ    see REG_DWORD there',
      ),
    );
    assert.equal(textOf(registry, String.raw`SOFTWARE\Contoso`, 'NV Hostname'), 'dc01');
    assert.equal(textOf(registry, String.raw`SOFTWARE\Contoso`, 'Domain'), '');
    assert.equal(textOf(registry, String.raw`SOFTWARE\Contoso`, 'Note'), 'see REG_DWORD there');
  });

  it('reads any line ends, tabs between the parts, and a byte order mark', () => {
    for (const output of [
      `\uFEFF${key}\n    Release    REG_DWORD    0x2\n`,
      `${key}\r\r\n    Release    REG_DWORD    0x2   \r\r\n`,
      `${key}\r\n\tRelease\tREG_DWORD\t0x2\r\n`,
      `${key}  \r\n  Release  REG_DWORD  0x2\r\n`,
    ])
      assert.equal(numberOf(readRegistry(output), String.raw`SOFTWARE\Contoso`, 'Release'), 2, JSON.stringify(output));
  });

  it('passes over what is printed around it, in any language', () => {
    const registry = readRegistry(
      printed(
        'Suche beendet: 1 Übereinstimmung(en) gefunden.',
        key,
        '    (Standard)    REG_SZ    (Wert nicht gesetzt)',
        '    Release    REG_DWORD    0x3',
        'Fin de la recherche : 1 correspondance(s) trouvée(s).',
      ),
    );
    assert.equal(numberOf(registry, String.raw`SOFTWARE\Contoso`, 'Release'), 3);
    assert.equal(registry.size, 1);
  });

  it('takes no text for a number and no number for a text', () => {
    const registry = readRegistry(
      printed(
        key,
        '    A    REG_SZ    0x1',
        '    B    REG_DWORD    1,5',
        '    C    REG_DWORD    ',
        '    D    REG_DWORD    0x1',
        '    E    REG_QWORD    0xffffffffffffffff',
        '    F    REG_QWORD    0x10000000000',
        '    G    REG_DWORD_BIG_ENDIAN    0x7',
      ),
    );
    const path = String.raw`SOFTWARE\Contoso`;
    assert.deepEqual(
      ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => numberOf(registry, path, name)),
      [null, null, null, 1, null, 1_099_511_627_776, 7],
    );
    assert.equal(textOf(registry, path, 'D'), null);
  });

  it('gives back every key and value that was printed', () => {
    const word = fc
      .stringMatching(/^[A-Za-z][A-Za-z0-9 .()_-]{0,20}[A-Za-z0-9]$/)
      .filter((text) => !text.includes('REG_'));
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            path: fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\\')),
            values: fc.uniqueArray(fc.record({ name: word, data: fc.nat({ max: 0xffff_ffff }) }), {
              selector: ({ name }) => name.toLowerCase(),
              maxLength: 5,
            }),
          }),
          { selector: ({ path }) => path.toLowerCase(), maxLength: 6 },
        ),
        (keys) => {
          const registry = readRegistry(
            printed(
              ...keys.flatMap(({ path, values }) => [
                `HKEY_LOCAL_MACHINE\\${path}`,
                ...values.map(({ name, data }) => `    ${name}    REG_DWORD    0x${data.toString(16)}`),
                '',
              ]),
            ),
          );
          assert.equal(registry.size, keys.length);
          for (const { path, values } of keys)
            for (const { name, data } of values) assert.equal(numberOf(registry, path, name), data);
        },
      ),
    );
  });

  it('reads anything without failing', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(key, '\r\n', '    ', '\t', 'REG_DWORD', 'REG_SZ', '0x', 'HKEY_', '\\', '\0', '\uFEFF'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        assert.ok(readRegistry(pieces.join('')).size <= pieces.length);
      }),
    );
  });

  it('takes no more time for blanks and repeated types than for other text', () => {
    const half = 256 * 1_024;
    for (const filling of [' ', '\t', ' REG_', ' REG_SZ', 'HKEY_A\\', '\r'])
      readRegistry(`${key}\r\n${filling.repeat(half / filling.length)}`);
  });
});
