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
    via: null,
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
    assert.equal(
      printForPeople(smb, 'en'),
      [
        'open: It answers',
        'All is well.',
        'Next step: Do nothing.',
        '',
        'Evidence',
        '  dialect          3.1.1',
        '  signingRequired  true',
        '  serverTime       2026-11-20T14:04:45.000Z',
        '',
        'address 10.0.0.1',
        '2 attempts',
        'Timings: name 1.3 ms, connection 10 ms, answer 1,234.5 ms, total 1,245.8 ms',
        '',
      ].join('\n'),
    );
  });

  it('is Dutch where that is asked for', () => {
    assert.match(printForPeople(smb, 'nl'), /^open: Het antwoordt\nAlles is goed\.\nVolgende stap: Doe niets\.\n/);
    assert.match(printForPeople(smb, 'nl'), /Tijden: naam 1,3 ms, verbinding 10 ms, antwoord 1\.234,5 ms/);
  });

  it('names what stands within lists and within objects by its path', () => {
    const rpc: Answered = {
      ...smb,
      outcome: {
        ...smb.outcome,
        via: 'proxy:3128',
        evidence: {
          kind: 'rpc',
          listed: 2,
          endpoints: [
            { name: 'drsuapi', uuid: 'e3514235-4b06-11d1-ab04-00c04fc2dcd2', port: 49_153, verdict: 'filtered' },
          ],
        },
      },
    };
    const text = printForPeople(rpc, 'en');
    assert.match(text, /^ {2}endpoints\[0\]\.port +49153$/m);
    assert.match(text, /^ {2}endpoints\[0\]\.verdict +filtered$/m);
    assert.match(text, /^through the proxy proxy:3128$/m);
  });

  it('shows no character that a terminal obeys', () => {
    assert.doesNotMatch(printForPeople(hostile, 'en'), obeyed);
    assert.equal(printForPeople(hostile, 'en').split('\n').length, printForPeople(smb, 'en').split('\n').length - 4);
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
