/*
 * A process that answers the 22 flows of flows.ts on every address of the bench, with bytes written by hand from the
 * protocols' own documents. Its argument is `{"hosts"}`; it writes `{"root"}`, the authority of its certificates as PEM,
 * once it listens, and ends with its standard input. To be run in a namespace of its own: the ports are the real ones.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createWebServer, type RequestListener } from 'node:http';
import { createServer as createSecureWebServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import * as v from 'valibot';
import { metadataOf } from '../../test/probe/adfs/documents.ts';
import { hex } from '../../test/probe/ber/der.ts';
import { issue, issueRoot, revocationList } from '../../test/probe/certificates.ts';
import * as dns from '../../test/probe/dns/answers.ts';
import * as kerberos from '../../test/probe/kerberos/answers.ts';
import * as ldap from '../../test/probe/ldap/answers.ts';
import { netlogonResponse } from '../../test/probe/ldap/netlogon-answers.ts';
import { newYear2000, packet, transmitOf } from '../../test/probe/ntp/answers.ts';
import { bindAck, mapperOf } from '../../test/probe/rpc/answers.ts';
import { negotiated, statedTime } from '../../test/probe/smb/answers.ts';
import { presenting } from '../../test/probe/tls/servers.ts';
import { federation, paths } from './flows.ts';
import { addressesOf } from './spread.ts';

const { hosts } = v.parse(v.pipe(v.string(), v.parseJson(), v.strictObject({ hosts: v.number() })), process.argv[2]);

/** What an arrival is answered with; nothing where it is no question of the protocol. */
type Answer = (bytes: Buffer) => readonly Uint8Array[];

const backlog = 4_096;
const dayMs = 86_400_000;
/** Shortest question of DNS: a header, a name, type and class. */
const shortestQuery = 17;

const root = issueRoot('Contoso Bench CA');
const leaf = issue({ name: { CN: federation }, dns: [federation], by: root });
const users = issueRoot('Contoso Users CA');
const identity = presenting(leaf);
const list = revocationList(root, { thisUpdate: Date.now() - dayMs, nextUpdate: Date.now() + 7 * dayMs, revoked: 20 });
const metadata = metadataOf(`http://${federation}/adfs/services/trust`, [leaf], leaf);

const controller = dns.record('SRV', dns.service(0, 100, 389, 'dc1.corp.contoso.com'));
const lookedUp = (query: Buffer) => (query.length < shortestQuery ? [] : [dns.answerTo(query, 0x8580, [controller])]);
const preauthentication = kerberos.kerberosError({ code: 25 });
const refusal = kerberos.kpasswdReply(Buffer.alloc(0), kerberos.kerberosError({ code: 31 }));
const rootDse = [Buffer.concat([ldap.entry(1, ldap.rootDse), ldap.done(1)])];
const always =
  (...answer: readonly Uint8Array[]): Answer =>
  () =>
    answer;

const overTcp: Readonly<Record<number, Answer>> = {
  53: (bytes) => lookedUp(bytes.subarray(2)).map(dns.overTcp),
  88: always(kerberos.overTcp(preauthentication)),
  135: mapperOf([
    { name: 'drsuapi', port: 49_664 },
    { name: 'lsarpc', port: 49_664 },
    { name: 'netlogon', port: 49_665 },
  ]),
  389: () => rootDse,
  445: always(negotiated({ securityMode: 3, dialect: 0x0311, systemTime: statedTime })),
  464: always(kerberos.overTcp(refusal)),
  3268: () => rootDse,
  9389: always(hex('0a')),
  49664: always(bindAck()),
  49665: always(bindAck()),
};

const overTls: Readonly<Record<number, Answer>> = {
  636: () => rootDse,
  3269: () => rootDse,
  5671: always(hex('41 4d 51 50 03 01 00 00')),
};

const overUdp: Readonly<Record<number, Answer>> = {
  53: lookedUp,
  88: always(preauthentication),
  123: (question) => {
    const times = { receive: newYear2000, transmit: newYear2000 };
    return question.length < 48
      ? []
      : [packet({ first: 0x24, stratum: 3, reference: '0a4d0001', origin: transmitOf(question), ...times })];
  },
  389: always(Buffer.concat([ldap.entry(1, { Netlogon: netlogonResponse }), ldap.done(1)])),
  464: always(refusal),
};

const identified = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>\
<wsmid:IdentifyResponse xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor></wsmid:IdentifyResponse></s:Body></s:Envelope>`;

const pages: Readonly<Record<string, Uint8Array | string>> = {
  '/': 'ok',
  '/wsman': identified,
  [paths.health]: '',
  [paths.list]: list,
  [paths.metadata]: metadata,
};

const serve: RequestListener = (request, response) => {
  const page = pages[request.url ?? ''];
  request.resume();
  response.writeHead(page === undefined ? 404 : 200).end(page);
};

function converse(answer: Answer): (socket: Socket) => void {
  return (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      for (const piece of answer(bytes)) socket.write(piece);
    });
  };
}

const asking = { ...identity, requestCert: true, rejectUnauthorized: false, ca: [users.cert] };
const servers = [
  ...Object.entries(overTcp).map(([port, answer]) => ({ port, server: createServer(converse(answer)) })),
  ...Object.entries(overTls).map(([port, answer]) => ({ port, server: createTlsServer(identity, converse(answer)) })),
  ...[80, 5_985].map((port) => ({ port, server: createWebServer(serve) })),
  { port: 443, server: createSecureWebServer(identity, serve) },
  { port: 49_443, server: createTlsServer(asking, converse(always())) },
];

for (const { port, server } of servers) {
  // What a scanner hangs up in the middle of is not our affair.
  server.on('tlsClientError', () => undefined).on('clientError', (_: unknown, socket: Socket) => socket.destroy());
  server.listen({ port: Number(port), host: '0.0.0.0', backlog });
  await once(server, 'listening');
}
// A datagram must come back from the address that was asked, so each has a socket of its own.
for (const address of addressesOf(hosts))
  for (const [port, answer] of Object.entries(overUdp)) {
    const socket = createSocket('udp4');
    socket.on('message', (bytes, from) => {
      for (const datagram of answer(bytes)) socket.send(datagram, from.port, from.address);
    });
    socket.bind(Number(port), address);
    await once(socket, 'listening');
  }
process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write(`${JSON.stringify({ root: root.cert })}\n`);
