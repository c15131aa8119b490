import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { renderSlack } from '../../src/card/slack.ts';
import { show } from '../../src/channels/slack/show.ts';
import { ask } from '../../tools/pictures/ask.ts';
import { chromiumPath, openBrowser } from '../../tools/pictures/browser.ts';
import { slackPage } from '../../tools/pictures/slack.ts';
import { cardOf, stringsUnder } from '../card/samples.ts';
import { describeWhere } from '../describe-where.ts';

const chromium = { name: 'Chromium', present: existsSync(chromiumPath), install: 'apt-get install chromium' };

/** A browser starts in a second; a slow machine may take half a minute. */
const startAllowanceMs = 30_000;

/** What a PNG begins with. */
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

const questions = [
  ['en', 'help'],
  ['en', 'ports adfs wap'],
  ['nl', 'ports connect dc'],
  ['en', 'ports'],
  ['nl', 'changes 2017 2023'],
  ['en', 'sizing 80k +20%/y 3y'],
  ['nl', 'sizing adfs'],
  ['en', 'prereqs connect'],
  ['en', 'prereqs connect --page 2'],
  ['nl', 'prereqs tls'],
  ['en', 'endpoints pta'],
  ['nl', 'endpoints health --cloud usgov'],
  ['en', 'explain 443'],
  ['en', 'export connect dc --as csv'],
  ['en', 'export adfs wap --as powershell'],
  ['en', 'sources'],
  ['nl', 'ports adsf wpa'],
] as const;

/**
 * What of the page is not as it should be: elements whose text does not fit them, cells that leave a sentence less than
 * 100 pixels (two words), and everything that reaches beyond the message.
 */
const misfits = `(() => {
  const right = document.querySelector('.content').getBoundingClientRect().right;
  return [...document.querySelectorAll('.content *')].flatMap((element) => {
    const { innerText = '', scrollWidth, clientWidth, tagName } = element;
    const isInline = clientWidth === 0;
    const faults = [
      !isInline && scrollWidth > clientWidth + 1 ? 'overflows' : '',
      element.getBoundingClientRect().right > right + 1 ? 'sticks out' : '',
      ['TH', 'TD'].includes(tagName) && innerText.length > 24 && clientWidth < 100 ? 'is squeezed' : '',
    ].filter((fault) => fault !== '');
    return faults.map((fault) => innerText.slice(0, 40) + ' ' + fault);
  });
})()`;

/** What a person reads of a button or a closed select. */
function labelOf(element: ActionsBlock['elements'][number]): string {
  if (element.type === 'button') return element.text.text;
  assert.ok(element.type === 'static_select');
  return (element.initial_option?.text ?? element.placeholder)?.text ?? '';
}

/** Every text that the blocks show, in reading order. */
function textsOf(blocks: readonly KnownBlock[]): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map(labelOf)
      : block.type === 'image'
        ? [block.alt_text]
        : stringsUnder(block, 'text'),
  );
}

/** Letters alone: how a page breaks lines is its own affair, and the asterisks of a bold label are not shown. */
function bare(text: string): string {
  return text.replace(/[\s*]/gu, '');
}

describeWhere(chromium, 'a drawing of a Slack answer', () => {
  let browser: Browser;
  let page: Page;

  before('open Chromium', async function () {
    this.timeout(startAllowanceMs);
    browser = await openBrowser();
    page = await browser.newPage();
  });

  after('close it', () => browser?.close());

  /** Draws the blocks and fails unless each of their texts stands on the page, in order, and in its place. */
  async function assertReadable(blocks: readonly KnownBlock[]): Promise<void> {
    await page.setContent(slackPage(blocks, { aside: 'Only visible to you' }));
    const read = bare(await page.locator('.content').innerText());
    let from = 0;
    for (const text of textsOf(blocks)) {
      const at = read.indexOf(bare(text), from);
      assert.notEqual(at, -1, `not on the page: ${text}`);
      from = at + bare(text).length;
    }
    assert.deepEqual(v.parse(v.array(v.string()), await page.evaluate(misfits)), []);
  }

  for (const [language, question] of questions)
    it(`shows all of "${question}" in ${language}, nothing squeezed or cut off`, async () => {
      const { blocks } = show(await ask('slack', question, language), { share: true });
      await assertReadable(blocks);
      const picture = await page.locator('.message').screenshot();
      assert.deepEqual(picture.subarray(0, 4), png);
    });

  it('shows every element of a card, with words that are longer than a line', async () => {
    for (const { blocks } of renderSlack(cardOf('Connect'.repeat(30)), { language: 'en' }))
      await assertReadable(blocks);
  });

  it('shows markup as the text that it is', async () => {
    for (const { blocks } of renderSlack(cardOf('<b>bold</b> & "quoted"'), { language: 'en' }))
      await assertReadable(blocks);
    assert.equal(await page.locator('.content b b').count(), 0);
  });

  it('refuses a block that it cannot draw', () => {
    assert.throws(() => slackPage([{ type: 'divider' }], { aside: '' }), /no drawing of divider/);
  });

  it('notices a table that is too wide for the message', async () => {
    const cell = { type: 'raw_text', text: 'a text that does not break' } as const;
    const wide = { type: 'table', rows: [Array.from({ length: 6 }, () => cell)] } as const satisfies object;
    await assert.rejects(assertReadable([{ ...wide, rows: wide.rows.map((cells) => [...cells]) }]), /sticks out/);
  });
});
