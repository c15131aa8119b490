import type { CpuInfo } from 'node:os';
import type { HostFacts } from '../../wire/facts.ts';
import { countOrNull, plain } from './plain.ts';

/** `… CPU @ 2.40GHz`: the clock that the maker names. Some firmware prints a comma. */
const nominal = /@ ?(\d{1,2})[.,](\d{1,3}) ?GHz/i;

/** `cpu MHz		: 2595.124`, a line of each processor in /proc/cpuinfo on x86. */
const listed = /^cpu MHz[ \t]*:[ \t]*(\d{1,5})(?:[.,]\d+)?[ \t]*$/gm;

/** The fastest clock that `/proc/cpuinfo` lists, MHz; 0 where it lists none. */
function fastestIn(cpuInfo: string): number {
  return [...cpuInfo.matchAll(listed)].reduce((most, [, mhz]) => Math.max(most, Number(mhz)), 0);
}

/**
 * The processors as the operating system lists them, each thread of a core being one. The clock is the one in the model's
 * name where it has one, since the other is what the processor saves energy to at this moment; null where neither is known,
 * as on most ARM machines. `cpuInfo` is the text of `/proc/cpuinfo`, for virtual machines, of which Node knows no clock.
 */
export function cpuOf(cpus: readonly Pick<CpuInfo, 'model' | 'speed'>[], cpuInfo: string | null): HostFacts['cpu'] {
  const model = plain(cpus[0]?.model ?? '').replace(/ +/g, ' ');
  const [, whole, part] = nominal.exec(model) ?? [];
  const named = whole === undefined || part === undefined ? 0 : Math.round(Number(`${whole}.${part}`) * 1_000);
  const fastest = cpus.reduce((most, { speed }) => Math.max(most, countOrNull(speed) ?? 0), 0);
  const mhz = named || fastest || fastestIn(cpuInfo ?? '');
  return { model: model === 'unknown' ? '' : model, cores: cpus.length, mhz: mhz === 0 ? null : mhz };
}
