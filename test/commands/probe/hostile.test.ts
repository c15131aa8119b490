import assert from 'node:assert/strict';
import { pino } from 'pino';
import * as v from 'valibot';
import type { Card } from '../../../src/card/card.ts';
import { renderCsv } from '../../../src/card/csv.ts';
import { renderMarkdown } from '../../../src/card/markdown.ts';
import { renderSlack } from '../../../src/card/slack.ts';
import { renderTeams } from '../../../src/card/teams.ts';
import { renderText } from '../../../src/card/text.ts';
import { type Language, languages } from '../../../src/catalog/text.ts';
import type { RunnerView } from '../../../src/commands/estate.ts';
import { assign, hostOf } from '../../../src/commands/probe/assign.ts';
import { requestOf } from '../../../src/commands/probe/request.ts';
import { probeSheet } from '../../../src/commands/probe/sheet.ts';
import { viewProbe } from '../../../src/commands/probe/view.ts';
import { runnersSheet } from '../../../src/commands/runners/sheet.ts';
import { viewRunners } from '../../../src/commands/runners/view.ts';
import { outcome } from '../../../src/probe/outcome.ts';
import { hostFacts } from '../../../src/wire/facts.ts';
import { unseen } from '../../card/samples.ts';
import { assertSlackTakes } from '../../card/slack-limits.ts';
import { assertTeamsTakes } from '../../card/teams-schema.ts';
import { runner } from '../../fakes/estate.ts';
import { factsSaying, hostileEvidence, outcomesSaying } from '../../fakes/hostile-outcomes.ts';
import * as slack from '../../fakes/slack/reading.ts';
import * as teams from '../../fakes/teams/naughty.ts';
import { parseCsv } from '../export/formats/parse-csv.ts';
import { done, runOf, shown } from './runs.ts';

/** A run in which every verdict and every kind of evidence says one text, and a runner that says it too. */
function runSaying(text: string) {
  return runOf(
    outcomesSaying(text).map((one, at) =>
      done('ldap', one, { probe: { kind: 'ldap', host: `dc${at + 10}.corp.contoso.com`, port: 389 } }),
    ),
  );
}

function strangerSaying(text: string): RunnerView {
  const short = text.slice(0, 100);
  return runner({
    name: 'sync01',
    roles: ['connect'],
    facts: factsSaying(text),
    software: { portolan: short, node: short, platform: short, arch: short },
    policy: {
      version: 1,
      paused: false,
      roles: ['connect'],
      // Printable ASCII without blanks is all that a pattern may be.
      hosts: Array.from({ length: 6 }, () => text.replaceAll(/[^!-~]/g, '').slice(0, 253) || '*'),
      catalogHosts: true,
      flows: ['*'],
      kinds: '*',
      rate: { perMinute: 1, perHostPerMinute: 1 },
    },
  });
}

/** Every card that shows what was said. */
function cardsSaying(text: string, language: Language): readonly Card[] {
  const run = runSaying(text);
  const stranger = strangerSaying(text);
  const request = { kind: 'probe-request', id: run.id, rules: requestOf(run, [stranger]) } as const;
  return [
    viewProbe(shown(run), language, 'probe status k3fq'),
    viewProbe(shown(run, { all: true }), language, 'probe status k3fq --all'),
    viewProbe(request, language, 'probe request k3fq'),
    viewRunners({ kind: 'runners', at: 0, runners: [stranger] }, language, 'runners'),
    viewRunners({ kind: 'runner', at: 0, runner: stranger }, language, 'runners sync01'),
  ];
}

/** What a spreadsheet takes for a formula. */
const formula = /^[=+\-@\t\r]/;

