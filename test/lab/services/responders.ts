/*
 * Two stand-ins, written by hand from the specifications, since nothing that Debian packages speaks WinRM or AD Web
 * Services. They run on the domain controller: 5985 and 9389 answer as Windows does, 15985 asks everybody to sign in.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';

/** [MS-WSMV] 3.1.4.14: what an Identify is answered with. */
const identified = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>\
<wsmid:IdentifyResponse xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>\
<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>\
<wsmid:ProductVersion>OS: 0.0.0 SP: 0.0 Stack: 3.0</wsmid:ProductVersion>\
</wsmid:IdentifyResponse></s:Body></s:Envelope>`;

function winrm(anonymous: boolean) {
  return (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    request.on('end', () => {
      if (request.url !== '/wsman' || request.method !== 'POST') response.writeHead(404).end();
      else if (anonymous && request.headers['wsmanidentify'] === 'unauthenticated')
        response.writeHead(200, { 'Content-Type': 'application/soap+xml;charset=UTF-8' }).end(identified);
      else
        response
          .writeHead(401, { Server: 'Microsoft-HTTPAPI/2.0', 'WWW-Authenticate': ['Negotiate', 'Kerberos'] })
          .end();
    });
  };
}

/** Records of .NET message framing ([MC-NMF] 2.2.3), by their first byte. */
const record = { version: 0, mode: 1, via: 2, encoding: 3, fault: 8, upgrade: 9, upgradeResponse: 0x0a } as const;

/** The endpoints that authenticate as Windows does ([MS-ADDM] 2.1) begin with this. */
const service = '/ActiveDirectoryWebServices/Windows/';

const noEndpoint = 'http://schemas.microsoft.com/ws/2006/05/framing/faults/EndpointNotFound';

/**
 * What a preamble is answered with; null where more of it must come, or where it is none. Sizes below 128 take one byte,
 * and no text of a preamble needs more.
 */
function answerTo(bytes: Buffer): Buffer | null {
  let at = 0;
  let via = '';
  while (at < bytes.length) {
    const length = bytes[at + 1] ?? 0;
    switch (bytes[at]) {
      case record.version:
        at += 3;
        break;
      case record.mode:
      case record.encoding:
        at += 2;
        break;
      case record.via:
        via = bytes.toString('utf8', at + 2, at + 2 + length);
        at += 2 + length;
        break;
      case record.upgrade: {
        if (via.includes(service)) return Buffer.of(record.upgradeResponse);
        return Buffer.concat([Buffer.of(record.fault, noEndpoint.length), Buffer.from(noEndpoint)]);
      }
      default:
        return null;
    }
  }
  return null;
}

function adws(socket: Socket): void {
  let heard: Buffer = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    const answer = answerTo(heard);
    if (answer !== null) socket.write(answer);
  });
}

createHttpServer(winrm(true)).listen(5985, '::');
createHttpServer(winrm(false)).listen(15985, '::');
createServer(adws).listen(9389, '::');
