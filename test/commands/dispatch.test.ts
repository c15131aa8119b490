import assert from 'node:assert/strict';
import { dispatch } from '../../src/commands/dispatch.ts';
import type { RefusalCode } from '../../src/commands/refusal.ts';
import { replyCard } from '../../src/commands/reply.ts';
import { answer, ask, refusal, shown } from './asking.ts';

describe('finding the command of a line', () => {
  const found: readonly (readonly [string, string])[] = [
    ['ports adfs wap', 'ports adfs wap'],
    ['/ports adfs wap', 'ports adfs wap'],
    ['PORTS ADFS WAP', 'ports adfs wap'],
    ['@portolan ports adfs wap', 'ports adfs wap'],
    ['<@U1> ports adfs wap', 'ports adfs wap'],
    ['hey <@U1>, ports adfs wap?', 'ports adfs wap'],
    ['<at>Portolan</at> ports adfs wap', 'ports adfs wap'],
    ['adfs wap ports', 'ports adfs wap'],
    ['adfs ports wap', 'ports adfs wap'],
    ['what ports do adfs and wap need?', 'ports adfs wap'],
    ['which port does ldap use', 'ports ldap'],
    ['welke poorten heeft adfs nodig', 'ports adfs'],
    ['port 443', 'ports 443'],
    ['poorten adfs', 'ports adfs'],
    ['show me the changes since 2020', 'changes 2020-03 2023-01'],
    ['what changed between 2017 and 2023', 'changes 2017-02 2023-01'],
    ['verschil 2017 2020', 'changes 2017-02 2020-03'],
    ['change request connect dc', 'export connect dc'],
    ['change-request connect dc', 'export connect dc'],
    ['connect dc export', 'export connect dc'],
    ['what is 443', 'explain 443'],
    ["what's 443", 'explain 443'],
    ['wat is 443', 'explain 443'],
    ['hardware 250000', 'sizing 250000'],
  ];
  for (const [typed, line] of found)
    it(`“${typed}” is “${line}”`, async () => assert.equal((await answer(typed)).command, line));

  it('takes no other word than the first for a command of another name', async () => {
    // `change` is a word for changes, `source` one for sources.
    assert.equal((await refusal('adfs change')).code, 'unknown-command');
    assert.equal((await refusal('ports adfs source')).code, 'unknown-word');
  });
});

describe('the refusals of dispatch', () => {
  // Every code that a line alone can be refused with, and one that gets it; the others take an estate.
  const lines: Readonly<Record<Exclude<RefusalCode, 'not-allowed' | 'not-here' | 'unknown-name'>, string>> = {
    'empty-line': '',
    'line-too-long': `ports ${'adfs '.repeat(400)}`,
    'unknown-command': 'prots adfs',
    'unknown-word': 'ports adsf wpa',
    'ambiguous-word': 'ports agent',
    'unknown-option': 'ports adfs --foo',
    'bad-option': 'ports --edition',
    'bad-value': 'ports 70000',
    'missing-word': 'ports inbound',
    'too-many-words': 'ports adfs wap dc',
  };
  for (const [code, line] of Object.entries(lines))
    it(`reach ${code}, with a sentence in both languages and lines that are answers`, async () => {
      const refused = await refusal(line);
      assert.equal(refused.code, code);
      assert.match(refused.message.en, /^[\p{Lu}“-].*\.$/u);
      assert.match(refused.message.nl, /^[\p{Lu}“-].*\.$/u);
      assert.notEqual(refused.message.en, refused.message.nl);
      assert.ok(refused.suggestions.length > 0);
      for (const suggestion of refused.suggestions) await answer(suggestion);
    });

  it('of an empty line, or one of punctuation, list what can be asked', async () => {
    for (const line of ['', '   ', '...', '/', '-', '"', '\u200b', '\ud800', '<@U1>', '@portolan', '!!!']) {
      const { code, message, suggestions } = await refusal(line);
      assert.equal(code, 'empty-line', JSON.stringify(line));
      assert.equal(
        message.en,
        'Ask something: ports, changes, sizing, prereqs, endpoints, explain, export, sources, probe, runners, access, grant, audit, lang, help.',
      );
      assert.deepEqual(suggestions, ['help']);
    }
  });

  it('take 2,000 characters and no more', async () => {
    const line = `ports adfs wap${' '.repeat(1_986)}`;
    assert.equal(line.length, 2_000);
    assert.equal((await answer(line)).command, 'ports adfs wap');
    const { code, message } = await refusal(`${line} `);
    assert.equal(code, 'line-too-long');
    assert.equal(message.en, 'That line is 2001 characters long; a question has at most 2000.');
    assert.equal(message.nl, 'Die regel telt 2001 tekens; een vraag heeft er hoogstens 2000.');
  });

  it('name the word that is no command', async () => {
    const names =
      'ports, changes, sizing, prereqs, endpoints, explain, export, sources, probe, runners, access, grant, audit, lang, help';
    assert.equal((await refusal('prots adfs')).message.en, `“prots” is no command; there are ${names}.`);
    assert.equal((await refusal('show me prots for adfs')).message.nl, `“prots” is geen opdracht; wel ${names}.`);
    assert.ok((await refusal('please xyzzy')).message.en.startsWith('“xyzzy” is no command'));
  });
});

