import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';
import { always } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { hostFact } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'DCOM prerequisites on the synchronization server' };

/** The key that set-up of the synchronization service looks for. */
export const dcomKey = {
  hive: 'HKEY_LOCAL_MACHINE',
  key: String.raw`Software\Microsoft\Ole`,
  source,
} as const satisfies { hive: string; key: string; source: Reference };

/** A value under that key which has to be present and intact. */
export interface DcomValue {
  readonly id: string;
  readonly name: string;
  /** What it governs on the machine. */
  readonly governs: Text;
}

/** The three values that are checked. */
export const dcomValues = [
  {
    id: 'dcom-machine-access-restriction',
    name: 'MachineAccessRestriction',
    governs: text('the limit on who may call COM servers', 'de grens aan wie COM-servers mag aanroepen'),
  },
  {
    id: 'dcom-machine-launch-restriction',
    name: 'MachineLaunchRestriction',
    governs: text('the limit on who may start COM servers', 'de grens aan wie COM-servers mag starten'),
  },
  {
    id: 'dcom-default-launch-permission',
    name: 'DefaultLaunchPermission',
    governs: text(
      'who may start COM servers that set no permission of their own',
      'wie COM-servers zonder eigen machtiging mag starten',
    ),
  },
] as const satisfies readonly DcomValue[];

const dcomKeyPrerequisite = {
  id: 'dcom-key',
  area: 'dcom',
  role: 'connect',
  severity: 'required',
  requirement: text(
    String.raw`The registry key HKEY_LOCAL_MACHINE\Software\Microsoft\Ole exists. Set-up of the synchronization service looks for it.`,
    String.raw`De registersleutel HKEY_LOCAL_MACHINE\Software\Microsoft\Ole bestaat. De installatie van de synchronisatieservice zoekt ernaar.`,
  ),
  verify: hostFact('registry-value', 'The key can be opened.', 'De sleutel kan worden geopend.'),
  applies: always,
  source,
} as const satisfies Prerequisite;

/** The key, and one item for each of its values. */
export const dcomPrerequisites = [
  dcomKeyPrerequisite,
  ...dcomValues.map(
    ({ id, name, governs }) =>
      ({
        id,
        area: 'dcom',
        role: 'connect',
        severity: 'required',
        requirement: text(
          `${name} is present and intact: ${governs.en}.`,
          `${name} is aanwezig en onbeschadigd: ${governs.nl}.`,
        ),
        verify: hostFact(
          'registry-value',
          `${name} exists and reads as a security descriptor.`,
          `${name} bestaat en is als beveiligingsbeschrijving te lezen.`,
        ),
        applies: always,
        source,
      }) as const satisfies Prerequisite,
  ),
] as const satisfies readonly Prerequisite[];
