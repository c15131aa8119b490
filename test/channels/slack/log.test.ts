import assert from 'node:assert/strict';
import { webApi } from '@slack/bolt';
import { createBoltLog, scrub, describe as told } from '../../../src/channels/slack/log.ts';

describe('what is logged of Slack', () => {
  for (const secret of [
    'xoxb-1-2-abc',
    'xoxp-1-2-abc',
    'xoxe.xoxb-1-abc',
    'xoxe-1-abc',
    'xapp-1-A1-2-abc',
    'xwfp-1-abc',
    'https://hooks.slack.com/commands/T1/2/abc',
    'https://hooks.slack-gov.com/actions/T1/2/abc',
  ])
    it(`never holds ${secret.slice(0, 18)}…`, () => {
      assert.equal(scrub(`before ${secret} after`), 'before [secret] after');
    });

  it('is Slack’s code of an error, without the rest of its reply', () => {
    const error = new webApi.WebAPIPlatformError({
      ok: false,
      error: 'invalid_auth',
      response_metadata: { warnings: ['xoxb-1'] },
    });
    assert.deepEqual(told(error), { error: 'WebAPIPlatformError', code: 'invalid_auth' });
  });

  it('has no debug lines of Bolt, which hold whole messages', () => {
    const lines: unknown[] = [];
    const add = (...parts: unknown[]) => void lines.push(parts);
    const log = createBoltLog({ debug: add, info: add, warn: add, error: add });
    log.debug('body', { text: 'hello' });
    assert.deepEqual(lines, []);
    log.warn('token xoxb-1-2', new Error('at xapp-1-A1'), { token: 'xoxb-1' });
    assert.deepEqual(lines, [['token [secret] Error: at [secret] object']]);
  });
});
