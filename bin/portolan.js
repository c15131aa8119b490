#!/usr/bin/env node
// Starts the program: src/cli.ts in a checkout, which Node runs as it is; dist/cli.js in an installed package, since Node
// strips no types under node_modules.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { isNewEnough, runUnderRightNode } from './right-node.js';

const source = new URL('../src/cli.ts', import.meta.url);

if (isNewEnough()) {
  // Keeps what Node compiles beside the packages themselves, where only those who may change the code can write: the
  // second start takes half the time. Where the folder cannot be written nothing is kept.
  module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/portolan', import.meta.url)));
  const { main } = await import(existsSync(source) ? source.href : '../dist/cli.js');
  process.exitCode = await main(process.argv.slice(2));
} else runUnderRightNode(fileURLToPath(import.meta.url), process.argv.slice(2));
