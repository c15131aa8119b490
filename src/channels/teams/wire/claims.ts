import * as v from 'valibot';

/** Who signs requests from Teams, in `iss`. */
export const channelIssuer = 'https://api.botframework.com';

/** Seconds by which clocks may differ; the SDK allows the same. */
const clockSkew = 300;

const claims = v.object({
  iss: v.literal(channelIssuer),
  aud: v.string(),
  exp: v.number(),
  nbf: v.optional(v.number()),
});

/**
 * Whether a header bears a token that claims to be Teams' for this bot and of this hour. The signature is the SDK's to
 * check. This comes first for two reasons: the SDK also takes tokens of the Emulator and of other bots, which Portolan
 * has no use for; and it fetches keys and writes to the console for tokens that can be seen to be worthless.
 */
export function claimsToBeTeams(authorization: string, appId: string, now: number): boolean {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (payload === undefined) return false;
  const parsed = v.safeParse(
    v.pipe(v.string(), v.parseJson(), claims),
    Buffer.from(payload, 'base64url').toString('utf8'),
  );
  if (!parsed.success) return false;
  const { aud, exp, nbf } = parsed.output;
  const seconds = now / 1000;
  return aud === appId && exp + clockSkew > seconds && (nbf ?? 0) - clockSkew < seconds;
}
