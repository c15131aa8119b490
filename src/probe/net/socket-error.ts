import { cut } from '../evidence.ts';
import type { Finding } from '../outcome.ts';

/** The code of a system error; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What a connection that could not be made says of the port. The one place that reads socket errors while connecting. */
export function findingOfConnect(error: unknown): Finding {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return { verdict: 'refused', evidence: null };
    case 'ETIMEDOUT':
      return { verdict: 'filtered', evidence: null };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    // Linux's word for an ICMPv6 that says administratively prohibited; Windows' for a firewall of its own.
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return { verdict: 'unreachable', evidence: null, code };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return { verdict: 'open-then-closed', evidence: null, how: 'reset' };
    default:
      return faultOf(error);
  }
}

/** What cannot be judged: neither an answer nor a known way to fail. */
export function faultOf(error: unknown): Finding {
  const detail = error instanceof Error ? error.message : String(error);
  return { verdict: 'error', evidence: null, code: codeOf(error) || 'unknown', detail: cut(detail) };
}

/** The probe was stopped from outside. */
export function stopped(signal: AbortSignal): Finding {
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  return {
    verdict: 'error',
    evidence: null,
    code: late ? 'deadline' : 'cancelled',
    detail: late ? 'the deadline of the job passed' : 'the job was cancelled',
  };
}
