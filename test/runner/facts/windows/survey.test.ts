import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { readSurvey } from '../../../../src/runner/facts/windows/survey.ts';
import { hostFacts } from '../../../../src/wire/facts.ts';
import { core2019, hardened2022 } from './servers.ts';

const unknown = {
  powershellVersion: null,
  executionPolicy: null,
  domainJoined: null,
  domain: null,
  disks: null,
  services: null,
  software: null,
};

describe('the reader of the PowerShell survey', () => {
  it('reads a server of a domain', () => {
    assert.deepEqual(readSurvey(hardened2022.survey ?? ''), {
      powershellVersion: '5.1.20348.2031',
      executionPolicy: 'RemoteSigned',
      domainJoined: true,
      domain: 'corp.contoso.com',
      disks: [
        { path: 'C:\\', totalBytes: 136_365_211_648, freeBytes: 98_123_456_512 },
        { path: 'D:\\', totalBytes: 536_868_810_752, freeBytes: 400_000_000_000 },
      ],
      services: [
        { name: 'adfssrv', running: true, account: 'CORP\\svc-adfs$' },
        { name: 'WinRM', running: false, account: 'NT AUTHORITY\\NetworkService' },
      ],
      software: [{ name: 'Microsoft Entra Connect Health Agent', version: '4.5.2466.0' }],
    });
  });

  it('takes the name of a workgroup for no domain', () => {
    const { domain, domainJoined, disks, services } = readSurvey(core2019.survey ?? '');
    assert.deepEqual({ domain, domainJoined }, { domain: null, domainJoined: false });
    assert.equal(disks, null, 'disks were not told');
    assert.deepEqual(services, [], 'no service was found');
  });

  it('reads past a byte order mark, warnings and line ends', () => {
    const survey = readSurvey('\uFEFFWARNING: slow\r\n{"executionPolicy":"AllSigned"}\r\n\r\nTranscript stopped.\r\n');
    assert.equal(survey.executionPolicy, 'AllSigned');
  });

  it('reads a list that PowerShell wrapped, or wrote as its only item', () => {
    const one = { Name: 'ADSync', State: 'Running', StartName: 'NT SERVICE\\ADSync' };
    const read = [{ name: 'ADSync', running: true, account: 'NT SERVICE\\ADSync' }];
    for (const services of [[one], { value: [one], Count: 1 }, one])
      assert.deepEqual(readSurvey(JSON.stringify({ services })).services, read);
  });

  it('reads sizes that were written as text, and leaves out those that are no whole numbers', () => {
    const disk = { DeviceID: 'C:', Size: '136365211648', FreeSpace: 1 };
    assert.deepEqual(
      readSurvey(
        JSON.stringify({
          disks: [disk, { ...disk, Size: '136.365,2' }, { ...disk, FreeSpace: null }, { ...disk, Size: -1 }],
        }),
      ).disks,
      [{ path: 'C:\\', totalBytes: 136_365_211_648, freeBytes: 1 }],
    );
  });

  it('keeps the parts that stand when another is odd', () => {
    assert.deepEqual(readSurvey('{"executionPolicy":7,"computer":"none","services":3,"powershellVersion":"5.1"}'), {
      ...unknown,
      powershellVersion: '5.1',
    });
  });

  it('knows nothing from nothing', () => {
    for (const output of ['', '{', '}{', 'null', '[]', '{"computer":{"Domain":"CORP"}}', '5.1'])
      assert.deepEqual(readSurvey(output), unknown, output);
  });

  it('keeps at most 64 of a list and 300 characters of a name', () => {
    const services = Array.from({ length: 100 }, () => ({ Name: 'x'.repeat(1_000), State: 'Running', StartName: '' }));
    const read = readSurvey(JSON.stringify({ services })).services ?? [];
    assert.equal(read.length, 64);
    assert.equal(read[0]?.name.length, 300);
    assert.equal(read[0]?.account, null);
  });

  it('makes nothing of any JSON that facts could not hold', () => {
    const facts = hostFacts.entries.windows.wrapped.entries;
    const schema = v.object({ services: facts.services, software: facts.software });
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('Running', 'C:', 1e300, -1, ''));
    const item = fc.dictionary(
      fc.constantFrom('Name', 'State', 'StartName', 'DeviceID', 'Size', 'FreeSpace', 'DisplayName', 'PartOfDomain'),
      odd,
    );
    const part = fc.oneof(odd, item, fc.array(item), fc.record({ value: fc.array(item) }));
    const names = fc.constantFrom('powershellVersion', 'executionPolicy', 'computer', 'disks', 'services', 'software');
    fc.assert(
      fc.property(fc.dictionary(names, part), (object) => {
        assert.ok(v.is(schema, readSurvey(JSON.stringify(object))));
      }),
    );
    fc.assert(
      fc.property(fc.string(), (output) => {
        assert.ok(v.is(schema, readSurvey(output)));
      }),
    );
  });
});
