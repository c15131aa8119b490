import type { RefusalCode } from '../../src/commands/refusal.ts';

/** A line as somebody types it, and what every channel must make of it. */
export type Spelling =
  | { readonly kind: 'understood'; readonly typed: string; readonly command: string }
  /** `word` is named in the refusal as it was typed. */
  | { readonly kind: 'refused'; readonly typed: string; readonly code: RefusalCode; readonly word: string };

function understood(typed: string, command: string): Spelling {
  return { kind: 'understood', typed, command };
}

function refused(typed: string, code: RefusalCode, word: string): Spelling {
  return { kind: 'refused', typed, code, word };
}

/**
 * Lines that a platform changes on their way: it escapes them, makes links of them, puts typographic marks in them, or
 * takes tags out of them.
 */
export const spellings: readonly Spelling[] = [
  understood('  PORTS   adfs   wap  ', 'ports adfs wap'),
  understood('/ports adfs wap', 'ports adfs wap'),
  understood('> ports adfs wap', 'ports adfs wap'),
  understood('ports adfs & wap', 'ports adfs wap'),
  understood('ports *adfs* `wap`', 'ports adfs wap'),
  understood('ports <connect> <dc>', 'ports connect dc'),
  understood('ports “connect” dc', 'ports connect dc'),
  understood('ports adfs\u00a0wap', 'ports adfs wap'),
  understood('ports adfs -> wap', 'ports from adfs to wap'),
  understood('ports dc <- connect', 'ports from connect to dc'),
  understood('ports connect > dc', 'ports from connect to dc'),
  understood('ports 49152–65535', 'ports 49152-65535'),
  understood('ports adfs wap —lang en', 'ports adfs wap --lang en'),
  understood('what is 443?', 'explain 443'),
  understood('welke poorten adfs wap', 'ports adfs wap'),
  understood('sizing "250 000"', 'sizing 250000'),
  understood('sizing < 10000', 'sizing 10000'),
  refused('endpoints https://portal.contoso.example', 'unknown-word', 'https://portal.contoso.example'),
  refused('endpoints portal.contoso.example', 'unknown-word', 'portal.contoso.example'),
  refused('ports anna@contoso.com', 'unknown-word', 'anna@contoso.com'),
  refused('ports #general', 'unknown-word', '#general'),
  refused('ports adfs wap --page two', 'bad-option', '--page'),
  refused('ports adfs wap --toothpick', 'unknown-option', '--toothpick'),
];