/** Markdown that a site would act on, outside of code and of escapes. */
const alive = /(?<!\\)[<@]|(?<!\\)\]\(|(?<!\\):\/\/|(?<!\\)!\[/;

describe('what servers say', () => {
  it('is of every shape that may come over the wire, so that nothing here is hostile by being malformed', () => {
    for (const text of hostileEvidence) {
      for (const one of outcomesSaying(text)) assert.ok(v.is(outcome, one), `${one.verdict} ${text}`);
      assert.ok(v.is(hostFacts, factsSaying(text)), text);
    }
  });

  for (const text of hostileEvidence)
    describe(`such as ${JSON.stringify(text.slice(0, 40))}`, () => {
      for (const language of languages) {
        it(`is harmless in Slack (${language})`, () => {
          for (const card of cardsSaying(text, language))
            for (const page of renderSlack(card, { language })) {
              assertSlackTakes(page);
              slack.assertInert(page.blocks, page.text, text);
            }
        });

        it(`is harmless in Teams (${language})`, () => {
          for (const card of cardsSaying(text, language))
            for (const page of renderTeams(card, { language })) {
              assertTeamsTakes(page);
              teams.assertInert(page.card, text);
            }
        });
      }

      it('is harmless in a terminal', () => {
        for (const card of cardsSaying(text, 'en'))
          for (const width of [40, 80, 200]) {
            const printed = renderText(card, { width, color: false, language: 'en' });
            assert.doesNotMatch(printed, unseen);
          }
      });

      it('is harmless in Markdown', () => {
        for (const card of cardsSaying(text, 'en')) {
          const written = renderMarkdown(card, { language: 'en' });
          assert.doesNotMatch(written, unseen);
          const unfenced = written.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/m, '');
          assert.doesNotMatch(unfenced.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, ''), alive);
        }
      });

      it('is no formula and breaks no line of a spreadsheet', () => {
        const run = runSaying(text);
        const stranger = strangerSaying(text);
        const request = { kind: 'probe-request', id: run.id, rules: requestOf(run, [stranger]) } as const;
        for (const sheet of [
          probeSheet(shown(run), 'en'),
          probeSheet(request, 'en'),
          runnersSheet({ kind: 'runners', at: 0, runners: [stranger] }, 'en'),
        ]) {
          const csv = renderCsv(sheet);
          const records = parseCsv(csv);
          assert.equal(records.length, sheet.rows.length + 1);
          assert.equal(csv.split('\n').length, records.length + 1, 'a line a record');
          for (const record of records) {
            assert.equal(record.length, sheet.columns.length);
            for (const cell of record) assert.doesNotMatch(cell, formula);
          }
          assert.doesNotMatch(csv.replaceAll('\r\n', ''), unseen);
        }
      });

      it('is one line of JSON in a log', () => {
        const lines: string[] = [];
        const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
        for (const one of outcomesSaying(text)) log.info({ outcome: one }, 'probed');
        assert.equal(lines.length, outcomesSaying(text).length);
        for (const line of lines) {
          assert.equal(line.indexOf('\n'), line.length - 1);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
          assert.doesNotMatch(line.trimEnd(), /[\u0000-\u001f]/);
          assert.doesNotThrow(() => JSON.parse(line));
        }
      });

      it('is no host name', () => {
        const stranger = strangerSaying(text);
        // Letters alone are a name, however long; the longest that DNS knows is 253.
        if (/^x+$/.test(text)) return;
        assert.equal(hostOf(stranger), null);
      });
    });

  it('names no host to others: a runner whose name is no name is nobody’s target', () => {
    const asked = {
      kind: 'start',
      from: 'wap',
      to: { role: 'adfs', host: null },
      runner: null,
      ports: [],
      protocols: [],
      features: [],
      edition: null,
      requiredOnly: false,
    } as const;
    const strange = runner({ name: 'adfs01', roles: ['adfs'], facts: factsSaying('<!channel>') });
    const assigned = assign(asked, [runner({ name: 'wap01', roles: ['wap'] }), strange]);
    assert.ok(assigned.kind === 'assignment');
    assert.deepEqual(assigned.tasks, []);
    assert.ok(assigned.unprobed.some(({ reason }) => /no host of AD FS is known/.test(reason.en)));
  });
});
