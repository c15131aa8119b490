import type { Prober } from '../prober.ts';
import { openTls } from '../tls/open-tls.ts';
import { askRootDse } from './ask-root-dse.ts';

/**
 * Proves LDAP over TLS, or a global catalog over TLS: the handshake, the certificate, then the rootDSE. A certificate
 * that is not valid is the verdict where LDAP answers all the same; silence after the handshake counts for more.
 */
export const proveLdaps: Prober<'ldaps' | 'gcs'> = async ({ host, port, serverName }, ground) => {
  const opened = await openTls(port, serverName ?? host, ground);
  if (opened.kind === 'ended') return opened.finding;
  const { conversation, tls, judgement } = opened.value;
  try {
    const finding = await askRootDse(conversation, tls, ground);
    const evidence = finding.evidence ?? { kind: 'tls', tls };
    return finding.verdict === 'open' && judgement !== null ? { ...judgement, evidence } : { ...finding, evidence };
  } finally {
    conversation.end();
  }
};
