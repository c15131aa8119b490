import * as v from 'valibot';
import { time } from './parts.ts';

const text = v.pipe(v.string(), v.maxLength(300));
const optionalText = v.nullable(text);
const count = v.pipe(v.number(), v.finite(), v.minValue(0));
const optionalCount = v.nullable(count);
const optionalFlag = v.nullable(v.boolean());

/** Most services and programs that facts list. */
export const longestWindowsList = 64;

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
  /** When the server was last started (milliseconds since the epoch): some settings count only from then on. */
  startedAt: v.optional(v.nullable(time), null),
  windows: v.nullable(
    v.object({
      /** `Release` of the .NET Framework 4 set-up key, such as 528049 for 4.8. */
      dotnetRelease: optionalCount,
      powershellVersion: optionalText,
      /** Whether PowerShell transcription is enforced by policy. */
      transcription: v.nullable(v.boolean()),
      /**
       * Values of the registry that decide on TLS 1.2, by path and name; null where a value is absent. A value that could
       * not be read is not listed.
       */
      tls: v.pipe(v.array(v.object({ path: text, name: text, value: optionalCount })), v.maxLength(32)),
      domain: optionalText,
      domainJoined: v.nullable(v.boolean()),
      installationType: v.nullable(v.picklist(['full', 'core', 'nano', 'client'])),
      edition: optionalText,
      build: optionalText,
      /**
       * The DCOM values that the installer of AD FS and Connect wants as they were shipped: `security-descriptor`,
       * `damaged`, or the registry type of something else; null where a value is absent. One that could not be read is not
       * listed.
       */
      dcom: v.pipe(v.array(v.object({ path: text, name: text, value: optionalText })), v.maxLength(32)),
      /** `RemoteSigned`, …: what PowerShell says of itself in the runner's account. */
      executionPolicy: v.optional(optionalText, null),
      /** Hosts that WinRM's client trusts without Kerberos, as they were entered; empty where there are none. */
      trustedHosts: v.optional(optionalText, null),
      /** Services of this field that are installed here, by the name that Windows gives them; null where they were not read. */
      services: v.optional(
        v.nullable(
          v.pipe(
            v.array(v.object({ name: text, running: optionalFlag, account: optionalText })),
            v.maxLength(longestWindowsList),
          ),
        ),
        null,
      ),
      /** Programs of this field that are installed here; null where they were not read. */
      software: v.optional(
        v.nullable(v.pipe(v.array(v.object({ name: text, version: optionalText })), v.maxLength(longestWindowsList))),
        null,
      ),
      /** The proxy in `machine.config`, which .NET programs take; null where the file was not read. */
      machineConfig: v.optional(
        v.nullable(
          v.object({
            /** `http://proxy.contoso.com:8080`; null where none is set. */
            proxyAddress: optionalText,
            bypassOnLocal: optionalFlag,
            /** `enabled` of `defaultProxy`: true where it does not say. */
            enabled: v.boolean(),
            useDefaultCredentials: v.boolean(),
            /** Whether `system.net` is the last section; null where there is none. */
            last: optionalFlag,
          }),
        ),
        null,
      ),
    }),
  ),
});

export type HostFacts = v.InferOutput<typeof hostFacts>;
