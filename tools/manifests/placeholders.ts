/** What a committed manifest leaves open, written `{{NAME}}`. */
export interface Values {
  /** The host name under which Slack and Teams reach the bot. */
  readonly HOST: string;
  /** Application (client) ID of the Teams bot. */
  readonly TEAMS_APP_ID: string;
  /** Page that tells about the bot, its privacy and its terms. */
  readonly ABOUT: string;
  /** Who runs the bot. */
  readonly DEVELOPER: string;
  /** Version of the app package, as in package.json. */
  readonly VERSION: string;
}

const form = /\{\{([A-Z_]+)\}\}/g;

/** Puts values into a JSON or YAML text, each as the inside of a JSON string. A name without a value stays as it is. */
export function fill(text: string, values: Partial<Values>): string {
  const known = new Map(Object.entries(values));
  return text.replace(form, (whole, name: string) => {
    const value = known.get(name);
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}

/** The names that a text still leaves open, each once. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(form)].map(([, name = '']) => name))];
}
