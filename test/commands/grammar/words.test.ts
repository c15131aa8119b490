import assert from 'node:assert/strict';
import { fold, lineOf, readWords, type Word } from '../../../src/commands/grammar/words.ts';

/** Words on one line each: `"quoted"`, `--name=value`, everything else as it is. */
function cut(line: string): readonly string[] {
  return readWords(line).map((word: Word) => {
    if (word.kind === 'quoted') return `"${word.text}"`;
    if (word.kind === 'option') return word.value === null ? `--${word.name}` : `--${word.name}=${word.value}`;
    return word.text;
  });
}

const plain = ['ports', 'adfs', 'wap'];

describe('the words of a line', () => {
  it('are cut at blanks of every kind and width', () => {
    for (const line of [
      'ports adfs wap',
      '   ports   adfs\twap \n',
      'ports\u00a0adfs\u00a0wap',
      'ports\u2003adfs\u202fwap',
      'ports\u3000adfs\u205fwap',
      'ports\r\nadfs\u2028wap',
      'ports\u1680adfs\u2007wap',
    ])
      assert.deepEqual(cut(line), plain, JSON.stringify(line));
  });

  it('lose what no one can see: zero-width, joiners, soft hyphens, variation selectors, tags', () => {
    for (const line of [
      'po\u200brts ad\u00adfs w\u2060ap',
      '\ufeffports adfs wap\u200d',
      'ports\ufe0f a\u034fdfs wap',
      'ports adfs\u{e0041} wap\u2063',
      'ports ad\u180efs \u3164wap',
    ])
      assert.deepEqual(cut(line), plain, JSON.stringify(line));
  });

  it('are parted by control and bidirectional characters and by lone surrogates', () => {
    for (const line of [
      'ports\u0000adfs\u0007wap',
      'ports\u202eadfs\u202cwap',
      'ports \u2066adfs\u2069 \u200ewap',
      'ports\u001badfs\u009bwap',
      'ports\ud800adfs\udfffwap',
      'ports\ufff9adfs\ufffcwap',
    ])
      assert.deepEqual(cut(line), plain, JSON.stringify(line));
  });

  it('come in the plain form of full-width letters and digits', () => {
    assert.deepEqual(cut('ｐｏｒｔｓ　６３６'), ['ports', '636']);
    assert.deepEqual(cut('ports ４９１５２－６５５３５'), ['ports', '49152-65535']);
    assert.deepEqual(cut('ports ａｄｆｓ－＞ｗａｐ'), ['ports', 'adfs', '->', 'wap']);
  });

  it('lose the slash, the mention, the address and the quotation mark before the first', () => {
    for (const line of [
      '/ports adfs wap',
      '@portolan ports adfs wap',
      '@Portolan: ports adfs wap',
      'portolan ports adfs wap',
      '/portolan ports adfs wap',
      'portolan> ports adfs wap',
      '> ports adfs wap',
      '<@U1> ports adfs wap',
      '<@U012ABC|portolan>, ports adfs wap',
      '<at>Portolan</at> ports adfs wap',
      '<at id="0">Portolan Bot</at>&nbsp;ports adfs wap'.replace('&nbsp;', '\u00a0'),
      '<@U1> <@U2> ports adfs wap',
      'ports adfs <@U1> wap',
      'ports adfs wap @portolan',
    ])
      assert.deepEqual(cut(line), plain, line);
  });

  it('lose punctuation and emphasis around them', () => {
    for (const line of [
      'ports, adfs; wap.',
      'ports: adfs wap!',
      '(ports) [adfs] {wap}',
      'ports adfs wap?!',
      '*ports adfs wap*',
      '_ports_ **adfs** ~wap~',
      '`ports adfs wap`',
      '```ports adfs wap```',
      "'ports adfs wap'",
      'ports <adfs> <wap>',
      '"ports adfs wap"',
      '“ports adfs wap”',
    ])
      assert.deepEqual(cut(line), plain, line);
  });

  it('keep punctuation inside', () => {
    assert.deepEqual(cut('sizing 250,000'), ['sizing', '250,000']);
    assert.deepEqual(cut('sizing 250.000.'), ['sizing', '250.000']);
    assert.deepEqual(cut('ports ldap/ssl'), ['ports', 'ldap/ssl']);
    assert.deepEqual(cut('endpoints *.msappproxy.net'), ['endpoints', '*.msappproxy.net']);
    assert.deepEqual(cut('sizing 80k +20%/y 3y'), ['sizing', '80k', '+20%/y', '3y']);
    assert.deepEqual(cut('sizing 80k -5%'), ['sizing', '80k', '-5%']);
  });

  it('hold a quoted phrase together, whatever the quotes', () => {
    for (const line of [
      'sizing "250 000"',
      'sizing “250 000”',
      'sizing „250 000“',
      'sizing «250 000»',
      'sizing "  250 \u00a0 000 "',
    ])
      assert.deepEqual(cut(line), ['sizing', '"250 000"'], line);
  });

  it('survive quotes without a partner and quotes around nothing', () => {
    assert.deepEqual(cut('ports "adfs wap'), plain);
    assert.deepEqual(cut('ports adfs wap"'), plain);
    assert.deepEqual(cut('ports "" adfs " " wap'), plain);
    assert.deepEqual(cut('ports “adfs wap'), plain);
    assert.deepEqual(cut("ports adfs' wap"), plain);
  });

  it('are none where a line is empty or only punctuation', () => {
    for (const line of ['', '   ', '...', '?!', '"', '""', '()', "'", '\u200b', '\u0000', '\ud800', ',;:'])
      assert.deepEqual(cut(line), [], JSON.stringify(line));
  });

  it('keep emoji and letters of every script', () => {
    assert.deepEqual(cut('ports 🚀 порты 端口'), ['ports', '🚀', 'порты', '端口']);
  });
});

