/** One value of a key: `REG_DWORD`, and the data as `reg.exe` prints it. */
export interface RegistryValue {
  readonly type: string;
  readonly data: string;
}

/** What `reg query` printed: each key by its path below the hive, lower case, with its values by lower-case name. */
export type Registry = ReadonlyMap<string, ReadonlyMap<string, RegistryValue>>;

const keyLine = /^HKEY_[A-Z_]+(?:\\(.*))?$/;
/** The type is the only word of a value's line that is the same in every language and never the data of another. */
const typeWord = /\s(REG_[A-Z_]{2,40})(?=\s|$)/;

/**
 * Reads what `reg query` prints: a key at the start of a line, and its values below it, indented, as name, type and data.
 * Lines of any other shape (a summary, a message in the server's language) are passed over. Takes time in proportion to
 * the text.
 */
export function readRegistry(output: string): Registry {
  const found = new Map<string, Map<string, RegistryValue>>();
  let current: Map<string, RegistryValue> | null = null;
  // Some consoles end lines with two carriage returns.
  for (const line of output.replace(/^\uFEFF/, '').split(/[\r\n]+/)) {
    const key = keyLine.exec(line);
    if (key !== null) {
      const path = (key[1] ?? '').trim().toLowerCase();
      current = found.get(path) ?? new Map<string, RegistryValue>();
      found.set(path, current);
      continue;
    }
    const type = typeWord.exec(line);
    if (current === null || type === null || !/^\s/.test(line)) continue;
    const name = line.slice(0, type.index).trim().toLowerCase();
    const data = line.slice(type.index + type[0].length).trim();
    if (name !== '' && type[1] !== undefined) current.set(name, { type: type[1], data });
  }
  return found;
}

/** A value of a key; null where the key or the value is not there. */
export function registryValue(registry: Registry | null, key: string, name: string): RegistryValue | null {
  return registry?.get(key.toLowerCase())?.get(name.toLowerCase()) ?? null;
}

/** A text value; null where it is absent or something else. */
export function textOf(registry: Registry | null, key: string, name: string): string | null {
  const value = registryValue(registry, key, name);
  return value !== null && (value.type === 'REG_SZ' || value.type === 'REG_EXPAND_SZ') ? value.data : null;
}

/** A number value: `0x80eb1`; null where it is absent, something else, or no number. */
export function numberOf(registry: Registry | null, key: string, name: string): number | null {
  const value = registryValue(registry, key, name);
  if (value === null || !/^REG_(?:DWORD|QWORD)/.test(value.type)) return null;
  if (!/^(?:0x[0-9a-f]{1,16}|\d{1,20})$/i.test(value.data)) return null;
  const number = Number(value.data);
  return Number.isSafeInteger(number) ? number : null;
}
