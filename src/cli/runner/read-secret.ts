/** Where keys come from: standard input, or what passes for it. */
export interface Keys extends AsyncIterable<Buffer | string> {
  readonly isTTY?: boolean;
  setRawMode(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', heard: (chunk: Buffer | string) => void): unknown;
  off(event: 'data', heard: (chunk: Buffer | string) => void): unknown;
}

/** What a secret is asked for with. */
export interface Desk {
  readonly input: Keys;
  /** The prompt goes here, since the answer of the program goes to standard output. */
  readonly error: { write(text: string): unknown };
}

/** A token has 92 characters; nothing that is pasted is as long as this. */
const longest = 4_096;

/** What was typed or piped in; null where it was broken off, or is no secret of ours for its length. */
export async function readSecret(prompt: string, { input, error }: Desk): Promise<string | null> {
  return input.isTTY ? typeSecret(prompt, input, error) : pipeSecret(input);
}

async function pipeSecret(input: Keys): Promise<string | null> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > longest) return null;
  }
  return text.trim();
}

/** Asks without showing what is typed. Control-C and Control-D break it off. */
function typeSecret(prompt: string, input: Keys, error: Desk['error']): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (secret: string | null) => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      error.write('\n');
      resolve(secret);
    };
    const onData = (chunk: Buffer | string) => {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n') return finish(text.trim());
        if (character === '\u0003' || character === '\u0004') return finish(null);
        if (character === '\u007f' || character === '\b') text = text.slice(0, -1);
        else text += character;
        if (text.length > longest) return finish(null);
      }
    };
    error.write(prompt);
    input.setRawMode(true);
    input.resume();
    input.on('data', onData);
  });
}
