import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../tools/free-port.ts';

/** A bot and a Playground start; a slow machine takes a minute. */
const startAllowanceMs = 90_000;

describe('npm run playground', () => {
  it('starts the bot and the Playground, prints where they are, and ends both', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portolan-starter-'));
    const [botPort, playgroundPort] = [await freePort(), await freePort()];
    const starter = spawn(process.execPath, [fileURLToPath(new URL('../../../tools/playground.ts', import.meta.url))], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: String(botPort),
        PLAYGROUND_PORT: String(playgroundPort),
        PORTOLAN_DATA: folder,
        DATABASE_URL: '',
        LOG_LEVEL: 'silent',
      },
    });
    const exited = once(starter, 'exit');
    const addresses = [`http://127.0.0.1:${playgroundPort}`, `http://127.0.0.1:${botPort}/api/messages`];
    const printed: string[] = [];
    for await (const line of createInterface({ input: starter.stdout })) {
      printed.push(line);
      if (line.includes('Ctrl-C')) break;
    }
    for (const address of addresses) assert.ok(printed.join('\n').includes(address), address);
    const [page] = addresses;
    assert.ok(page !== undefined);
    assert.match(await (await fetch(page)).text(), /<html/);
    starter.kill('SIGINT');
    const [code] = await exited;
    assert.equal(code, 0);
    for (const address of addresses) await assert.rejects(fetch(address), address);
    rmSync(folder, { recursive: true, force: true });
  }).timeout(startAllowanceMs);
});
