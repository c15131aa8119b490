import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const folder = dirname(createRequire(import.meta.url).resolve('ws/package.json'));

/** The client, under both of its names, and no more of the package. */
const client = `
  import WebSocket from ${JSON.stringify(join(folder, 'lib', 'websocket.js'))};
  export { WebSocket };
`;

/**
 * Stands for the compression, which a runner never offers: `ws` looks for an extension of this name in a list that stays
 * empty, and refuses a hub that uses it all the same.
 */
const noCompression = `
  class PerMessageDeflate {
    static extensionName = 'permessage-deflate';
    constructor() { throw new TypeError('a runner does not compress'); }
  }
  module.exports = PerMessageDeflate;
`;

/** Leaves the server and the compression of `ws` out: a runner has no inbound port, and so no code for one. */
export const clientOnly: Plugin = {
  name: 'client-only',
  setup(build) {
    build.onResolve({ filter: /^ws$/ }, () => ({ path: 'ws', namespace: 'client-only' }));
    build.onLoad({ filter: /^ws$/, namespace: 'client-only' }, () => ({ contents: client, resolveDir: folder }));
    build.onLoad({ filter: /[\\/]ws[\\/]lib[\\/]permessage-deflate\.js$/ }, () => ({ contents: noCompression }));
  },
};
