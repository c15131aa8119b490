import assert from 'node:assert/strict';
import { spellProbe } from '../../../src/commands/probe/query.ts';
import { readProbe } from '../../../src/commands/probe/read.ts';
import { readLine } from '../../../src/commands/reading.ts';

function read(line: string) {
  const reading = readLine(line);
  return reading.kind === 'refusal' ? reading : readProbe(reading.line);
}

describe('a line about probes', () => {
  // What people type, and the line that it comes to.
  const table: readonly (readonly [typed: string, line: string])[] = [
    ['probe localhost', 'probe localhost'],
    ['test localhost 636', 'probe localhost 636'],
    ['probe 127.0.0.1 ldap', 'probe 127.0.0.1 ldap'],
    ['probe ::1', 'probe ::1'],
    ['probe [::1]:389', 'probe ::1 389'],
    ['probe 2001:db8::5 as dc 389', 'probe 2001:db8::5 as dc 389'],
    ['probe dc01.contoso.com', 'probe dc01.contoso.com'],
    ['probe DC01.Contoso.com.', 'probe dc01.contoso.com'],
    ['probe dc01.contoso.com:636', 'probe dc01.contoso.com 636'],
    ['probe https://sts.contoso.com/adfs/ls', 'probe sts.contoso.com 443'],
    ['probe dc01 as dc', 'probe dc01 as dc'],
    ['probe connect to dc01.contoso.com as dc', 'probe connect to dc01.contoso.com as dc'],
    ['probe connect to dc dc01.contoso.com', 'probe connect to dc01.contoso.com as dc'],
    ['probe connect to dc at dc01.contoso.com', 'probe connect to dc01.contoso.com as dc'],
    ['probe van connect naar dc01.contoso.com als dc', 'probe connect to dc01.contoso.com as dc'],
    ['probe connect dc', 'probe connect to dc'],
    ['probe connect -> dc', 'probe connect to dc'],
    ['probe dc <- connect', 'probe connect to dc'],
    ['probe adfs from wap', 'probe wap to adfs'],
    ['probe dc01.contoso.com from connect', 'probe connect to dc01.contoso.com'],
    ['probe wap to adfs https from wap01', 'probe wap to adfs https from wap01'],
    ['probe from sync01', 'probe from sync01'],
    ['probe connect to dc from local', 'probe connect to dc from local'],
    // A role that opens no connection is where the probe goes.
    ['probe dc', 'probe to dc'],
    ['probe entra from sync01', 'probe to entra from sync01'],
    ['probe pta', 'probe pta-agent'],
    ['probe connect feature pta --required', 'probe connect feature pta --required'],
    ['probe connect to dc --edition 2020', 'probe connect to dc --edition 2020-03'],
    ['probe status', 'probe status'],
    ['probe status k3fq', 'probe status k3fq'],
    ['probe status K3FQ --all', 'probe status k3fq --all'],
    ['probe cancel k3fq', 'probe cancel k3fq'],
    ['probe export k3fq', 'probe request k3fq'],
  ];
  for (const [typed, line] of table)
    it(`“${typed}” is “${line}”, which reads the same again`, () => {
      const first = read(typed);
      assert.equal(first.kind, 'parsed', first.kind === 'refusal' ? first.message.en : '');
      assert.equal(spellProbe(first.arguments), line);
      assert.deepEqual(read(line), first);
    });

  const refused: readonly (readonly [typed: string, code: string, offers: readonly string[]])[] = [
    ['probe', 'missing-word', ['probe localhost', 'help probe']],
    ['probe adsf to wap', 'unknown-word', ['probe adfs to wap']],
    ['probe connect to dc adfs', 'too-many-words', ['probe connect to dc']],
    ['probe localhost 70000', 'bad-value', []],
    ['probe cancel', 'missing-word', ['probe status']],
    ['probe status a b', 'too-many-words', ['probe status']],
    ['probe status ../etc', 'bad-value', ['probe status']],
    ['probe connect --all', 'bad-option', ['probe status']],
    // A network is no host: whole ranges are never probed.
    ['probe 10.0.0.0/24', 'bad-value', ['help probe']],
  ];
  for (const [typed, code, offers] of refused)
    it(`“${typed}” is refused as ${code}`, () => {
      const outcome = read(typed);
      assert.equal(outcome.kind, 'refusal');
      assert.equal(outcome.code, code);
      assert.deepEqual(outcome.suggestions, offers);
    });
});
