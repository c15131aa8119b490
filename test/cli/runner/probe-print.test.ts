import assert from 'node:assert/strict';
import type { Language } from '../../../src/catalog/text.ts';
import { type Answered, printForPeople, printForPrograms } from '../../../src/cli/runner/probe-print.ts';

const timings = { resolve: 1.25, connect: 10, tls: null, answer: 1_234.5, total: 1_245.75 };

const explanation = {
  headline: { en: 'It answers', nl: 'Het antwoordt' },
  cause: { en: 'All is well.', nl: 'Alles is goed.' },
  nextStep: { en: 'Do nothing.', nl: 'Doe niets.' },
  tone: 'good',
} as const;

const smb: Answered = {
  probe: { kind: 'smb', host: 'dc01.contoso.com', port: 445 },
  outcome: {
    verdict: 'open',
    evidence: {
      kind: 'smb',
      dialect: '3.1.1',
      signingRequired: true,
      serverTime: Date.UTC(2026, 10, 20, 14, 4, 45),
      skewMs: null,
    },
    address: '10.0.0.1',
    via: null,
    attempts: 2,
    timings,
  },
  explanation,
};

/** A banner that tries to colour, to reverse, to hide and to end the line. */
const hostile: Answered = {
  probe: { kind: 'tcp', host: 'dc01.contoso.com', port: 25 },
  outcome: {
    verdict: 'open',
    evidence: { kind: 'tcp', banner: '\u001b[31m\u202egnp\u200b\u0085\u2028\n\u{e0041}' },
    address: '10.0.0.1',
    via: 'proxy\u009b2J:3128',
    attempts: 1,
    timings,
  },
  explanation: { ...explanation, cause: { en: 'It says “\u001b]0;x\u0007”.', nl: '' }, nextStep: null },
};

/** Everything that a terminal obeys or hides, but for the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f]|\udb40/;

describe('the answer of a probe for people', () => {
  it('has the verdict first, then why, what to do, what was learned, and how long it took', () => {
    const [verdict, cause, next, blank, ...evidence] = printForPeople(smb, 'en').trimEnd().split('\n');
    assert.deepEqual([verdict, cause, next, blank], ['open: It answers', 'All is well.', 'Next step: Do nothing.', '']);
    const told = Object.fromEntries(evidence.map((line) => line.trim().split(/ {2,}/)));
    assert.equal(told['Address'], '10.0.0.1');
    assert.equal(told['Dialect'], '3.1.1');
    assert.equal(told['Server time'], '2026-11-20T14:04:45.000Z');
    assert.equal(told['Attempts'], '2');
    assert.equal(told['Time, connection'], '10 ms');
    assert.match(evidence.at(-1) ?? '', /^ {2}Time, total +1\.2 s$/);
  });

  it('is Dutch where that is asked for', () => {
    assert.match(printForPeople(smb, 'nl'), /^open: Het antwoordt\nAlles is goed\.\nVolgende stap: Doe niets\.\n/);
    assert.match(printForPeople(smb, 'nl'), /^ {2}Ondertekening vereist +TRUE$/m);
  });

  it('has no line for a next step where there is none', () => {
    const idle = { ...smb, explanation: { ...explanation, nextStep: null } };
    assert.doesNotMatch(printForPeople(idle, 'en'), /Next step/);
  });

  it('shows no character that a terminal obeys', () => {
    assert.doesNotMatch(printForPeople(hostile, 'en'), obeyed);
    assert.match(printForPeople(hostile, 'en'), /Banner +\\u001b\[31m\\u202egnp\\u200b\\u0085\\u2028\\u000aA?/);
  });
});

describe('the answer of a probe for programs', () => {
  const parsed = (answered: Answered, language: Language) => JSON.parse(printForPrograms(answered, language));

  it('has sentences beside the whole outcome and what was asked', () => {
    assert.deepEqual(parsed(smb, 'nl'), {
      verdict: 'open',
      cause: 'Alles is goed.',
      nextStep: 'Doe niets.',
      evidence: smb.outcome.evidence,
      kind: 'smb',
      host: 'dc01.contoso.com',
      port: 445,
      address: '10.0.0.1',
      via: null,
      attempts: 2,
      timings,
    });
    assert.equal(parsed(hostile, 'en').nextStep, null);
  });

  it('escapes what a terminal obeys, and loses nothing by it', () => {
    assert.doesNotMatch(printForPrograms(hostile, 'en'), obeyed);
    assert.deepEqual(parsed(hostile, 'en').evidence, hostile.outcome.evidence);
  });
});
