import tls from 'node:tls';
import type { TrustStores } from './prober.ts';

/** The operating system's authorities; none where this Node cannot read them (before 22.15) or the store cannot be read. */
function readSystem(): readonly string[] {
  if (typeof tls.getCACertificates !== 'function') return [];
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}

/** The trust stores of this process and this computer. Each is read once, when it is first looked at. */
export function createTrust(): TrustStores {
  let system: readonly string[] | null = null;
  return {
    get bundled() {
      return tls.rootCertificates;
    },
    get system() {
      system ??= readSystem();
      return system;
    },
  };
}
