import assert from 'node:assert/strict';
import type { ExportArguments } from '../../../src/commands/export/read.ts';
import { readExport } from '../../../src/commands/export/read.ts';
import { type FirewallRequest, firewallRequest } from '../../../src/commands/export/request.ts';
import { readWords } from '../../../src/commands/grammar/words.ts';
import type { Line } from '../../../src/commands/line.ts';
import { pageOf } from '../../../src/commands/manual.ts';
import { takeOptions } from '../../../src/commands/options.ts';

/** A typed line as dispatch hands it to the command, without the command's own word. */
export function typed(text: string): Line {
  const taken = takeOptions(readWords(text), pageOf('export').options, 'export');
  assert.equal(taken.kind, 'taken', text);
  return { command: 'export', words: taken.words, options: taken.options };
}

/** What a typed line asks for; fails where it is refused. */
export function asked(text: string): ExportArguments {
  const reading = readExport(typed(text));
  assert.equal(reading.kind, 'parsed', text);
  return reading.arguments;
}

/** The request that a typed line asks for. */
export function requested(text: string): FirewallRequest {
  return firewallRequest(asked(text).query);
}

/** Questions of every shape, some of which nothing answers. */
export const questions: readonly string[] = [
  '',
  'connect dc',
  'from connect to dc --required',
  'adfs wap',
  'connect entra',
  'client',
  'client dc',
  'sql',
  'pta',
  'pta --edition 2017',
  '9090',
  'health',
  'cloud-sync',
  'crl',
  'adfs to adfs',
  'seamless-sso',
  'password-writeback',
  'winrm',
  '443',
  '49152-65535',
  '--udp',
  '--tcp --edition 2017',
  '--edition 2017',
  '--edition 2020',
  '--edition 2023',
];
