import { fault, need, type Reading } from './reading.ts';

/** How the bot proves to Microsoft who it is. `file` is a PEM with certificate and private key. */
export type TeamsCredential =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'certificate'; readonly file: string; readonly thumbprint: string | null };

/**
 * How Teams reaches the bot. `loopback` accepts anyone and so may listen on 127.0.0.1 only: it is for the Agents
 * Playground. `serviceHosts` are host names, lower case, allowed beside Microsoft's own.
 */
export type TeamsConfig =
  | { readonly kind: 'off' }
  | { readonly kind: 'loopback'; readonly serviceHosts: readonly string[] }
  | {
      readonly kind: 'on';
      readonly appId: string;
      readonly credential: TeamsCredential;
      /** The home tenant of a single-tenant app; null for a multi-tenant one. */
      readonly tenantId: string | null;
      /** Tenants whose people are answered, lower case, the home tenant among them. Never empty. */
      readonly allowedTenants: readonly string[];
      readonly serviceHosts: readonly string[];
    };

const teamsAppKeys = [
  'TEAMS_APP_PASSWORD',
  'TEAMS_APP_CERTIFICATE',
  'TEAMS_APP_CERTIFICATE_THUMBPRINT',
  'TEAMS_TENANT_ID',
  'TEAMS_ALLOWED_TENANTS',
] as const;

/** The Teams part of the configuration; null where a fault was noted. */
export function readTeams(reading: Reading): TeamsConfig | null {
  const { values, given } = reading;
  const serviceHosts = values.TEAMS_SERVICE_HOSTS ?? [];
  if (!given.has('TEAMS_APP_ID')) {
    if (teamsAppKeys.some((key) => given.has(key)))
      need(reading, ['TEAMS_APP_ID'], 'is missing, though other keys of the Teams bot are set');
    return values.TEAMS_LOOPBACK === true ? { kind: 'loopback', serviceHosts } : { kind: 'off' };
  }
  if (values.TEAMS_LOOPBACK === true)
    reading.faults.push(fault('TEAMS_LOOPBACK', 'excludes TEAMS_APP_ID; keep one of the two'));
  const credential = readTeamsCredential(reading);
  const tenantId = values.TEAMS_TENANT_ID ?? null;
  if (!given.has('TEAMS_ALLOWED_TENANTS'))
    need(reading, ['TEAMS_TENANT_ID'], 'is missing; a multi-tenant bot needs TEAMS_ALLOWED_TENANTS instead');
  const home = tenantId === null ? [] : [tenantId];
  const allowedTenants = [...new Set([...home, ...(values.TEAMS_ALLOWED_TENANTS ?? [])])];
  const appId = values.TEAMS_APP_ID;
  if (appId === undefined || credential === null) return null;
  return { kind: 'on', appId, credential, tenantId, allowedTenants, serviceHosts };
}

function readTeamsCredential(reading: Reading): TeamsCredential | null {
  const { values, given } = reading;
  if (given.has('TEAMS_APP_CERTIFICATE_THUMBPRINT'))
    need(reading, ['TEAMS_APP_CERTIFICATE'], 'is missing, though its thumbprint is set');
  const file = values.TEAMS_APP_CERTIFICATE;
  if (file !== undefined) {
    if (given.has('TEAMS_APP_PASSWORD'))
      reading.faults.push(fault('TEAMS_APP_PASSWORD', 'excludes TEAMS_APP_CERTIFICATE; keep one of the two'));
    return { kind: 'certificate', file, thumbprint: values.TEAMS_APP_CERTIFICATE_THUMBPRINT ?? null };
  }
  need(reading, ['TEAMS_APP_PASSWORD'], 'is missing, and so is TEAMS_APP_CERTIFICATE that could stand in for it');
  const password = values.TEAMS_APP_PASSWORD;
  return password === undefined ? null : { kind: 'password', password };
}
