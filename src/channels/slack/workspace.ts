import type { webApi } from '@slack/bolt';
import type { Actor } from '../../commands/actor.ts';

/** Where the app is installed: the Slack id of a team, or of an organisation, and the client that bears its token. */
export interface Workspace {
  readonly id: string;
  readonly client: webApi.WebClient;
}

/** A person, and the workspace in which they asked. */
export interface Asker {
  readonly actor: Actor;
  readonly workspace: Workspace;
}

/** What Bolt knows of the sender's installation. */
export interface Sender {
  readonly client: webApi.WebClient;
  readonly context: {
    readonly teamId?: string;
    readonly enterpriseId?: string;
    readonly isEnterpriseInstall: boolean;
  };
}

/** The person who sent something, by user id within the workspace, or within the organisation that installed the app. */
export function askerOf({ client, context }: Sender, user: string): Asker {
  const { teamId, enterpriseId, isEnterpriseInstall } = context;
  const id = (isEnterpriseInstall ? enterpriseId : teamId) ?? teamId ?? enterpriseId ?? '';
  return { actor: { platform: 'slack', tenant: id, user }, workspace: { id, client } };
}
