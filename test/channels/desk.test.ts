import assert from 'node:assert/strict';
import { createDesk } from '../../src/channels/desk.ts';
import type { Request } from '../../src/commands/command.ts';
import type { PreferenceStore } from '../../src/store/preferences.ts';
import type { RecentQuestions } from '../../src/store/recent-questions.ts';

const actor = { platform: 'slack', tenant: 'T1', user: 'U1' } as const;

function request(text: string): Request {
  return { text, language: 'en', actor, place: { conversation: 'C1', privately: true } };
}

/** A desk over stores kept in memory, or over stores that fail; and what it told them and reported. */
function openDesk(broken = false) {
  const reported: unknown[] = [];
  const noted: string[] = [];
  let language: 'en' | 'nl' | null = null;
  const fail = () => Promise.reject(new Error('the disk is full'));
  const preferences: PreferenceStore = {
    read: async () => (broken ? fail() : { language, edition: null, cloud: null }),
    change: async (_person, changes) => {
      if (broken) return fail();
      if (changes.language !== undefined) language = changes.language;
    },
  };
  const recentQuestions: RecentQuestions = {
    note: async (_person, question) => (broken ? fail() : void noted.push(question)),
    list: async () => (broken ? fail() : noted.map((question) => ({ question, askedAt: 0 }))),
  };
  const report = (error: unknown) => `f-${reported.push(error)}`;
  const desk = createDesk({ now: () => 0, report, preferences, recentQuestions, estate: null });
  return { desk, reported, noted };
}

describe('the desk', () => {
  it('answers in the language that the person chose, whatever the platform says', async () => {
    const { desk } = openDesk();
    await desk.ask(request('lang nl'));
    assert.equal((await desk.ask(request('ports adfs wap'))).language, 'nl');
    assert.equal((await desk.ask(request('ports adfs wap --lang en'))).language, 'en');
    await desk.ask(request('lang auto'));
    assert.equal((await desk.ask(request('ports adfs wap'))).language, 'en');
  });

  it('remembers the lines of answers, and nothing that it refused', async () => {
    const { desk, noted } = openDesk();
    await desk.ask(request('/ports AADC domain controller'));
    await desk.ask(request('ports adsf'));
    assert.deepEqual(noted, ['ports connect dc']);
    assert.deepEqual(await desk.recent(actor), ['ports connect dc']);
  });

  it('previews without a trace, and without changing anything', async () => {
    const { desk, noted } = openDesk();
    assert.equal((await desk.preview(request('ports adfs wap'))).outcome.kind, 'answer');
    await desk.preview(request('lang nl'));
    assert.deepEqual(noted, []);
    assert.equal((await desk.ask(request('ports adfs wap'))).language, 'en');
  });

  it('answers although the store fails, and reports each failure', async () => {
    const { desk, reported } = openDesk(true);
    const reply = await desk.ask(request('ports adfs wap'));
    assert.deepEqual([reply.outcome.kind, reply.language], ['answer', 'en']);
    assert.deepEqual(await desk.recent(actor), []);
    assert.equal(reported.length, 3);
  });

  it('says that a choice could not be kept when the store fails', async () => {
    const { desk } = openDesk(true);
    assert.equal((await desk.ask(request('lang nl'))).outcome.kind, 'fault');
  });
});
