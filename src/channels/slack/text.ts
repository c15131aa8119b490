/** `<@U1>`, `<#C1|name>`, `<!here>`, `<https://x|x>`, or one of the three characters that Slack escapes. */
const marked = /<([^<>]*)>|&(amp|lt|gt);/gu;

const entities = { amp: '&', lt: '<', gt: '>' } as const;

function isEntity(name: string): name is keyof typeof entities {
  return Object.hasOwn(entities, name);
}

function entity(name: string): string {
  return isEntity(name) ? entities[name] : name;
}

function plain(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (_, name: string) => entity(name));
}

/** What a person typed where Slack put a mark: the id of who is mentioned, since a name is nobody's own; the words of a link. */
function typed(mark: string, self: string | null): string {
  const bar = mark.indexOf('|');
  const target = bar < 0 ? mark : mark.slice(0, bar);
  const label = bar < 0 ? '' : plain(mark.slice(bar + 1)).trim();
  if (target.startsWith('@')) return target.slice(1) === self ? ' ' : target;
  const [, group] = /^!subteam\^(\w+)$/u.exec(target) ?? [];
  if (group !== undefined) return `@${group}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0] ?? ''}`;
  return label || plain(target.replace(/^(?:mailto|tel):/u, ''));
}

/**
 * The line that a person typed, from the text that Slack made of it. The bot's own mention (`self` is its user id) is
 * how it was called and no part of the question. Each escape is undone once: `&amp;lt;` is `&lt;`.
 */
export function unescapeSlack(text: string, self: string | null): string {
  return text
    .replace(marked, (_, mark: string | undefined, name: string | undefined) =>
      name === undefined ? typed(mark ?? '', self) : entity(name),
    )
    .trim();
}

/** A line and whether it asks to be answered for everyone. */
export interface Asked {
  readonly line: string;
  readonly share: boolean;
}

/** Keyboards make one long dash of two hyphens. */
const shareWord = /(^|\s)(?:--|[—–])share(?=\s|$)/giu;

/** Takes `--share` out of a line: it is a wish to this channel, and no part of the question. */
export function takeShare(line: string): Asked {
  const rest = line.replace(shareWord, '$1');
  return { line: rest.replace(/\s+/gu, ' ').trim(), share: rest !== line };
}
