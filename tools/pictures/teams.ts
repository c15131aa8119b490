import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Locator } from 'playwright-core';
import { startBot } from '../../src/bot.ts';
import { teamsPath } from '../../src/channels/teams/teams.ts';
import { readConfig } from '../../src/config.ts';
import { startAgentsPlayground } from '../agents-playground.ts';

/** A slow machine takes this long for a step. */
const stepMs = 20_000;

/** A chat window of common size, without the Playground's log beside it. */
const viewport = { width: 900, height: 1_400 };

/** Stands in for Segoe UI, which Teams uses and Linux lacks: without it buttons get another stand-in than text. */
const font =
  '.ac-adaptiveCard, .ac-adaptiveCard * { font-family: "Segoe UI", "Liberation Sans", sans-serif !important }';

/**
 * Asks a question in the Agents Playground, as in Teams, and hands over the card that answers it, as Microsoft's own
 * renderer shows it. Bot and Playground are started for it and ended after `use`.
 */
export async function withTeamsAnswer(
  browser: Browser,
  { question, title }: { readonly question: string; readonly title: string },
  use: (card: Locator) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-picture-'));
  const config = readConfig({ TEAMS_LOOPBACK: '1', PORT: '0', PORTOLAN_DATA: folder });
  const bot = await startBot(config, pino({ level: 'silent' }), {
    now: Date.now,
    report: String,
    version: '0',
    owner: null,
  });
  try {
    const playground = await startAgentsPlayground({ endpoint: `${bot.url}${teamsPath}`, port: null });
    try {
      const page = await browser.newPage({ viewport, deviceScaleFactor: 1.25 });
      page.setDefaultTimeout(stepMs);
      await page.route('**/*', async (route) => {
        const isHere = /^(data|blob):|^(http|ws):\/\/(127\.0\.0\.1|localhost)[:/]/.test(route.request().url());
        return isHere ? route.continue() : route.abort();
      });
      await page.goto(playground.address);
      await page.addStyleTag({ content: font });
      await page.getByTitle('Hide log panel').click();
      await page.getByText('I answer which ports').waitFor();
      await page.locator('[contenteditable=true]').first().click();
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
      const card = page.locator('.ac-adaptiveCard', { has: page.getByText(title, { exact: true }) });
      await card.getByRole('button').last().waitFor();
      await use(card);
      await page.close();
    } finally {
      await playground.stop();
    }
  } finally {
    await bot.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
