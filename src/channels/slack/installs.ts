import type { App } from '@slack/bolt';
import { type Authorize, ExpressReceiver, type Installation, type InstallationStore, type Logger } from '@slack/bolt';
import type { Application } from 'express';
import * as v from 'valibot';
import type { SlackInstalls } from '../../config/slack.ts';
import type { Log } from '../../log.ts';
import type { Installations, KnownInstallation, Owner } from '../../store/installations.ts';
import { jsonText } from '../../store/json.ts';
import { botScopes, installPath, redirectPath } from './app-surface.ts';
import { authorizationUrl, clientOptions } from './clients.ts';

const named = v.object({ id: v.string(), name: v.exactOptional(v.string()) });
const token = {
  refreshToken: v.exactOptional(v.string()),
  expiresAt: v.exactOptional(v.number()),
};

/** Bolt's record of a grant, as it was stored. */
const grant = v.object({
  team: v.optional(named),
  enterprise: v.optional(named),
  user: v.object({ ...token, id: v.string(), token: v.optional(v.string()), scopes: v.optional(v.array(v.string())) }),
  bot: v.exactOptional(
    v.object({ ...token, token: v.string(), scopes: v.array(v.string()), id: v.string(), userId: v.string() }),
  ),
  appId: v.exactOptional(v.string()),
  tokenType: v.exactOptional(v.literal('bot')),
  isEnterpriseInstall: v.exactOptional(v.boolean()),
});

function ownerOf({ team, enterprise, isEnterpriseInstall }: Installation): Owner {
  if (isEnterpriseInstall === true && enterprise !== undefined)
    return { kind: 'enterprise', enterprise: enterprise.id };
  if (team === undefined) throw new TypeError('a grant of nobody');
  return { kind: 'team', team: team.id, enterprise: enterprise?.id ?? null };
}

function installationOf({ grant: stored }: KnownInstallation): Installation<'v2', boolean> {
  const { team, enterprise, user, ...rest } = v.parse(grant, stored);
  const { token: userToken, scopes, ...userRest } = user;
  return { ...rest, team, enterprise, user: { ...userRest, token: userToken, scopes }, authVersion: 'v2' };
}

/** The ids under which the grant for a request may be found, the likeliest first. */
function idsOf(query: {
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly isEnterpriseInstall: boolean;
}): readonly string[] {
  const { teamId, enterpriseId, isEnterpriseInstall } = query;
  const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
  return ids.filter((id) => id !== undefined);
}

/** Bolt's store of grants over ours. */
export function createInstallationStore(installations: Installations): InstallationStore {
  return {
    async storeInstallation(installation) {
      await installations.save({
        owner: ownerOf(installation),
        installedBy: installation.user.id,
        grant: v.parse(jsonText, JSON.stringify(installation)),
      });
    },
    async fetchInstallation(query) {
      for (const id of idsOf(query)) {
        const found = await installations.find(id);
        if (found !== undefined) return installationOf(found);
      }
      throw new Error('the app is not installed there');
    },
    async deleteInstallation(query) {
      const [id] = idsOf(query);
      if (id !== undefined) await installations.remove(id);
    },
  };
}

export interface InstallsParts {
  readonly installs: Extract<SlackInstalls, { readonly kind: 'oauth' }>;
  readonly apiUrl: string | null;
  readonly store: InstallationStore;
  /** The Express application; `installPath` and `redirectPath` are mounted on it. */
  readonly web: Application;
  readonly boltLog: Logger;
}

/** The pages by which a workspace installs the app, and the authorization by what workspaces granted. */
export function mountInstalls({ installs, apiUrl, store, web, boltLog }: InstallsParts): Authorize<boolean> {
  const { clientId, clientSecret, stateSecret } = installs;
  // A receiver that receives nothing: Bolt has its installer in no other place.
  const { installer } = new ExpressReceiver({
    app: web,
    endpoints: {},
    signingSecret: '',
    signatureVerification: false,
    logger: boltLog,
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...botScopes],
    installationStore: store,
    installerOptions: {
      installPath,
      redirectUriPath: redirectPath,
      authorizationUrl: authorizationUrl(apiUrl),
      clientOptions: clientOptions(apiUrl),
    },
  });
  if (installer === undefined) throw new TypeError('no installer');
  return (source) => installer.authorize(source);
}

const revoked = v.object({ tokens: v.object({ bot: v.pipe(v.array(v.string()), v.minLength(1)) }) });

/** Forgets what a workspace granted once it takes it back. */
export function listenToUninstalls(app: App, store: InstallationStore, log: Log): void {
  async function forget(context: {
    readonly teamId?: string;
    readonly enterpriseId?: string;
    readonly isEnterpriseInstall: boolean;
  }): Promise<void> {
    const { teamId, enterpriseId, isEnterpriseInstall } = context;
    await store.deleteInstallation?.({ teamId, enterpriseId, isEnterpriseInstall });
    log.info({ team: teamId, enterprise: enterpriseId }, 'The app was removed');
  }

  app.event('app_uninstalled', ({ context }) => forget(context));
  app.event('tokens_revoked', async ({ event, context }) => {
    if (v.is(revoked, event)) await forget(context);
  });
}
