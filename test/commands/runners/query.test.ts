import assert from 'node:assert/strict';
import { readLine } from '../../../src/commands/reading.ts';
import { readRunners, spellRunners } from '../../../src/commands/runners/query.ts';

function read(line: string) {
  const reading = readLine(line);
  return reading.kind === 'refusal' ? reading : readRunners(reading.line);
}

describe('a line about runners', () => {
  const table: readonly (readonly [typed: string, line: string])[] = [
    ['runners', 'runners'],
    ['runner list', 'runners'],
    ['runners adfs01', 'runners adfs01'],
    ['runners enroll adfs01 --role adfs', 'runners enroll adfs01 --role adfs'],
    ['runners enrol ADFS01 --role "AD FS"', 'runners enroll adfs01 --role adfs'],
    ['runners add sync01 --role connect,pta,health', 'runners enroll sync01 --role connect,pta-agent,health-agent'],
    ['runners enroll sync01 --role connect,connect', 'runners enroll sync01 --role connect'],
    ['runners remove adfs01', 'runners revoke adfs01'],
    ['runners intrekken adfs01', 'runners revoke adfs01'],
  ];
  for (const [typed, line] of table)
    it(`“${typed}” is “${line}”`, () => {
      const parsed = read(typed);
      assert.equal(parsed.kind, 'parsed', parsed.kind === 'refusal' ? parsed.message.en : '');
      assert.equal(spellRunners(parsed.arguments), line);
    });

  const refused: readonly (readonly [typed: string, code: string])[] = [
    ['runners enroll', 'missing-word'],
    ['runners enroll adfs01', 'missing-word'],
    ['runners enroll adfs01 --role printer', 'bad-value'],
    ['runners enroll adfs01 --role adfs,', 'parsed'],
    ['runners enroll adfs01 --role ,', 'bad-option'],
    ['runners enroll adfs01 --role agent', 'ambiguous-word'],
    ['runners enroll adfs01 --role entra', 'bad-value'],
    ['runners enroll adfs_01 --role adfs', 'bad-value'],
    [`runners enroll ${'a'.repeat(41)} --role adfs`, 'bad-value'],
    ['runners revoke', 'missing-word'],
    ['runners enroll adfs01 wap01 --role adfs', 'too-many-words'],
    ['runners adfs01 wap01', 'too-many-words'],
    ['runners adfs01 --role adfs', 'bad-option'],
  ];
  for (const [typed, code] of refused)
    it(`“${typed}” comes to ${code}`, () => {
      const outcome = read(typed);
      assert.equal(outcome.kind === 'refusal' ? outcome.code : outcome.kind, code);
    });
});
