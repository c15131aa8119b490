import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internet, srv } from '../addresses.ts';
import { type Papers, siteHost, siteNames } from '../papers.ts';
import { type Service, type Site, startService } from '../service.ts';

/** The base64 between a PEM file's two marks: a certificate as metadata has it. */
function base64Of(pem: string): string {
  return readFileSync(pem, 'utf8').replace(/-----[^-]+-----|\s/g, '');
}

/** Federation metadata of an AD FS farm that is about to change its token-signing certificate: both are in it. */
function metadata({ tokenSigning }: Papers): string {
  const keys = tokenSigning.map(
    ({ certificate }) =>
      `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64Of(
        certificate,
      )}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  );
  return [
    '<?xml version="1.0"?>',
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="http://sts.contoso.test/adfs/services/trust">',
    `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}</IDPSSODescriptor>`,
    '</EntityDescriptor>',
  ].join('');
}

/** Both addresses of a host, each with this port. */
function listen({ v4, v6 }: { readonly v4: string; readonly v6: string }, port: number, options = ''): string {
  return `listen ${v4}:${port}${options}; listen [${v6}]:${port}${options};`;
}

function configOf(folder: string, papers: Papers): string {
  const secure = siteNames
    .filter((name) => name !== 'old-tls')
    .map((name) => {
      const { certificate, key } = papers.sites[name];
      // The first of an address is what a client gets that names nobody: the federation service.
      const host = name === 'login' ? internet : srv;
      const files = `ssl_certificate ${certificate}; ssl_certificate_key ${key};`;
      return `server { ${listen(host, 443, ' ssl http2')} server_name ${siteHost(name)}; ${files} root ${folder}/www; }`;
    });
  const { certificate, key } = papers.sites.sts;
  return `
daemon off;
user root;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
  access_log off;
  default_type application/octet-stream;
  types { text/html html; application/pkix-crl crl; text/xml xml; }
  client_body_temp_path ${folder}/tmp; proxy_temp_path ${folder}/tmp; fastcgi_temp_path ${folder}/tmp;
  uwsgi_temp_path ${folder}/tmp; scgi_temp_path ${folder}/tmp;
  # So that 1,024-bit keys and SHA-1 signatures can be served at all.
  ssl_ciphers ALL:@SECLEVEL=0;
  ssl_protocols TLSv1.2 TLSv1.3;
  server {
    ${listen(srv, 80)}
    root ${folder}/www;
    location = /adfs/probe { return 200; }
    location = /moved { return 302 https://sts.contoso.test/; }
    location = /broken/adfs/probe { return 503; }
  }
  ${secure.join('\n  ')}
  server {
    ${listen(srv, 49443, ' ssl')}
    ssl_certificate ${certificate}; ssl_certificate_key ${key};
    ssl_verify_client optional; ssl_client_certificate ${papers.authorities.users.certificate};
    location / { return 404; }
  }
  # Where a load balancer was put before the farm and nobody told it to ask for certificates.
  server {
    ${listen(srv, 49444, ' ssl')}
    ssl_certificate ${certificate}; ssl_certificate_key ${key};
    location / { return 404; }
  }
}
`;
}

/** nginx as the federation service, the sites with their certificates, the lists on port 80, and port 49443. */
export function startWeb(site: Site, papers: Papers): Promise<Service> {
  const folder = join(site.folder, 'nginx');
  const pages = join(folder, 'www');
  mkdirSync(join(pages, 'FederationMetadata', '2007-06'), { recursive: true });
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Contoso</title>\n');
  writeFileSync(join(pages, 'not-a-list.crl'), '<!doctype html><title>Sign in to continue</title>\n');
  writeFileSync(join(pages, 'FederationMetadata', '2007-06', 'FederationMetadata.xml'), metadata(papers));
  copyFileSync(papers.crls.valid, join(pages, 'valid.crl'));
  copyFileSync(papers.crls.expired, join(pages, 'expired.crl'));
  writeFileSync(join(folder, 'nginx.conf'), configOf(folder, papers));
  return startService(site, {
    name: 'nginx',
    machine: 'srv',
    command: 'nginx',
    args: ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')],
    ready: [80, 443, 49443, 49444].map((port) => ({ transport: 'tcp' as const, port })),
  });
}
