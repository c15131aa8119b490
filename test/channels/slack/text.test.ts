import assert from 'node:assert/strict';
import { takeShare, unescapeSlack } from '../../../src/channels/slack/text.ts';

describe('text from Slack', () => {
  for (const [slack, typed] of [
    ['ports adfs -&gt; wap', 'ports adfs -> wap'],
    ['adfs &lt;-&gt; wap', 'adfs <-> wap'],
    ['a &amp; b', 'a & b'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['<@U0BOT> ports adfs', 'ports adfs'],
    ['<@U0BOT|portolan>: ports', ': ports'],
    ['ports adfs <@U0BOT>', 'ports adfs'],
    ['ask <@U1>', 'ask @U1'],
    ['ask <@U1|anna>', 'ask @U1'],
    ['in <#C1|general>', 'in #general'],
    ['in <#C1>', 'in #C1'],
    ['<!here> and <!subteam^S1|@ops>', '@here and @S1'],
    ['<!subteam^S1>', '@S1'],
    ['<!date^1700000000^{date}|14 Nov>', '14 Nov'],
    ['endpoints <http://login.contoso.com|login.contoso.com>', 'endpoints login.contoso.com'],
    ['<https://contoso.com/a?b=1&amp;c=2>', 'https://contoso.com/a?b=1&c=2'],
    ['<mailto:anna@contoso.com|anna@contoso.com>', 'anna@contoso.com'],
    ['<mailto:anna@contoso.com>', 'anna@contoso.com'],
    ['<tel:0612345678|06-12345678>', '06-12345678'],
    ['<https://x.example|a &amp; b>', 'a & b'],
    ['a < b', 'a < b'],
    ['<>', ''],
    ['', ''],
  ] as const)
    it(`${slack} was typed as ${typed}`, () => {
      assert.equal(unescapeSlack(slack, 'U0BOT'), typed);
    });

  for (const [line, rest, share] of [
    ['ports adfs --share', 'ports adfs', true],
    ['--share ports adfs', 'ports adfs', true],
    ['ports --share adfs', 'ports adfs', true],
    ['ports adfs —share', 'ports adfs', true],
    ['ports adfs –Share', 'ports adfs', true],
    ['ports adfs', 'ports adfs', false],
    ['explain share', 'explain share', false],
    ['ports adfs --shared', 'ports adfs --shared', false],
    ['ports x--share', 'ports x--share', false],
    ['--share', '', true],
    ['', '', false],
  ] as const)
    it(`“${line}” ${share ? 'asks' : 'does not ask'} to share “${rest}”`, () => {
      assert.deepEqual(takeShare(line), { line: rest, share });
    });
});
