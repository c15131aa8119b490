import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { stateFolder, windowsFolder } from '../../../src/cli/runner/places.ts';
import { readSecret } from '../../../src/cli/runner/read-secret.ts';
import { takeRepeated } from '../../../src/cli/runner/repeated.ts';
import { type Seen, statusLines } from '../../../src/cli/runner/status-print.ts';
import { localPolicy } from '../../../src/runner/usual-policy.ts';

describe('the place of a runner’s state', () => {
  it('is the machine’s for an administrator and on Windows, and else the account’s own', () => {
    assert.equal(stateFolder({ platform: 'linux', user: 0, home: '/root' }), '/var/lib/portolan-runner');
    assert.equal(stateFolder({ platform: 'linux', user: 1_000, home: '/home/alice' }), '/home/alice/.portolan/runner');
    assert.equal(
      stateFolder({ platform: 'win32', user: null, home: 'D:\\Users\\alice' }),
      'D:\\ProgramData\\Portolan\\runner',
    );
    assert.equal(windowsFolder({ platform: 'win32', user: null, home: 'C:\\Users\\alice' }), 'C:\\Windows');
  });
});

describe('an option that may stand several times', () => {
  it('gives all its values, and the rest as it was', () => {
    assert.deepEqual(takeRepeated(['--hub', 'x', '--allow', 'a', '--allow=b,c', '--json'], 'allow'), {
      kind: 'taken',
      values: ['a', 'b', 'c'],
      rest: ['--hub', 'x', '--json'],
    });
    assert.deepEqual(takeRepeated(['--allowed', 'a'], 'allow'), {
      kind: 'taken',
      values: [],
      rest: ['--allowed', 'a'],
    });
  });

  it('needs a value each time', () => {
    for (const argv of [['--allow'], ['--allow='], ['--allow', ','], ['--allow', '--hub', 'x']])
      assert.equal(takeRepeated(argv, 'allow').kind, 'unknown', argv.join(' '));
  });
});

/** A terminal that a test types on. */
function terminal() {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => void modes.push(raw),
  });
  const shown: string[] = [];
  const error = new PassThrough();
  error.on('data', (chunk: Buffer) => shown.push(chunk.toString()));
  return { modes, input, error, shown };
}

describe('a secret that is typed', () => {
  /** What comes of these keys; nothing but the prompt may show. */
  async function typed(keys: string): Promise<string | null> {
    const { input, error, modes, shown } = terminal();
    const secret = readSecret('Token: ', { input, error });
    input.write(keys);
    const read = await secret;
    assert.deepEqual(modes, [true, false]);
    assert.equal(shown.join(''), 'Token: \n');
    return read;
  }

  it('is not shown, ends with the line, and can be mended', async () => {
    assert.equal(await typed('ptl1.abc\r'), 'ptl1.abc');
    assert.equal(await typed('ptl1.xx\u007f\u007fabc\n'), 'ptl1.abc');
    assert.equal(await typed('  ptl1.abc \n'), 'ptl1.abc');
  });

  it('is none where it was broken off, or never ends', async () => {
    assert.equal(await typed('ptl1\u0003'), null);
    assert.equal(await typed('\u0004'), null);
    assert.equal(await typed('x'.repeat(5_000)), null);
  });
});

describe('the status of a runner for people', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const seen: Seen = {
    runs: true,
    now,
    identity: {
      version: 1,
      runner: 'runner-1',
      name: 'adfs01',
      roles: ['adfs'],
      hub: 'https://bot.contoso.com/',
      hubKey: 'key',
      hubFingerprint: 'fingerprint',
      publicKey: 'own',
      enrolledAt: '2026-11-20T10:00:00.000Z',
    },
    status: {
      version: 1,
      pid: 7,
      portolan: '0.1.0',
      startedAt: now,
      writtenAt: now - 3_000,
      state: 'waiting',
      since: now - 180_000,
      why: 'bot.contoso.com\u202e refuses the connection',
      lastContactAt: now - 7_200_000,
      skewMs: null,
      jobs: { done: 3, refused: 1, rejected: 0 },
      held: 0,
      outbox: 2,
      policyFault: null,
    },
    policy: localPolicy(['adfs']),
    policyFaults: [],
    journal: '/var/lib/portolan-runner/journal.jsonl',
  };

  it('says how it is and why, in English and Dutch', () => {
    const english = statusLines(seen, 'en');
    assert.match(english, /^State +not connected, tries again, 3 min ago: bot\.contoso\.com\\u202e refuses/);
    assert.match(english, /^Hub last heard +2 h ago$/m);
    assert.match(english, /^Jobs since start +3 done, 1 refused by the policy, 0 not believed; 0 at work, 2 results/m);
    assert.match(english, /^Hosts +localhost, 127\.0\.0\.0\/8, ::1$/m);
    const dutch = statusLines(seen, 'nl');
    assert.match(dutch, /^Toestand +niet verbonden, probeert het opnieuw, 3 min geleden/);
    assert.match(dutch, /^Rollen van deze server +adfs$/m);
  });

  it('says that none runs, and what is wrong with the policy', () => {
    const gone = statusLines({ ...seen, runs: false, policy: null, policyFaults: ['paused: is missing'] }, 'en');
    assert.match(gone, /^State +no runner runs here; last heard of 3 s ago, not connected/);
    assert.match(gone, /everything is refused:\n {2}paused: is missing\n$/);
    const never = statusLines({ ...seen, runs: false, status: null }, 'en');
    assert.match(never, /^State +no runner runs here, and none ever did$/m);
  });
});
