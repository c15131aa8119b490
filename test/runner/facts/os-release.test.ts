import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fullNameOf, readOsRelease } from '../../../src/runner/facts/os-release.ts';

describe('the reader of os-release', () => {
  it('reads what Debian says', () =>
    assert.deepEqual(
      readOsRelease(
        'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
      ),
      { name: 'Debian GNU/Linux 12 (bookworm)', version: '12' },
    ));

  it('reads values without quotes, in single quotes, and with escapes', () => {
    assert.equal(readOsRelease('VERSION_ID=9.4\n').version, '9.4');
    assert.equal(readOsRelease("NAME='Contoso Linux'\r\n").name, 'Contoso Linux');
    assert.equal(readOsRelease('PRETTY_NAME="a \\"b\\" \\$c"\n').name, 'a "b" $c');
  });

  it('takes the last of a key, and passes over comments and lines that are none', () => {
    assert.equal(readOsRelease('# NAME=x\nnonsense\n=y\nNAME=first\nNAME=last\n').name, 'last');
  });

  it('knows nothing of an empty file', () => {
    assert.deepEqual(readOsRelease(''), { name: null, version: null });
    assert.deepEqual(readOsRelease('NAME=\nVERSION_ID=""\n'), { name: null, version: null });
  });

  it('reads anything without failing, into at most 300 characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        const { name } = readOsRelease(`NAME=${text}`);
        assert.ok(name === null || (name.length <= 300 && !/\p{Cc}/u.test(name)));
      }),
    );
  });
});

describe('the full name of a host', () => {
  it('is the host name where that has a domain', () =>
    assert.equal(fullNameOf('dc01.corp.contoso.com', null), 'dc01.corp.contoso.com'));

  it('is the one that the hosts file puts beside it', () => {
    const hosts = '127.0.0.1 localhost\n127.0.1.1\tADFS01.corp.contoso.com adfs01 # ours\n';
    assert.equal(fullNameOf('adfs01', hosts), 'ADFS01.corp.contoso.com');
  });

  it('is not known where there is none, or only the local one', () => {
    assert.equal(fullNameOf('adfs01', null), null);
    assert.equal(fullNameOf('adfs01', '10.0.0.1 adfs011.contoso.com\n# 10.0.0.1 adfs01.contoso.com\n'), null);
    assert.equal(fullNameOf('localhost', '127.0.0.1 localhost.localdomain localhost\n'), null);
  });
});
