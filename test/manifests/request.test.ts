import assert from 'node:assert/strict';
import { readRequest } from '../../tools/manifests/request.ts';

function faultsOf(...argv: readonly string[]): readonly string[] {
  const read = readRequest(argv);
  return read.kind === 'faults' ? read.faults : [];
}

describe('readRequest', () => {
  it('reads every option', () => {
    const argv = ['--host', 'Bot.Contoso.COM', '--slack=socket', '--about', 'https://contoso.com/bot'];
    assert.deepEqual(readRequest([...argv, '--developer', 'Contoso IT', '--out', '/tmp/x']), {
      kind: 'request',
      request: {
        host: 'bot.contoso.com',
        out: '/tmp/x',
        about: 'https://contoso.com/bot',
        developer: 'Contoso IT',
        slack: 'socket',
        refresh: false,
      },
    });
  });

  for (const host of ['bot.contoso.com', 'a-b.c1.example', 'xn--bcher-kva.example', 'bot.10.example'])
    it(`takes the host ${host}`, () => assert.deepEqual(faultsOf('--host', host), []));

  for (const host of [
    'https://bot.contoso.com',
    'bot.contoso.com:443',
    'bot.contoso.com/slack',
    'user@contoso.com',
    'bot',
    'localhost',
    '192.0.2.1',
    '[2001:db8::1]',
    '-bot.contoso.com',
    'bot-.contoso.com',
    'bot..contoso.com',
    '.contoso.com',
    'contoso.com.',
    '*.contoso.com',
    'bot_1.contoso.com',
    'bücher.example',
    'bot.contoso.com\nx: y',
    `${'a'.repeat(64)}.contoso.com`,
    `${'a.'.repeat(125)}contoso.com`,
    '{{HOST}}',
  ])
    it(`refuses the host ${JSON.stringify(host).slice(0, 40)}`, () => {
      const faults = faultsOf('--host', host);
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', /^--host is no public host name/);
    });

  it('tells all faults at once', () => {
    const argv = ['--host', 'x', '--slack', 'carrier-pigeon', '--about', 'http://x.y', '--developer', 'd'.repeat(33)];
    assert.equal(faultsOf(...argv, '--nope', 'word', '--out').length, 7);
  });

  it('refuses an option without its value, or with one that it does not take', () => {
    assert.deepEqual(faultsOf('--host'), ['--host has no value']);
    assert.deepEqual(faultsOf('--host', ''), ['--host has no value']);
    assert.deepEqual(faultsOf('--refresh=all'), ['--refresh takes no value']);
  });
});
