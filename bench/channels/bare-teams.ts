import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';

/* The least that botbuilder can be: an echo, without an app ID. Runs as a process of its own. */

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const app = express();
app.get('/readyz', (_request, response) => {
  response.end();
});
app.post('/api/messages', express.json(), async (request, response) => {
  await adapter.process(request, response, async (context) => {
    await context.sendActivity(`Echo: ${context.activity.text}`);
  });
});
app.listen(Number(process.env['PORT']), '127.0.0.1');
