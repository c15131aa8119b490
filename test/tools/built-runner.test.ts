import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { writeEnrolment } from '../../src/runner/enrolment.ts';
import { folderAt, makePrivateFolder } from '../../src/runner/folder.ts';
import { noJournal } from '../../src/runner/journal.ts';
import { helloText, runnerFrame } from '../../src/wire/frames.ts';
import { createKeyPair, fingerprintOf, verify } from '../../src/wire/keys.ts';
import { connectPath, wireVersion } from '../../src/wire/version.ts';
import { buildRunner } from '../../tools/runner/build.ts';
import { run } from '../cli/process.ts';

/** How long a process may take to start, connect or stop (milliseconds): a second usually. */
const patience = 20_000;

describe('the runner that was built', function () {
  this.timeout(60_000);
  let folder = '';
  const program = (): string => join(folder, 'portolan-runner.mjs');
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-built-'));
    const silent = { write: () => true };
    assert.equal(await buildRunner([], { out: folder, output: silent, error: process.stderr }), 0);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('connects to its hub, proves who it is, and ends well when it is told to', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: connectPath });
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const key = createKeyPair();
    const hub = createKeyPair();
    const hubFingerprint = fingerprintOf(hub.publicKey);
    const state = join(folder, 'state');
    await makePrivateFolder(state);
    const identity = {
      version: 1,
      runner: 'runner-1',
      name: 'adfs01',
      roles: ['adfs'],
      hub: `http://127.0.0.1:${address.port}`,
      hubKey: hub.publicKey,
      hubFingerprint,
      publicKey: key.publicKey,
      enrolledAt: '2026-11-20T12:00:00.000Z',
    } as const;
    const settings = { version: 1, proxy: null, ca: null } as const;
    const credentials = { identity: { ...identity, roles: [...identity.roles] }, key };
    await writeEnrolment(folderAt(state), { credentials, settings, hosts: [] }, noJournal);

    const child = spawn(process.execPath, [program(), 'run', '--state', state], { cwd: folder, stdio: 'pipe' });
    const exit = once(child, 'exit');
    try {
      const late = { signal: AbortSignal.timeout(patience) };
      const [socket]: WebSocket[] = await once(server, 'connection', late);
      assert.ok(socket);
      const challenge = 'a-nonce-of-twenty-two-characters';
      const said = once(socket, 'message', late);
      socket.send(
        JSON.stringify({
          type: 'challenge',
          version: wireVersion,
          hub: hubFingerprint,
          nonce: challenge,
          time: Date.now(),
        }),
      );
      const [message] = await said;
      const hello = v.parse(v.pipe(v.string(), v.parseJson(), runnerFrame), String(message));
      assert.equal(hello.type, 'hello');
      assert.ok(hello.type === 'hello');
      const { runner, nonce, time, signature } = hello;
      const text = helloText({ hub: hubFingerprint, challenge, runner, nonce, time });
      assert.ok(verify('hello', text, signature, key.publicKey), 'signed with its own key, over this very challenge');
      child.kill('SIGTERM');
      const [code] = await exit;
      assert.equal(code, 0);
    } finally {
      child.kill('SIGKILL');
      for (const socket of server.clients) socket.terminate();
      server.close();
    }
  });

  it('tells a fault with what to do next, and ends with 1', async () => {
    const { code, stderr } = await run(process.execPath, [program(), 'status', '--state', join(folder, 'none')]);
    assert.equal(code, 1);
    assert.match(stderr, /No runner is enrolled .*\n.*portolan-runner enroll --help/);
  });
});
