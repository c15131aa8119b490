import { type Browser, chromium } from 'playwright-core';

/** Where distributions install Chromium; `CHROMIUM` names another. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium without a window, which calls nobody by itself. Fails where there is none. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      // Grey edges of letters: a third smaller than coloured ones.
      '--disable-lcd-text',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
