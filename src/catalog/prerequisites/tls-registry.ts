import type { Reference } from '../source.ts';

/** A registry value that has to be set. */
export interface RegistrySetting {
  readonly id: string;
  readonly hive: 'HKEY_LOCAL_MACHINE';
  /** Path below the hive. */
  readonly key: string;
  /** Name of the value in that key. */
  readonly value: string;
  readonly type: 'dword';
  readonly data: number;
  /** Whether the server has to be restarted before it counts. */
  readonly restart: boolean;
  readonly source: Reference;
}

/** What makes .NET applications on the server use TLS 1.2 by default, on every operating system. */
export const tlsRegistry = [
  {
    id: 'strong-crypto',
    hive: 'HKEY_LOCAL_MACHINE',
    key: String.raw`SOFTWARE\Microsoft\.NETFramework\v4.0.30319`,
    value: 'SchUseStrongCrypto',
    type: 'dword',
    data: 1,
    restart: true,
    source: { source: 'prerequisites-2023', place: 'Enable TLS 1.2 for Microsoft Entra Connect' },
  },
] as const satisfies readonly RegistrySetting[];

/** A setting as the document and `.reg` files write it: the path on one line, `"name"=dword:00000001` on the next. */
export function registryLines(setting: RegistrySetting): string {
  const data = setting.data.toString(16).padStart(8, '0');
  return `${setting.hive}\\${setting.key}\n"${setting.value}"=${setting.type}:${data}`;
}
