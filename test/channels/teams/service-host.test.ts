import assert from 'node:assert/strict';
import { isLoopback, serviceUrlCheck } from '../../../src/channels/teams/service-host.ts';

describe('the service URL check', () => {
  const on = serviceUrlCheck(['smba.infra.gov.teams.microsoft.us'], 'on');
  const loopback = serviceUrlCheck([], 'loopback');

  for (const url of [
    'https://smba.trafficmanager.net/emea/22222222-2222-4222-8222-222222222222/',
    'https://SMBA.trafficmanager.net/',
    'https://smba.trafficmanager.net:443/',
    'https://smba.infra.gcc.teams.microsoft.com/gcc/',
    'https://smba.infra.gov.teams.microsoft.us/gov/',
  ])
    it(`allows ${url}`, () => assert.ok(on(url)));

  for (const url of [
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net.attacker.example/',
    'https://attacker.example/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@attacker.example/',
    'https://smba.infra.dod.teams.microsoft.us/',
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'smba.trafficmanager.net',
    '',
  ])
    it(`refuses ${JSON.stringify(url)}`, () => assert.ok(!on(url)));

  it('allows this machine without an app ID, and nothing else', () => {
    assert.ok(loopback('http://127.0.0.1:56150/_connector'));
    assert.ok(loopback('http://localhost:56150/_connector'));
    assert.ok(loopback('http://[::1]:56150/_connector'));
    assert.ok(!loopback('https://smba.trafficmanager.net/'));
    assert.ok(!loopback('http://127.0.0.1.attacker.example/'));
    assert.ok(!loopback('ftp://127.0.0.1/'));
  });

  it('knows a loopback address in every way that a socket writes it', () => {
    for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])
      assert.ok(isLoopback(address), address);
    for (const address of ['10.0.0.1', '::ffff:10.0.0.1', '', '127.0.0.1.example', 'fe80::1'])
      assert.ok(!isLoopback(address), address);
  });
});
