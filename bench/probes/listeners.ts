/*
 * A process that takes connections on a range of ports, of every address of the namespace, and says nothing. Its argument
 * is `{"firstPort", "ports"}`; it writes `{}` once it listens, and ends with its standard input.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as v from 'valibot';

const { firstPort, ports } = v.parse(
  v.pipe(v.string(), v.parseJson(), v.strictObject({ firstPort: v.number(), ports: v.number() })),
  process.argv[2],
);

/** Above what any bench opens at once: a full queue drops connections, and that would be measured in place of the tools. */
const backlog = 4_096;

for (let port = firstPort; port < firstPort + ports; port++) {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  server.listen({ port, host: '0.0.0.0', backlog });
  await once(server, 'listening');
}
process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write('{}\n');
