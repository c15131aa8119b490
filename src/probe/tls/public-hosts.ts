/**
 * Domains of Microsoft's services: those of the catalog's endpoints, and their twins in the clouds for the United States'
 * government and China. Their certificates come from public authorities, whatever an organisation trusts besides.
 */
const microsoftDomains: readonly string[] = [
  'azure.com',
  'azure.net',
  'azure.us',
  'azure.cn',
  'chinacloudapi.cn',
  'cloud.microsoft',
  'live.com',
  'microsoft.com',
  'microsoft.us',
  'microsoftazure.us',
  'microsoftazuread-sso.com',
  'microsoftazuread-sso.us',
  'microsoftonline.com',
  'microsoftonline.us',
  'microsoftonline.cn',
  'microsoftonline-p.com',
  'microsoftonline-p.net',
  'msappproxy.com',
  'msappproxy.net',
  'msappproxy.us',
  'msauth.net',
  'msauth.cn',
  'msauthimages.net',
  'msftauth.net',
  'msftauth.cn',
  'msftauthimages.net',
  'msftconnecttest.com',
  'msocsp.com',
  'office.com',
  'office.net',
  'office365.com',
  'office365.us',
  'usgovcloudapi.net',
  'windows.net',
  'windowsazure.com',
  'windowsazure.us',
];

/** Whether a host is one of Microsoft's own, by its name. */
export function isMicrosoftHost(host: string): boolean {
  const name = `.${host.toLowerCase().replace(/\.$/, '')}`;
  return microsoftDomains.some((domain) => name.endsWith(`.${domain}`));
}

/**
 * Roots of Microsoft's that Windows trusts and Node does not bring; its update services use them. SHA-256 of Microsoft
 * Root Certificate Authority 2010 and 2011 (www.microsoft.com/pki/certs).
 */
const microsoftRoots: ReadonlySet<string> = new Set([
  'DF:54:5B:F9:19:A2:43:9C:36:98:3B:54:CD:FC:90:3D:FA:4F:37:D3:99:6D:8D:84:B4:C3:1E:EC:6F:3C:16:3E',
  '84:7D:F6:A7:84:97:94:3F:27:FC:72:EB:93:F9:A6:37:32:0A:02:B5:61:D0:A9:1B:09:E8:7A:78:07:ED:7C:61',
]);

/** Whether a root is one of Microsoft's own, by its fingerprint. */
export function isMicrosoftRoot(fingerprint: string): boolean {
  return microsoftRoots.has(fingerprint);
}
