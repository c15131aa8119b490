import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portolan } from './process.ts';

describe('portolan ask', () => {
  it('answers on standard output and exits 0', async () => {
    const { code, stdout, stderr } = await portolan(['ask', 'ports adfs wap']);
    assert.equal(code, 0);
    assert.match(stdout, /WAP → AD FS/);
    assert.match(stdout, /443 +TCP +HTTPS +required/);
    assert.equal(stderr, '');
  });

  it('takes the question as one argument or as many', async () => {
    const one = await portolan(['ask', 'ports connect dc --edition 2017']);
    const many = await portolan(['ask', 'ports', 'connect', 'dc', '--edition', '2017']);
    assert.equal(one.code, 0);
    assert.equal(many.stdout, one.stdout);
  });

  it('keeps an argument with a blank in it together', async () => {
    const { code, stdout } = await portolan(['ask', 'sizing', '250 000', '--json']);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).objects, 250_000);
  });

  it('prints the typed result with --json', async () => {
    const { code, stdout } = await portolan(['ask', 'ports adfs wap', '--json']);
    assert.equal(code, 0);
    const result = JSON.parse(stdout);
    assert.equal(result.kind, 'ports');
    const [flow] = result.flows;
    assert.equal(result.flows.length, 1);
    assert.deepEqual(
      [flow.from, flow.to, flow.protocol, flow.transports, flow.ports, flow.need, flow.condition, flow.editions],
      ['wap', 'adfs', 'HTTPS', ['tcp'], [[443, 443]], 'required', null, ['2017-02', '2020-03', '2023-01']],
    );
    assert.deepEqual(
      [flow.source.date, flow.source.place, flow.source.sha256],
      ['2023-01-19', 'table 4', '0de4f4ba97ab21f3276799672cccef0ef4b57fa1a239f6c2b80ddea5805fe1cc'],
    );
  });

  it('prints one flat table with --csv', async () => {
    const { code, stdout } = await portolan(['ask', 'ports adfs wap', '--csv']);
    assert.equal(code, 0);
    const [header, first] = stdout.split('\r\n');
    assert.match(header ?? '', /^Source role,Destination role,/);
    assert.match(first ?? '', /^Web Application Proxy,AD FS federation server,inbound,HTTPS,tcp,tcp,443,required,/);
  });

  it('prints a document with --markdown', async () => {
    const { code, stdout } = await portolan(['ask', 'ports adfs wap', '--markdown']);
    assert.equal(code, 0);
    assert.match(stdout, /\| 443 +\|/);
  });

  it('exits 2 with a suggestion on standard error for what it cannot understand', async () => {
    const { code, stdout, stderr } = await portolan(['ask', 'ports adsf wpa']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /Did you mean: ports adfs wap/);
  });

  it('exits 2 for nothing at all', async () => {
    assert.equal((await portolan(['ask'])).code, 2);
  });

  it('speaks the language of the shell', async () => {
    const { stdout } = await portolan(['ask', 'ports adfs wap'], { env: { LC_ALL: 'nl_NL.UTF-8' } });
    assert.match(stdout, /vereist/);
  });

  it('prints no control character that was typed', async () => {
    const { code, stderr } = await portolan(['ask', 'ports \u001b[31mred\u0007 \u202egnp']);
    assert.equal(code, 2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    assert.doesNotMatch(stderr.replaceAll('\n', ''), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('portolan catalog', () => {
  it('prints editions, 70 rows and the merged flows as JSON', async () => {
    const { code, stdout } = await portolan(['catalog', '--json']);
    assert.equal(code, 0);
    const { editions, rows, flows } = JSON.parse(stdout);
    assert.deepEqual(
      editions.map(({ id }: { id: string }) => id),
      ['2017-02', '2020-03', '2023-01'],
    );
    assert.equal(rows.length, 70);
    assert.ok(flows.length > 30);
    const old = rows.find(
      (row: { edition: string; table: string; ports: number[][] }) =>
        row.edition === '2017-02' && row.table === '6a' && row.ports.length === 2,
    );
    assert.deepEqual(
      [old.protocol, old.ports, old.transports],
      [
        'Azure Service Bus',
        [
          [9352, 9352],
          [5671, 5671],
        ],
        [],
      ],
    );
  });

  it('says what it holds without --json', async () => {
    const { code, stdout } = await portolan(['catalog']);
    assert.equal(code, 0);
    assert.match(stdout, /^ +70 +rows$/m);
  });
});

describe('portolan', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-cli-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = (input: string) => portolan([], { input, cwd: folder });

  it('answers piped questions one a line, without a prompt', async () => {
    const { code, stdout, stderr } = await start('ports adfs wap\n\n/sizing 250000\n');
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /portolan>/);
    assert.match(stdout, /WAP → AD FS[\s\S]*250,000/);
  });

  it('goes on after a line that it does not understand, and exits 2', async () => {
    const { code, stdout } = await start('ports adsf wpa\nports adfs wap');
    assert.equal(code, 2);
    assert.match(stdout, /ports adfs wap[\s\S]*WAP → AD FS/);
  });

  it('stops at exit', async () => {
    const { code, stdout } = await start('exit\nports adfs wap\n');
    assert.equal(code, 0);
    assert.equal(stdout, '');
  });

  it('explains itself, tells its version, and names what it does not know', async () => {
    assert.match((await portolan(['--help'])).stdout, /portolan ask "ports adfs wap"/);
    assert.match((await portolan(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
    const typo = await portolan(['catlog']);
    assert.equal(typo.code, 2);
    assert.match(typo.stderr, /did you mean “catalog”/);
    const bare = await portolan(['ports', 'adfs', 'wap']);
    assert.equal(bare.code, 2);
    assert.match(bare.stderr, /portolan ask "ports adfs wap"/);
    assert.equal((await portolan(['catalog', '--yaml'])).code, 2);
    assert.equal((await portolan(['ask', 'help', '--json', '--csv'])).code, 2);
  });
});