describe('what a refusal suggests', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    // A mistyped command, and with it mistyped words.
    ['prots adfs', ['ports adfs']],
    ['prots adsf wpa', ['ports adfs wap']],
    ['/prots adfs --udp --edition 2017', ['ports adfs --udp --edition 2017']],
    ['sizng 250000', ['sizing 250000']],
    ['adfs prots wap', ['ports adfs wap']],
    ['chagnes 2017 2023', ['changes 2017 2023']],
    ['hepl', ['help']],
    // Mistyped words, options kept.
    ['ports adsf wpa', ['ports adfs wap']],
    ['ports adsf --edition 2017 --udp', ['ports adfs --edition 2017 --udp']],
    ['ports adsf --lang nl', ['ports adfs --lang nl']],
    ['ports adsf --page 2 --lang nl', ['ports adfs --page 2 --lang nl']],
    ['ports adfs --edtion 2017 --lang nl', ['ports adfs --edition 2017 --lang nl']],
    ['ports --edtion 2017 adsf', ['ports adfs --edition 2017']],
    ['ports 443-80 adsf', ['ports 80-443 adfs']],
    ['changes 2017 2023 adsf', ['changes 2017 2023 adfs']],
    // Two ambiguous words: the six questions that they can be.
    [
      'ports agent rpc',
      [
        'ports pta-agent ms-rpc',
        'ports pta-agent dynamic rpc',
        'ports health-agent ms-rpc',
        'ports health-agent dynamic rpc',
        'ports cloud-sync-agent ms-rpc',
        'ports cloud-sync-agent dynamic rpc',
      ],
    ],
    ['ports adfs --lang de', ['ports adfs --lang en', 'ports adfs --lang nl']],
    ['ports adfs --page 0', ['ports adfs --page 1']],
    ['ports adfs --page two', ['ports adfs --page 1']],
    // Nothing is near: the help that fits.
    ['ports xyzzy', ['help ports']],
    ['ports --edition', ['help ports']],
    ['changes xyzzy', ['help changes']],
    ['xyzzy', ['help']],
    ['hello', ['help']],
    ['thanks!', ['help']],
  ];
  for (const [typed, suggestions] of table)
    it(`for “${typed}” is ${suggestions.join(' | ')}`, async () =>
      assert.deepEqual((await refusal(typed)).suggestions, suggestions));

  it('for a question without a command is that question, under each command that takes it', async () => {
    const { code, suggestions } = await refusal('adfs wap');
    assert.equal(code, 'unknown-command');
    assert.equal(suggestions[0], 'ports adfs wap');
    assert.equal((await refusal('tls inspection')).suggestions[0], 'explain tls inspection');
    assert.equal((await refusal('250000')).suggestions[0], 'sizing 250000');
    assert.equal((await refusal('crl')).suggestions[0], 'ports crl', 'though crl is one slip away from url');
    assert.equal((await refusal('from connect to dc --udp')).suggestions[0], 'ports from connect to dc --udp');
  });

  it('is itself an answer, for many a slip', async () => {
    const slips = [
      'ports adsf',
      'ports conect dc',
      'ports domian controller',
      'ports web aplication proxy',
      'ports pass-trough authentication',
      'ports kerberso',
      'ports seemless sso',
      'ports 2017',
      'ports 2017 2020 adfs',
      'ports adfs wap dc client',
      'ports agent',
      'ports rpc',
      'ports 443-80',
      'ports --edition 2018',
      'ports --edtion 2017',
      'ports --udp --udp',
      'ports --udp=1',
      'ports azure',
      'ports ent',
      'ports adfs -> wap -> client',
      'ports -> 443',
      'prts adfs',
      'port adsf',
      'poorten adsf',
      'changes 2018',
      'changes 2023 2023',
      'changes 2017 2020 2023',
      'chnges conect',
      'export adsf --as cvs',
      'exprot connect dc',
      'sizing 250q',
      'helpp ports',
      'explian 443',
      'dc connect',
      'what about adfs',
    ];
    for (const slip of slips) {
      const { suggestions } = await refusal(slip);
      assert.ok(suggestions.length > 0, slip);
      for (const suggestion of suggestions) await answer(suggestion);
    }
  });
});