describe('arrows', () => {
  it('point right, however they are drawn', () => {
    for (const arrow of [
      '->',
      ' -> ',
      '-->',
      ' --> ',
      '=>',
      '==>',
      ' - > ',
      '→',
      ' → ',
      '⇒',
      '⟶',
      '➔',
      '➜',
      '➡️',
      '~>',
      '–>',
      '—>',
    ])
      assert.deepEqual(cut(`ports proxy${arrow}adfs`), ['ports', 'proxy', '->', 'adfs'], arrow);
  });

  it('point left', () => {
    for (const arrow of ['<-', ' <- ', '<--', ' <= ', '←', '⇐', '⟵', '⬅️', '<~', '<–'])
      assert.deepEqual(cut(`ports adfs${arrow}wap`), ['ports', 'adfs', '<-', 'wap'], arrow);
  });

  it('point both ways', () => {
    for (const arrow of ['<->', ' <-> ', '<-->', '<=>', '↔', '⇔', '⟷', '<>', '⇄', '<—>'])
      assert.deepEqual(cut(`ports adfs${arrow}wap`), ['ports', 'adfs', '<->', 'wap'], arrow);
  });

  it('may be a bare head between two words', () => {
    assert.deepEqual(cut('ports adfs > wap'), ['ports', 'adfs', '->', 'wap']);
    assert.deepEqual(cut('ports adfs>wap'), ['ports', 'adfs', '->', 'wap']);
    assert.deepEqual(cut('ports adfs < wap'), ['ports', 'adfs', '<-', 'wap']);
  });

  it('are not seen in a comparison, which stays a word to be named', () => {
    assert.deepEqual(cut('ports <1024'), ['ports', '<1024']);
    assert.deepEqual(cut('ports >1024'), ['ports', '>1024']);
  });
});

describe('dashes', () => {
  it('make a range of two numbers, whatever their length and with the blanks that the ports page prints', () => {
    for (const range of [
      '10100-10120',
      '10100–10120',
      '10100—10120',
      '10100−10120',
      '10100- 10120',
      '10100 - 10120',
      '10100 – 10120',
    ])
      assert.deepEqual(cut(`ports ${range}`), ['ports', '10100-10120'], range);
  });

  it('leave a loss of growth alone', () => {
    assert.deepEqual(cut('sizing 80000 -5%/y'), ['sizing', '80000', '-5%/y']);
    assert.deepEqual(cut('sizing 80000 - 5%/y'), ['sizing', '80000', '-', '5%/y']);
  });
});

describe('options', () => {
  it('are read in every spelling', () => {
    assert.deepEqual(cut('ports --edition=2017'), ['ports', '--edition=2017']);
    assert.deepEqual(cut('ports --edition:2017'), ['ports', '--edition=2017']);
    assert.deepEqual(cut('ports --EDITION 2017'), ['ports', '--edition', '2017']);
    assert.deepEqual(cut('ports —edition 2017'), ['ports', '--edition', '2017']);
    assert.deepEqual(cut('ports –edition=2017'), ['ports', '--edition=2017']);
    assert.deepEqual(cut('ports —-udp'), ['ports', '--udp']);
    assert.deepEqual(cut('ports [--udp]'), ['ports', '--udp']);
    assert.deepEqual(cut('ports ‐‐udp'), ['ports', '--udp']);
  });

  it('may stand first', () => assert.deepEqual(cut('--help'), ['--help']));

  it('are not seen in a lone dash or a number', () => {
    assert.deepEqual(cut('ports — adfs'), ['ports', '-', 'adfs']);
    assert.deepEqual(cut('ports -- adfs'), ['ports', '--', 'adfs']);
    assert.deepEqual(cut('sizing --5'), ['sizing', '--5']);
  });
});

describe('folding', () => {
  it('takes case, accents, hyphens, underscores and dots away', () => {
    assert.equal(fold('AD-FS'), 'ad fs');
    assert.equal(fold('Web_Application.Proxy'), 'web application proxy');
    assert.equal(fold('Geïnstalleerd'), 'geinstalleerd');
    assert.equal(fold('  Pass-through--authentication '), 'pass through authentication');
    assert.equal(fold('ﬁrewall'), 'firewall');
  });
});

describe('a line written again', () => {
  it('reads as it did', () => {
    const words = readWords('from connect to "domain controller" --edition 2017 proxy->adfs');
    assert.equal(lineOf(words), 'from connect to "domain controller" --edition 2017 proxy -> adfs');
    assert.deepEqual(readWords(lineOf(words)), words);
  });

  it('takes other texts for some of its words, and leaves out what is replaced by nothing', () => {
    const words = readWords('ports adsf now wap');
    const [, mistyped, needless] = words;
    assert.ok(mistyped !== undefined && needless !== undefined);
    assert.equal(
      lineOf(
        words,
        new Map([
          [mistyped, 'adfs'],
          [needless, ''],
        ]),
      ),
      'ports adfs wap',
    );
  });
});
