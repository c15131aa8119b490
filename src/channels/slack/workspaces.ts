import { type Authorize, type Logger, webApi } from '@slack/bolt';
import type { Workspace } from './workspace.ts';

/** Workspaces of which nothing has just come in. */
export interface Workspaces {
  /** The workspace, or organisation, of this id. Fails where the app is not installed there any more. */
  open(id: string): Promise<Workspace>;
}

/** Finds the token of a workspace as Bolt does for what comes in. Slack's ids of organisations begin with E. */
export function createWorkspaces(parts: {
  readonly authorize: Authorize<boolean>;
  readonly options: webApi.WebClientOptions;
  readonly boltLog: Logger;
}): Workspaces {
  const { authorize, options, boltLog } = parts;
  return {
    async open(id) {
      const { botToken } = await authorize(
        id.startsWith('E')
          ? { teamId: undefined, enterpriseId: id, isEnterpriseInstall: true }
          : { teamId: id, enterpriseId: undefined, isEnterpriseInstall: false },
      );
      return { id, client: new webApi.WebClient(botToken, { ...options, logger: boltLog }) };
    },
  };
}
