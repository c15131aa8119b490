import assert from 'node:assert/strict';
import { kindOf } from '../../../src/probe/kind.ts';
import type { Outcome, Verdict } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { asked, told } from '../asking.ts';
import { clearRules, setRules, untouched } from '../firewall.ts';
import { everyKind, families, udpKinds } from '../questions.ts';

/** What a firewall does to everything, and what each transport then has to look like. */
interface Treatment {
  readonly title: string;
  /** For everything that comes from the client. */
  readonly rules: readonly string[];
  readonly tcp: Verdict;
  readonly udp: Verdict;
  /** TCP connections come about, so that a probe which asks for no more than that finds the port open. */
  readonly connects?: true;
  /** Codes of `unreachable`, IPv4 and IPv6. */
  readonly code?: readonly [four: string, six: string];
  /** How often it has to be tried. */
  readonly attempts: number;
}

const from = 'iifname "cli"';

/** The end of a write carries PSH, and a handshake never does. */
const payload = `${from} tcp flags & psh == psh`;

const treatments: readonly Treatment[] = [
  { title: 'drops', rules: [`${from} drop`], tcp: 'filtered', udp: 'open-or-filtered', attempts: 2 },
  {
    title: 'answers with a TCP reset, or for UDP with an ICMP port-unreachable',
    rules: [
      `${from} meta l4proto tcp reject with tcp reset`,
      `${from} meta l4proto udp reject with icmpx port-unreachable`,
    ],
    tcp: 'refused',
    udp: 'refused',
    attempts: 1,
  },
  {
    // Linux gives a TCP connection the same error as for a reset: the two cannot be told apart without raw sockets.
    title: 'answers with an ICMP port-unreachable',
    rules: [`${from} reject with icmpx port-unreachable`],
    tcp: 'refused',
    udp: 'refused',
    attempts: 1,
  },
  {
    title: 'answers with an ICMP admin-prohibited',
    rules: [`${from} reject with icmpx admin-prohibited`],
    tcp: 'unreachable',
    udp: 'unreachable',
    // The codes that Linux makes of type 3 code 13, and of ICMPv6 type 1 code 1.
    code: ['EHOSTUNREACH', 'EACCES'],
    attempts: 1,
  },
  {
    title: 'answers TCP with an ICMP host-unreachable',
    rules: [`${from} meta l4proto tcp reject with icmpx host-unreachable`],
    tcp: 'unreachable',
    udp: 'open',
    code: ['EHOSTUNREACH', 'EHOSTUNREACH'],
    attempts: 1,
  },
  {
    title: 'answers TCP with an ICMP no-route',
    rules: [`${from} meta l4proto tcp reject with icmpx no-route`],
    tcp: 'unreachable',
    udp: 'open',
    code: ['ENETUNREACH', 'ENETUNREACH'],
    attempts: 1,
  },
  {
    title: 'lets connections come about and drops what is said, as one that knows applications',
    rules: [`${payload} drop`],
    tcp: 'open-silent',
    udp: 'open',
    connects: true,
    attempts: 1,
  },
  {
    title: 'lets connections come about and resets them once something is said',
    rules: [`${payload} reject with tcp reset`],
    tcp: 'open-then-closed',
    udp: 'open',
    connects: true,
    attempts: 1,
  },
];

function expected({ tcp, udp, connects }: Treatment, { kind }: Probe): Verdict {
  if (udpKinds.has(kind)) return udp;
  return kind === 'tcp' && connects === true ? 'open' : tcp;
}

describe('a firewall that treats every protocol alike', () => {
  after(clearRules);

  for (const treatment of treatments) {
    describe(treatment.title, () => {
      const questions: readonly Probe[] = families.flatMap((family) => Object.values(everyKind(family)));
      const perFamily = questions.length / families.length;
      let outcomes: readonly Outcome[] = [];

      before(async () => {
        await setRules({ through: treatment.rules });
        outcomes = await asked(questions);
      });

      it('has met every rule', async () => {
        assert.deepEqual(await untouched(), []);
      });

      for (const [index, question] of questions.entries()) {
        const family = families[Math.floor(index / perFamily)]?.name ?? '';
        const verdict = expected(treatment, question);
        it(`${question.kind} over ${family}: ${verdict}`, () => {
          const outcome = outcomes[index];
          assert.ok(outcome !== undefined);
          assert.equal(outcome.verdict, verdict, told(outcome));
          const attempts = verdict === 'open' ? 1 : treatment.attempts;
          // An ICMP error may get lost as any packet may, and UDP does not send again by itself: then the retry finds it.
          const mayRepeat = kindOf(question.kind).transport === 'udp' && verdict !== 'open';
          assert.ok(outcome.attempts === attempts || (mayRepeat && outcome.attempts === 2), told(outcome));
          if (outcome.verdict === 'unreachable')
            assert.equal(outcome.code, treatment.code?.[family === 'IPv4' ? 0 : 1]);
          if (outcome.verdict === 'open-then-closed') assert.equal(outcome.how, 'reset');
        });
      }
    });
  }
});
