import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import express from 'express';

/*
 * The least that Bolt can be: one slash command that is acknowledged. Bolt checks the signature, and nothing else is
 * done. Runs as a process of its own.
 */

const receiver = new ExpressReceiver({
  app: express(),
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U1' }),
  logLevel: LogLevel.ERROR,
});
app.command(/./u, ({ ack }) => ack());
receiver.router.get('/readyz', (_request, response) => {
  response.end();
});
await receiver.start(Number(process.env['PORT']));
