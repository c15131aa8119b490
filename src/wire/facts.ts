import * as v from 'valibot';
import { time } from './parts.ts';

const text = v.pipe(v.string(), v.maxLength(300));
const optionalText = v.nullable(text);
const count = v.pipe(v.number(), v.finite(), v.minValue(0));
const optionalCount = v.nullable(count);

/** What a runner knows of the server it stands on, for sizing and prerequisites. Null is "not known", never "no". */
export const hostFacts = v.object({
  collectedAt: time,
  hostName: text,
  /** With the domain, where the server knows it. */
  fullName: optionalText,
  operatingSystem: v.object({
    platform: v.picklist(['linux', 'windows', 'darwin', 'other']),
    /** `Windows Server 2022 Datacenter`, `Debian GNU/Linux 12`. */
    name: text,
    version: text,
  }),
  cpu: v.object({ model: text, cores: count, mhz: optionalCount }),
  memory: v.object({ totalBytes: count, freeBytes: count }),
  disks: v.pipe(v.array(v.object({ path: text, totalBytes: count, freeBytes: count })), v.maxLength(64)),
  timeZone: text,
  /** The hub's clock less the runner's, as the last connection found it (milliseconds). */
  skewMs: v.nullable(v.pipe(v.number(), v.finite())),
  nodeVersion: text,
  windows: v.nullable(
    v.object({
      /** `Release` of the .NET Framework 4 set-up key, such as 528049 for 4.8. */
      dotnetRelease: optionalCount,
      powershellVersion: optionalText,
      /** Whether PowerShell transcription is enforced by policy. */
      transcription: v.nullable(v.boolean()),
      /** Values of the registry that decide on TLS 1.2, by path and name; null where a value is absent. */
      tls: v.pipe(v.array(v.object({ path: text, name: text, value: optionalCount })), v.maxLength(32)),
      domain: optionalText,
      domainJoined: v.nullable(v.boolean()),
      installationType: v.nullable(v.picklist(['full', 'core', 'nano', 'client'])),
      edition: optionalText,
      build: optionalText,
      /** The DCOM values that the installer of AD FS and Connect wants as they were shipped. */
      dcom: v.pipe(v.array(v.object({ path: text, name: text, value: optionalText })), v.maxLength(32)),
    }),
  ),
});

export type HostFacts = v.InferOutput<typeof hostFacts>;
