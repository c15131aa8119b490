/**
 * Fills in, checks and writes the Slack app manifest and the Teams app package.
 *
 * npm run manifests -- --host bot.contoso.com
 */
import { fileURLToPath } from 'node:url';
import { faultText } from '../src/cli/fault.ts';
import { loadConfig } from '../src/config.ts';
import { runManifests } from './manifests/run.ts';

try {
  process.exitCode = runManifests(process.argv.slice(2), {
    committed: fileURLToPath(new URL('../manifests', import.meta.url)),
    loadConfig: () => loadConfig(),
    output: process.stdout,
    error: process.stderr,
  });
} catch (error) {
  process.stderr.write(faultText(error));
  process.exitCode = 1;
}
