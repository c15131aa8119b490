import assert from 'node:assert/strict';
import { dcomKey, dcomValues } from '../../../../src/catalog/prerequisites/dcom.ts';
import { tlsRegistry } from '../../../../src/catalog/prerequisites/tls-registry.ts';
import { commands, keys } from '../../../../src/runner/facts/windows/commands.ts';
import { surveyScript } from '../../../../src/runner/facts/windows/script.ts';
import { dcomOf, tlsOf } from '../../../../src/runner/facts/windows/windows.ts';

const empty = new Map<string, never>();

describe('the commands that facts are read with', () => {
  it('are reg query and one script, and nothing else', () => {
    for (const [name, { file, args }] of Object.entries(commands)) {
      if (name === 'survey') assert.equal(file, 'powershell.exe');
      else assert.deepEqual([file, args[0], args.at(-1)], ['reg.exe', 'query', '/reg:64'], name);
    }
  });

  it('name keys of the local machine in full', () => {
    for (const [name, { args }] of Object.entries(commands))
      if (name !== 'survey') assert.match(args[1] ?? '', /^HKLM\\(SOFTWARE|Software|SYSTEM)\\[A-Za-z0-9.\\ ]+$/, name);
  });

  it('start PowerShell without a profile, and leave its execution policy alone', () => {
    assert.deepEqual(commands.survey.args.slice(0, -1), ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command']);
  });

  it('hold a script that any quoting leaves as it is', () => {
    assert.doesNotMatch(surveyScript, /["\r\n]/);
    assert.ok(surveyScript.length < 4_000, 'what Windows takes as a command line is 32,767 characters');
    assert.equal(surveyScript.split("'").length % 2, 1, 'single quotes pair');
    for (const [open, close] of ['{}', '()', '[]'].map((pair) => [...pair]))
      assert.equal(surveyScript.split(open ?? '').length, surveyScript.split(close ?? '').length, `${open} pairs`);
  });

  it('hold a script that reads only, by the cmdlets that it names', () => {
    assert.deepEqual([...new Set(surveyScript.match(/\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+/g))].toSorted(), [
      'ConvertTo-Json',
      'Get-CimInstance',
      'Get-ExecutionPolicy',
      'Get-ItemProperty',
      'New-Object',
      'Select-Object',
      'Where-Object',
    ]);
  });

  it('look at what the prerequisites name', () => {
    const tls = tlsOf(empty, empty, empty);
    for (const { key, value } of tlsRegistry) assert.ok(tls.some(({ path, name }) => path === key && name === value));
    assert.deepEqual(
      dcomOf(empty).map(({ path, name }) => [path, name]),
      dcomValues.map(({ name }) => [dcomKey.key, name]),
    );
    assert.equal(keys.dcom, dcomKey.key);
  });
});
