import assert from 'node:assert/strict';
import { isInert } from '../../src/card/inert.ts';

describe('isInert', () => {
  for (const text of [
    'AD FS',
    'Poort 443 (TCP), vereist',
    '10.0.0.1',
    '2023-01-19',
    'Ready: 12/12',
    '49152-65535',
    'é ü ß Ω 語',
  ]) {
    it(`lets ${text} into a Markdown field`, () => assert.equal(isInert(text), true));
  }
  for (const text of [
    '',
    '*.msappproxy.net',
    '_ldap._tcp',
    '~x~',
    '`x`',
    ':tada:',
    '2001:db8::1',
    '<!channel>',
    'A & B',
    '@here',
    '#general',
    '[x](y)',
    'http://x',
    'www.x.nl',
    '- item',
    '+ item',
    '1. item',
    '1) item',
    'CONTOSO\\svc',
    '{{DATE(x)}}',
    'a|b',
    ' x',
  ]) {
    it(`keeps ${JSON.stringify(text)} out of one`, () => assert.equal(isInert(text), false));
  }
});
