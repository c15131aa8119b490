import assert from 'node:assert/strict';
import { bundle, phrases } from '../../../tools/runner/bundle.ts';
import { faultsOf, objectionTo, type Program, tooLarge } from '../../../tools/runner/rules.ts';

function program(changes: Partial<Program>): Program {
  return { text: 'console.log(1);', inputs: new Map(), asks: [], ...changes };
}

describe('the rules of what a runner may hold', () => {
  it('allow its own parts and the packages that it speaks with', () => {
    for (const input of [
      'start.js',
      'src/runner/loop.ts',
      'src/wire/job.ts',
      'src/probe/dns/dns.ts',
      'src/cli/runner/main.ts',
      'src/errors.ts',
      'src/catalog/text.ts',
      'node_modules/ws/lib/websocket.js',
      'node_modules/dns-packet/index.js',
      'node_modules/@leichtgewicht/ip-codec/index.cjs',
      'node_modules/valibot/dist/index.mjs',
    ])
      assert.equal(objectionTo(input), null, input);
  });

  it('object to the bot, to its packages, and to what those bring along', () => {
    for (const input of [
      'src/commands/dispatch.ts',
      'src/store/database.ts',
      'src/channels/slack/posting.ts',
      'src/hub/upgrade.ts',
      'src/bot.ts',
      'src/log.ts',
      'node_modules/kysely/dist/esm/index.js',
      'node_modules/pino/pino.js',
      'node_modules/express/index.js',
      'node_modules/pg/lib/index.js',
      'node_modules/better-sqlite3/lib/index.js',
      'node_modules/@slack/bolt/dist/index.js',
      'node_modules/botbuilder/lib/index.js',
      'node_modules/ws/node_modules/pino/pino.js',
      'src/catalog/ports/rows.ts',
      'src/catalog/prerequisites/newer.ts',
    ])
      assert.notEqual(objectionTo(input), null, input);
  });

  it('name each fault of a program', () => {
    const faults = faultsOf(
      program({
        text: `require('node:http').createServer().listen(1); 'Replication of the directory.'`,
        inputs: new Map([['src/store/audit.ts', 10]]),
        asks: ['node:http', 'bufferutil'],
      }),
      ['Replication of the directory.', 'Something else.'],
    );
    assert.equal(faults.length, 4);
    for (const [at, said] of ['src/store/audit.ts', 'bufferutil', 'inbound port', 'Replication'].entries())
      assert.ok(faults[at]?.includes(said), faults[at]);
    assert.deepEqual(faultsOf(program({ asks: ['node:http', 'net'] }), []), []);
  });

  it('refuse a file of more than 150 KB, counted in bytes', () => {
    assert.equal(tooLarge('x'.repeat(153_600)), null);
    assert.match(tooLarge('x'.repeat(153_601)) ?? '', /153601 bytes/);
    assert.notEqual(tooLarge('é'.repeat(80_000)), null);
  });

  it('know texts of the catalog in both languages', () => {
    assert.ok(phrases.length > 200, `${phrases.length} phrases`);
    assert.ok(phrases.every((phrase) => phrase.length >= 30));
  });

  it('stop a build that takes in the catalog, or a part of the bot', async () => {
    await assert.rejects(
      bundle(`import { flows } from './src/catalog/ports/flow.ts'; console.log(flows);`),
      /src\/catalog\/ports\/.*the catalog has no place.*texts of the catalog are in it/s,
    );
    await assert.rejects(
      bundle(`import { dispatch } from './src/commands/dispatch.ts'; console.log(dispatch);`),
      /src\/commands\/dispatch\.ts/,
    );
    await assert.rejects(bundle(`import pino from 'pino'; pino().info('x');`), /the package pino has no place/);
    await assert.rejects(bundle(`import net from 'node:net'; net.createServer();`), /inbound port/);
  });
});
