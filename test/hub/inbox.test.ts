import assert from 'node:assert/strict';
import { openInbox } from '../../src/hub/inbox.ts';
import type { HubLink, LinkEvents, Received } from '../../src/hub/link.ts';
import type { RunnerFrame } from '../../src/wire/frames.ts';

/** A link whose other side is the test. */
function link() {
  const calls: string[] = [];
  let events: LinkEvents | null = null;
  const made: HubLink = {
    from: 'test',
    send: () => undefined,
    ping: () => undefined,
    pause: () => calls.push('pause'),
    resume: () => calls.push('resume'),
    close: () => undefined,
    cut: () => undefined,
    listen(given) {
      events = given;
    },
  };
  return {
    made,
    calls,
    say(what: Received) {
      events?.received(what);
    },
    live: () => events?.heard(),
    end: () => events?.closed(),
  };
}

const free = (jobs: number): Received => ({ kind: 'frame', frame: { type: 'free', jobs }, size: 20 });

describe('an inbox', () => {
  it('gives what came in order, and waits for what has not', async () => {
    const other = link();
    const inbox = openInbox(other.made, () => 0);
    other.say(free(1));
    other.say({ kind: 'strange' });
    assert.deepEqual(await inbox.next(), free(1));
    assert.deepEqual(await inbox.next(), { kind: 'strange' });
    const next = inbox.next();
    other.say(free(2));
    assert.deepEqual(await next, free(2));
  });

  it('says closed once its link is, also to whoever waits', async () => {
    const other = link();
    const inbox = openInbox(other.made, () => 0);
    const next = inbox.next();
    other.end();
    assert.deepEqual([await next, await inbox.next()], [{ kind: 'closed' }, { kind: 'closed' }]);
  });

  it('lets the other side wait while much is unread, and go on once it is read', async () => {
    const other = link();
    const inbox = openInbox(other.made, () => 0);
    for (let nth = 0; nth < 300; nth++) other.say(free(nth));
    assert.deepEqual(other.calls, ['pause']);
    for (let nth = 0; nth < 300; nth++) assert.deepEqual(await inbox.next(), free(nth));
    assert.deepEqual(other.calls, ['pause', 'resume']);
  });

  it('keeps nothing of a flood, and says so', async () => {
    const other = link();
    const inbox = openInbox(other.made, () => 0);
    // Twenty thousand at once are what a runner may say.
    for (let nth = 0; nth < 20_001; nth++) other.live();
    assert.deepEqual(await inbox.next(), { kind: 'flood' });
  });

  it('takes size for speech: a few messages of the largest kind are a flood too', async () => {
    const other = link();
    const inbox = openInbox(other.made, () => 0);
    const frame: RunnerFrame = { type: 'returned', jobs: [], why: '' };
    // 256 KB cost 128, and the frame itself 10: the 145th is one too many.
    for (let nth = 0; nth < 145; nth++) other.say({ kind: 'frame', frame, size: 256 * 1024 });
    assert.deepEqual(await inbox.next(), { kind: 'flood' });
  });

  it('knows when it last heard something, be it a sign of life alone', () => {
    let now = 5;
    const other = link();
    const inbox = openInbox(other.made, () => now);
    assert.equal(inbox.heardAt(), 5);
    now = 9;
    other.live();
    assert.equal(inbox.heardAt(), 9);
    now = 12;
    other.say(free(1));
    assert.equal(inbox.heardAt(), 12);
  });
});
