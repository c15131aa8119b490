import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Papers } from '../papers.ts';
import { type Service, type Site, startService } from '../service.ts';

/** RabbitMQ speaking AMQP 1.0 over TLS on 5671, as a service bus does. The slowest of all: about ten seconds. */
export function startBroker(site: Site, { broker }: Papers): Promise<Service> {
  const folder = join(site.folder, 'rabbitmq');
  const at = (name: string) => join(folder, name);
  mkdirSync(folder);
  writeFileSync(
    at('rabbitmq.conf'),
    [
      'listeners.tcp = none',
      'listeners.ssl.default = 5671',
      `ssl_options.certfile = ${broker.certificate}`,
      `ssl_options.keyfile = ${broker.key}`,
      'ssl_options.verify = verify_none',
      'ssl_options.fail_if_no_peer_cert = false',
      '',
    ].join('\n'),
  );
  writeFileSync(at('plugins'), '[rabbitmq_amqp1_0].\n');
  return startService(site, {
    name: 'rabbitmq',
    machine: 'srv',
    // The one in the PATH changes to the package's own user, who may not read this folder.
    command: '/usr/lib/rabbitmq/bin/rabbitmq-server',
    args: [],
    env: {
      RABBITMQ_NODENAME: 'lab@localhost',
      RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
      RABBITMQ_CONF_ENV_FILE: at('none'),
      RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'),
      RABBITMQ_MNESIA_BASE: at('data'),
      RABBITMQ_LOG_BASE: folder,
      RABBITMQ_LOGS: '-',
      RABBITMQ_PID_FILE: at('pid'),
      // One scheduler that does not spin: it shares the machine with a domain controller.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1 +sbwt none',
    },
    ready: [{ transport: 'tcp', port: 5671 }],
  });
}
