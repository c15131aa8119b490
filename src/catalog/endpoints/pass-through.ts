import { text } from '../text.ts';
import { always, endpointSet } from './endpoint.ts';
import { endpointPurposes, portPurposes } from './purpose.ts';

/** What a pass-through authentication agent reaches: 5 patterns on 443 and 8 hosts on 80. */
export const passThrough = endpointSet(
  {
    id: 'pta',
    title: text('Pass-through authentication agent', 'Agent voor pass-through-verificatie'),
    feature: 'pta',
    cloud: 'public',
    source: { source: 'pta-2025', place: 'Step 1: Check the prerequisites' },
    ports: [
      { port: 80, need: 'required', purpose: portPurposes.crl },
      { port: 443, need: 'required', purpose: portPurposes.everything },
      { port: 8080, need: 'optional', purpose: portPurposes.status },
    ],
    remarks: [],
  },
  [
    {
      ...always,
      pattern: '*.msappproxy.net',
      ports: [443],
      purpose: endpointPurposes.agentService,
      representatives: ['autoupdate.msappproxy.net'],
    },
    { ...always, pattern: '*.servicebus.windows.net', ports: [443], purpose: endpointPurposes.serviceBus },
    { ...always, pattern: 'login.windows.net', ports: [443], purpose: endpointPurposes.registration },
    { ...always, pattern: 'login.microsoftonline.com', ports: [443], purpose: endpointPurposes.registration },
    {
      ...always,
      pattern: 'autologon.microsoftazuread-sso.com',
      ports: [443],
      purpose: endpointPurposes.ssoSignIn,
      remark: text(
        'Name it in full on an outgoing proxy: a wildcard may not be enough.',
        'Noem het adres voluit op een uitgaande proxy: een jokerteken volstaat mogelijk niet.',
      ),
    },
    { ...always, pattern: 'crl3.digicert.com', ports: [80], purpose: endpointPurposes.certificateCheck },
    { ...always, pattern: 'crl4.digicert.com', ports: [80], purpose: endpointPurposes.certificateCheck },
    { ...always, pattern: 'ocsp.digicert.com', ports: [80], purpose: endpointPurposes.certificateCheck },
    { ...always, pattern: 'www.d-trust.net', ports: [80], purpose: endpointPurposes.certificateCheck },
    {
      ...always,
      pattern: 'root-c3-ca2-2009.ocsp.d-trust.net',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
    },
    { ...always, pattern: 'crl.microsoft.com', ports: [80], purpose: endpointPurposes.certificateCheck },
    { ...always, pattern: 'oneocsp.microsoft.com', ports: [80], purpose: endpointPurposes.certificateCheck },
    { ...always, pattern: 'ocsp.msocsp.com', ports: [80], purpose: endpointPurposes.certificateCheck },
  ],
);
