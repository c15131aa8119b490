/**
 * Draws the pictures of the README from real answers, with the Chromium of this machine: terminal, Slack (a drawing of
 * the message's blocks), Teams (the Agents Playground's own page).
 *
 * npm run pictures
 */
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { show } from '../src/channels/slack/show.ts';
import { ask } from './pictures/ask.ts';
import { openBrowser } from './pictures/browser.ts';
import { slackPage } from './pictures/slack.ts';
import { withTeamsAnswer } from './pictures/teams.ts';
import { terminalPage } from './pictures/terminal.ts';

const docs = fileURLToPath(new URL('../docs', import.meta.url));

const terminals = [
  { file: 'terminal.png', questions: ['ports adfs wap', 'ports adsf wpa'] },
  { file: 'changes.png', questions: ['changes 2017 2023 pta entra'] },
] as const;

const question = 'ports adfs wap';

async function report(path: string): Promise<void> {
  process.stdout.write(`${path} ${((await stat(path)).size / 1_024).toFixed(0)} KB\n`);
}

await mkdir(docs, { recursive: true });
const browser = await openBrowser();
try {
  const page = await browser.newPage();
  for (const { file, questions } of terminals) {
    const path = `${docs}/${file}`;
    await page.setContent(await terminalPage(questions));
    await page.locator('pre').screenshot({ path });
    await report(path);
  }

  const slack = `${docs}/slack.png`;
  const sharp = await browser.newPage({ deviceScaleFactor: 1.25 });
  const { blocks } = show(await ask('slack', question), { share: true });
  await sharp.setContent(slackPage(blocks, { aside: 'Only visible to you' }));
  await sharp.locator('.message').screenshot({ path: slack });
  await report(slack);

  const teams = `${docs}/teams.png`;
  await withTeamsAnswer(browser, { question, title: 'Ports · AD FS ↔ WAP' }, async (card) => {
    await card.screenshot({ path: teams });
  });
  await report(teams);
} finally {
  await browser.close();
}
