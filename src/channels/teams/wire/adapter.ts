import { TeamsAdapter } from '@microsoft/teams-ai';
import {
  type Activity,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { TeamsConfig } from '../../../config/teams.ts';
import type { ServiceUrlCheck } from '../service-host.ts';
import { readCertificate } from './certificate.ts';
import { channelIssuer } from './claims.ts';
import { createConnectorHttp } from './connector-http.ts';
import { readIncoming } from './incoming.ts';

/** Where Microsoft publishes the keys that sign Teams' requests. */
const channelMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** A request whose token was not accepted. */
export class Unauthorized extends Error {
  constructor(cause: unknown) {
    super('the token was not accepted', { cause });
    this.name = 'Unauthorized';
  }
}

/** The keys to check tokens with cannot be fetched now. */
export class KeysUnavailable extends Error {
  constructor(cause: unknown) {
    super('the keys of the Bot Framework cannot be fetched', { cause });
    this.name = 'KeysUnavailable';
  }
}

/** The SDK's adapter with one way in that tells a refused token from a fault, which its `process` mixes up. */
export class PortolanAdapter extends TeamsAdapter {
  /**
   * Checks the token and runs one turn. Gives the answer to an invoke. Fails with Unauthorized, KeysUnavailable, or
   * whatever `logic` threw.
   */
  async take(
    authorization: string,
    activity: object,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    if (!isActivity(activity)) throw new TypeError('no activity from Teams');
    const authenticated = await this.botFrameworkAuthentication
      .authenticateRequest(activity, authorization)
      .catch((cause: unknown) => {
        throw isOutage(cause) ? new KeysUnavailable(cause) : new Unauthorized(cause);
      });
    return this.processActivity(authenticated, activity, logic);
  }
}

/** The SDK's type names fields that no activity has; what it reads is what `readIncoming` asks for. */
function isActivity(activity: object): activity is Activity {
  return readIncoming(activity) !== null;
}

/** The SDK fetches keys with node-fetch, and calls a failure to do so status 500 where it makes an error of its own. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500);
}

/** `openIdMetadataUrl` is another place for the signing keys, as tests have. */
export interface AdapterParts {
  readonly config: Exclude<TeamsConfig, { kind: 'off' }>;
  readonly allows: ServiceUrlCheck;
  readonly openIdMetadataUrl?: string | undefined;
}

/** The adapter for a configuration. Fails with a PortolanError `config-invalid` when the certificate is of no use. */
export function createAdapter({ config, allows, openIdMetadataUrl }: AdapterParts): PortolanAdapter {
  return new PortolanAdapter(
    {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: channelIssuer,
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl ?? channelMetadata,
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
      CallerId: 'urn:botframework:azure',
    },
    new ConfigurationServiceClientCredentialFactory(credentials(config)),
    undefined,
    { httpClient: createConnectorHttp(allows) },
  );
}

function credentials(config: AdapterParts['config']) {
  if (config.kind === 'loopback') return {};
  const { appId, tenantId, credential } = config;
  const app = {
    MicrosoftAppId: appId,
    MicrosoftAppType: tenantId === null ? 'MultiTenant' : 'SingleTenant',
    ...(tenantId === null ? {} : { MicrosoftAppTenantId: tenantId }),
  };
  if (credential.kind === 'password') return { ...app, MicrosoftAppPassword: credential.password };
  const { thumbprint, privateKey } = readCertificate(credential.file, credential.thumbprint);
  return { ...app, CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey };
}