describe('the language of a reply', () => {
  it('is the asker’s unless the line asks for another', async () => {
    assert.equal((await ask('ports adfs', 'nl')).language, 'nl');
    assert.equal((await ask('ports adfs --lang en', 'nl')).language, 'en');
    assert.equal((await ask('ports adfs --lang=NL')).language, 'nl');
  });

  it('is that of the line even where the line is refused', async () => {
    for (const line of [
      'ports adsf --lang nl',
      'prots --lang nl',
      'ports --foo --lang=nl',
      'ports --lang nl --lang nl',
    ])
      assert.equal((await ask(line)).language, 'nl', line);
    assert.ok((await shown('ports adsf --lang nl')).includes('Dat heb ik niet begrepen'));
  });

  it('stays with everything that the answer offers', async () => {
    const reply = await ask('ports connect dc --lang nl');
    const card = replyCard(reply);
    assert.equal(card.command, 'ports connect dc --lang nl');
    assert.deepEqual(
      card.actions.map(({ command }) => command),
      ['export connect dc --as csv --lang nl', 'ports connect dc --required --lang nl'],
    );
    for (const { command } of card.actions) assert.equal((await ask(command)).language, 'nl');
  });

  it('leaves the lines of an answer alone where none was asked for', async () => {
    assert.equal(replyCard(await ask('ports connect dc', 'nl')).command, 'ports connect dc');
  });

  it('is refused where it is none of the two', async () => {
    const { code, message } = await refusal('ports adfs --lang de');
    assert.equal(code, 'bad-option');
    assert.equal(message.en, '--lang takes en or nl.');
    assert.equal(message.nl, '--lang is en of nl.');
  });
});

describe('the page of a reply', () => {
  it('is the first unless the line asks for another', async () => {
    assert.equal((await ask('ports')).page, 1);
    assert.equal((await ask('ports --page 2')).page, 2);
    assert.equal((await ask('ports --page=0012')).page, 12);
  });

  it('is a number from 1', async () => {
    for (const page of ['0', '-1', 'two', '1.5', '99999', '٢']) {
      const { code, message } = await refusal(`ports --page ${page}`);
      assert.equal(code, 'bad-option', page);
      assert.equal(message.en, '--page takes a number from 1.');
    }
  });
});

describe('a fault', () => {
  it('is reported once and comes back as its reference', async () => {
    const reported: unknown[] = [];
    const broken = new Error('the clock is broken');
    const reply = await dispatch(
      {
        text: 'ports adfs',
        language: 'nl',
        actor: { platform: 'terminal', tenant: '', user: 'tester' },
        place: { conversation: '', privately: true },
      },
      {
        preferences: null,
        estate: null,
        now() {
          throw broken;
        },
        report(error) {
          reported.push(error);
          return 'f-7';
        },
      },
    );
    assert.deepEqual(reported, [broken]);
    assert.deepEqual(reply, { outcome: { kind: 'fault', reference: 'f-7' }, language: 'nl', page: 1 });
  });
});

describe('hostile lines', () => {
  it('are refused with what was typed spelled out, never obeyed', async () => {
    const seen = await shown('ports ad\u0000\u001b[31mfs \u202ewap\u2069');
    assert.doesNotMatch(seen, /[\p{Cc}--\n]|[\u202a-\u202e\u2066-\u2069]/v);
  });

  it('of 2,000 characters, whatever they repeat, are answered or refused', async () => {
    const units = [
      '-',
      '.',
      '…',
      '<',
      '<a',
      '>',
      '=',
      '"',
      '(',
      '*a',
      'dc->',
      'adsf ',
      'adsf/',
      'agent ',
      'agent rpc ',
      '443-',
    ];
    for (const unit of [
      ...units,
      '\ufdfa',
      '⩶',
      '443,',
      '--edition ',
      '--xx ',
      '@a ',
      'portolan ',
      'domain controler ',
      '2017 ',
      'dc ',
    ])
      for (const command of ['', 'ports ', 'changes ', 'help ']) {
        const { outcome } = await ask(`${command}${unit.repeat(2_000)}`.slice(0, 2_000));
        assert.notEqual(outcome.kind, 'fault', `${command}${unit}`);
      }
  }).timeout(60_000);
});
