/**
 * Hosts that Teams names in a service URL in the public cloud, as the Teams SDK's documentation lists them
 * ("Service URL Validation"). Hosts of other clouds are configured.
 */
const teamsHosts: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
];

/** Whether a host name, as a URL or a socket gives it, is this machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|(::ffff:)?127(\.\d{1,3}){3})$/i.test(host);
}

export type ServiceUrlCheck = (serviceUrl: string) => boolean;

/**
 * The check that a service URL must pass before anything is sent there: https to Teams' hosts and the configured ones.
 * Without an app id (`loopback`) no token exists, and this machine is allowed too, over http.
 */
export function serviceUrlCheck(hosts: readonly string[], mode: 'on' | 'loopback'): ServiceUrlCheck {
  const allowed = new Set([...teamsHosts, ...hosts]);
  return (serviceUrl) => {
    const url = URL.parse(serviceUrl);
    if (url === null || url.username !== '' || url.password !== '') return false;
    if (mode === 'loopback' && ['http:', 'https:'].includes(url.protocol) && isLoopback(url.hostname)) return true;
    if (mode === 'loopback') return false;
    return url.protocol === 'https:' && ['', '443'].includes(url.port) && allowed.has(url.hostname);
  };
}
