import assert from 'node:assert/strict';
import { typedText } from '../../../src/channels/teams/typed-text.ts';

describe('text typed in Teams', () => {
  const bot = '<at>Portolan</at>';
  const cases: readonly (readonly [sent: string, typed: string])[] = [
    ['ports adfs wap', 'ports adfs wap'],
    [`${bot} ports adfs wap`, 'ports adfs wap'],
    [`${bot}&nbsp;ports&nbsp;adfs wap\n`, 'ports adfs wap'],
    [`ports adfs wap ${bot}`, 'ports adfs wap'],
    ['<p>ports adfs wap</p>', 'ports adfs wap'],
    ['<div><b>ports</b> adfs<br/>wap</div>', 'ports adfs wap'],
    ['ports adfs &lt;- wap', 'ports adfs <- wap'],
    ['ports adfs <- wap', 'ports adfs <- wap'],
    ['ports adfs -&gt; wap', 'ports adfs -> wap'],
    ['explain &quot;tls inspection&quot;', 'explain "tls inspection"'],
    ['explain &#39;spn&#39;', "explain 'spn'"],
    ['explain R&amp;D', 'explain R&D'],
    ['explain &amp;lt;', 'explain &lt;'],
    ['explain &unknown;', 'explain &unknown;'],
    ['explain &#0;x', 'explain &#0;x'],
    ['<at>Ravi Patel</at> ports wap', 'Ravi Patel ports wap'],
    ['ports adfs wap --share', 'ports adfs wap'],
    ['—share ports adfs wap', 'ports adfs wap'],
    ['ports --shares', 'ports --shares'],
    ['', ''],
  ];
  for (const [sent, typed] of cases)
    it(`reads ${JSON.stringify(sent)} as ${JSON.stringify(typed)}`, () =>
      assert.equal(typedText(sent, sent.includes(bot) ? [bot] : []), typed));

  it('leaves what is longer than any question as it is, to be refused for its length', () => {
    const long = '<at'.repeat(80_000);
    const begin = performance.now();
    assert.equal(typedText(long), long);
    assert.ok(performance.now() - begin < 100);
  });

  it('reads the worst text that it does read in well under a tenth of a second', () => {
    for (const piece of ['<at ', '<p<p', '&', '&#', ' ']) {
      const begin = performance.now();
      typedText(piece.repeat(Math.floor(8_000 / piece.length)));
      assert.ok(performance.now() - begin < 100, piece);
    }
  });
});
