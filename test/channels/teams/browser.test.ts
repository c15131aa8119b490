import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openBrowser } from '../../../tools/pictures/browser.ts';
import { describeWhere } from '../../describe-where.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { createPlayground, type Playground } from '../../fakes/teams/playground.ts';

const needed = { name: 'Chromium', present: existsSync(chromiumPath), install: 'apt-get install chromium' };

/** A browser, a bot and a Playground start; a slow machine takes a minute. */
const startAllowanceMs = 90_000;
const stepMs = 15_000;

/** What a PNG begins with. */
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

describeWhere(needed, 'Teams in a browser', () => {
  let bot: TeamsBot;
  let teams: Playground;
  let browser: Browser;
  let page: Page;

  before('open the Playground in Chromium', async function () {
    this.timeout(startAllowanceMs);
    bot = await startTeamsBot();
    teams = await createPlayground(bot.endpoint);
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(stepMs);
    await page.route('**/*', async (route) => {
      const url = route.request().url();
      const isHere = /^(data|blob):|^(http|ws):\/\/(127\.0\.0\.1|localhost)[:/]/.test(url);
      return isHere ? route.continue() : route.abort();
    });
    await page.goto(teams.address);
    await page.getByTitle('Hide log panel').click();
  });

  after('close everything', async () => {
    await browser?.close();
    await teams?.close();
    await bot?.stop();
  });

  it('shows the welcome, the answer to a typed question and to a pressed button', async () => {
    await page.getByText('I answer which ports').waitFor();
    await page.locator('[contenteditable=true]').first().click();
    await page.keyboard.type('ports adfs wap');
    await page.keyboard.press('Enter');
    await page.getByText('Ports · AD FS ↔ WAP', { exact: true }).waitFor();
    await page.getByText('Passes sign-in requests').first().waitFor();
    await page.getByRole('button', { name: 'Required only' }).click();
    await page.getByText('Ports · AD FS ↔ WAP · required', { exact: true }).waitFor();
    await page.getByText('Answered in a new message.').first().waitFor();
  }).timeout(startAllowanceMs);

  it('turns a page in place', async () => {
    await page.locator('[contenteditable=true]').first().click();
    await page.keyboard.type('ports');
    await page.keyboard.press('Enter');
    await page.getByText(/^Page 1 of \d+$/).waitFor();
    await page.getByRole('button', { name: 'Next' }).last().click();
    await page.getByText(/^Page 2 of \d+$/).waitFor();
    assert.equal(await page.getByText(/^Page 1 of \d+$/).count(), 0);
  }).timeout(startAllowanceMs);

  it('finds answers in the message extension and inserts one', async () => {
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
    await page.getByText('Search Command').click();
    await page.getByPlaceholder('Enter a search term').fill('ldap');
    await page.keyboard.press('Enter');
    await page.getByText('Ports · LDAP').first().click();
    await page.getByRole('button', { name: 'Send Message' }).click();
    await page.getByText('Ports · LDAP', { exact: true }).last().waitFor();
  }).timeout(startAllowanceMs);

  it('makes a picture', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portolan-picture-'));
    const path = join(folder, 'teams.png');
    await page.screenshot({ path });
    const picture = readFileSync(path);
    rmSync(folder, { recursive: true });
    assert.deepEqual(picture.subarray(0, 4), png);
    assert.ok(picture.length > 20_000, 'an empty page is smaller');
  });

  it('met no fault', () => assert.deepEqual(bot.faults, []));
});
