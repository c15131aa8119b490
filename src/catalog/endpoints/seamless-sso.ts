import { text } from '../text.ts';
import { always, endpointSet } from './endpoint.ts';
import { endpointPurposes, portPurposes } from './purpose.ts';

const either = text(
  'one of the two entries is enough: the wildcard, or the address of the tenant',
  'een van beide regels volstaat: het jokerteken, of het adres van de tenant',
);

/** Where the Connect server registers seamless SSO: a wildcard or, in its place, one address per tenant. */
export const seamlessSso = endpointSet(
  {
    id: 'seamless-sso',
    title: text('Registration of seamless SSO', 'Registratie van naadloze SSO'),
    feature: 'seamless-sso',
    cloud: 'public',
    source: { source: 'seamless-sso-2025', place: 'Check the prerequisites' },
    ports: [{ port: 443, need: 'required', purpose: portPurposes.everything }],
    remarks: [],
  },
  [
    {
      ...always,
      pattern: '*.msappproxy.net',
      ports: [443],
      purpose: endpointPurposes.ssoRegistration,
      need: 'conditional',
      condition: either,
      representatives: ['autoupdate.msappproxy.net'],
    },
    {
      ...always,
      pattern: '<tenantid>.registration.msappproxy.net',
      ports: [443],
      purpose: endpointPurposes.ssoRegistration,
      need: 'conditional',
      condition: either,
      remark: text(
        'Put the id of your own tenant (a GUID) in its place.',
        'Vul de id van uw eigen tenant (een GUID) in.',
      ),
    },
  ],
);
