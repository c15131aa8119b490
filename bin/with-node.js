// node bin/with-node.js SCRIPT [ARGUMENT ...]: runs a script of this project, or the command of a package, under a Node
// that is new enough. npm 11 puts the pinned Node on the PATH of scripts by itself, npm 10 does not.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runUnderRightNode } from './right-node.js';

/** The file behind a package's command: `mocha` is node_modules/mocha/bin/mocha.js. */
function commandOf(name) {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = require(manifest);
  return join(manifest, '..', typeof bin === 'string' ? bin : bin[name]);
}

const [script, ...parameters] = process.argv.slice(2);
runUnderRightNode(existsSync(script) ? script : commandOf(script), parameters);
