import type { IRouter } from 'express';
import type { TeamsConfig } from '../../../config/teams.ts';
import type { Log } from '../../../log.ts';
import { serviceUrlCheck } from '../service-host.ts';
import type { Transport } from '../transport.ts';
import { createAdapter } from './adapter.ts';
import { createEndpoint } from './endpoint.ts';
import { noHandlers } from './handlers.ts';
import { createOutlet } from './outlet.ts';
import { createPosting } from './posting.ts';
import { createApplication } from './routes.ts';

export interface WireParts {
  readonly config: Exclude<TeamsConfig, { kind: 'off' }>;
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
  readonly log: Log;
  readonly openIdMetadataUrl?: string | undefined;
}

/** The transport over botbuilder and teams-ai. Fails with a PortolanError `config-invalid` on a useless certificate. */
export function createWire({ config, now, sleep, log, openIdMetadataUrl }: WireParts): Transport {
  const allows = serviceUrlCheck(config.serviceHosts, config.kind);
  const appId = config.kind === 'on' ? config.appId : '';
  const adapter = createAdapter({ config, allows, openIdMetadataUrl });
  const outlet = createOutlet(adapter, appId, createPosting({ now, sleep }));
  const handlers = noHandlers();
  const application = createApplication(adapter, appId, outlet, handlers);
  const withheld = async () => ({ kind: 'withheld', reason: 'service URL not allowed' }) as const;

  return {
    mount(router: IRouter) {
      router.use(
        createEndpoint({
          config,
          allows,
          now,
          log,
          async run(authorization, activity) {
            const response = await adapter.take(authorization, activity, async (context) => {
              await application.run(context);
            });
            return response === undefined ? { status: 200 } : { status: response.status, body: response.body };
          },
        }),
      );
    },
    onCommand(handler) {
      handlers.command = handler;
    },
    onAction(handler) {
      handlers.action = handler;
    },
    onSearch(handler) {
      handlers.search = handler;
    },
    onDialog(open, submit) {
      handlers.openDialog = open;
      handlers.submitDialog = submit;
    },
    onPresence(handler) {
      handlers.presence = handler;
    },
    send: (reference, message) => (allows(reference.serviceUrl) ? outlet.send(reference, message) : withheld()),
    update: (reference, id, message) =>
      allows(reference.serviceUrl) ? outlet.update(reference, id, message) : withheld(),
  };
}
