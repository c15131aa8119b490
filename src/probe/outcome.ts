import * as v from 'valibot';
import { evidence, longestList, longestText, tls } from './evidence.ts';

const text = v.pipe(v.string(), v.maxLength(longestText));
const ms = v.pipe(v.number(), v.minValue(0));

/** Rules that a certificate can break. */
export const certificateRules = [
  'expired',
  'not-yet-valid',
  // No name of it is the name that was asked for.
  'wrong-name',
  'self-signed',
  // Its issuer was not sent and is not known here: a missing intermediate, or a root that nobody trusts.
  'missing-intermediate',
  'unknown-authority',
  // It may be used for other things than to stand for a server (extended key usage).
  'wrong-purpose',
  'weak',
] as const;

export type CertificateRule = (typeof certificateRules)[number];

/** Rules of a runner's own policy, in the order in which they are checked. */
export const policyRules = ['paused', 'kind', 'flow', 'role', 'host', 'port', 'rate'] as const;

export type PolicyRule = (typeof policyRules)[number];

const base = {
  /** What was learned, even where the verdict is bad; null where nothing was said. */
  evidence: v.nullable(evidence),
  /** The address that was connected to; null where none was. */
  address: v.nullable(text),
  /** `host:port` of the HTTP proxy in between; null where there was none. */
  via: v.nullable(text),
  /** How often it was tried: 2 where the first attempt met silence. */
  attempts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Milliseconds of each step of the last attempt that was taken; null where it was not reached. */
  timings: v.object({
    resolve: v.nullable(ms),
    connect: v.nullable(ms),
    tls: v.nullable(ms),
    answer: v.nullable(ms),
    total: ms,
  }),
};

/**
 * What became of a probe. The verdict claims no more than was seen: silence is never called closed, and a UDP port that
 * does not answer is neither open nor closed.
 */
export const outcome = v.variant('verdict', [
  /** It speaks the protocol. */
  v.object({ verdict: v.literal('open'), ...base }),
  /** Something else answers there. `seen` is the start of what it said, printable. */
  v.object({
    verdict: v.literal('open-wrong-service'),
    ...base,
    seen: text,
    looksLike: v.nullable(v.picklist(['http', 'tls', 'ssh', 'smtp', 'rdp', 'ldap', 'plain-text'])),
  }),
  /** It takes the connection and says nothing to the question: often a firewall that knows applications. */
  v.object({ verdict: v.literal('open-silent'), ...base }),
  /** It takes the connection and ends it once asked. */
  v.object({ verdict: v.literal('open-then-closed'), ...base, how: v.picklist(['reset', 'end']) }),
  v.object({ verdict: v.literal('refused'), ...base }),
  /** Silence where a TCP port should answer. */
  v.object({ verdict: v.literal('filtered'), ...base }),
  v.object({ verdict: v.literal('unreachable'), ...base, code: text }),
  /** `code` is the resolver's: `ENOTFOUND` (no such name), `ENODATA` (no address), `ETIMEOUT`, `ESERVFAIL`, `EREFUSED`. */
  v.object({ verdict: v.literal('unresolved'), ...base, name: text, code: text }),
  /** Silence where a UDP port was asked. */
  v.object({ verdict: v.literal('open-or-filtered'), ...base }),
  /** `offered` is what the server speaks at best, where that could be found out. */
  v.object({ verdict: v.literal('tls-too-old'), ...base, offered: v.nullable(text) }),
  v.object({
    verdict: v.literal('certificate-invalid'),
    ...base,
    /** Every rule that it breaks, the gravest first. */
    rules: v.pipe(v.array(v.picklist(certificateRules)), v.minLength(1), v.maxLength(certificateRules.length)),
    /** The name that it had to prove. */
    expected: text,
    tls,
  }),
  /** Somebody between opens the TLS connection: the chain ends in an authority of the organisation. */
  v.object({ verdict: v.literal('intercepted'), ...base, authority: text, tls }),
  v.object({
    verdict: v.literal('proxy-blocked'),
    ...base,
    /** HTTP status of the proxy: 407 asks for credentials, 403 forbids, 502 to 504 could not go on. */
    status: v.number(),
    schemes: v.pipe(v.array(text), v.maxLength(longestList)),
  }),
  v.object({
    verdict: v.literal('refused-by-policy'),
    ...base,
    rule: v.picklist(policyRules),
    /** What the rule allows or names, for the person who may change it. */
    detail: text,
  }),
  /** Neither the network nor the other side could be judged: `code` of the fault, `detail` in its own words. */
  v.object({ verdict: v.literal('error'), ...base, code: text, detail: text }),
]);

export type Outcome = v.InferOutput<typeof outcome>;
export type Verdict = Outcome['verdict'];

/** The verdicts, from best to worst: what a summary sorts by. */
export const verdicts = [
  'open',
  'open-or-filtered',
  'certificate-invalid',
  'intercepted',
  'tls-too-old',
  'open-wrong-service',
  'open-silent',
  'open-then-closed',
  'proxy-blocked',
  'refused',
  'filtered',
  'unreachable',
  'unresolved',
  'refused-by-policy',
  'error',
] as const satisfies readonly Verdict[];

/** What every outcome holds, whatever its verdict. */
export type Circumstances = Pick<Outcome, 'evidence' | 'address' | 'via' | 'attempts' | 'timings'>;

/** Takes a member's common fields off, member by member. */
type Bare<Member> = Member extends Outcome ? Omit<Member, 'address' | 'via' | 'attempts' | 'timings'> : never;

/** What a prober finds: the verdict with its own fields and the evidence. Who called it adds the circumstances. */
export type Finding = Bare<Outcome>;
