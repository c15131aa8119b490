import { text } from '../text.ts';
import { always, endpointSet } from './endpoint.ts';
import { endpointPurposes, portPurposes } from './purpose.ts';

/** What a Cloud Sync provisioning agent reaches: 11 patterns. */
export const cloudSync = endpointSet(
  {
    id: 'cloud-sync',
    title: text('Cloud Sync provisioning agent', 'Inrichtingsagent van Cloud Sync'),
    feature: 'cloud-sync',
    cloud: 'public',
    source: { source: 'cloud-sync-2026', place: 'Firewall and proxy requirements' },
    ports: [
      { port: 80, need: 'required', purpose: portPurposes.crl },
      { port: 443, need: 'required', purpose: portPurposes.everything },
      { port: 8080, need: 'optional', purpose: portPurposes.status },
    ],
    remarks: [
      text(
        'Towards the domain controllers the agent also needs 389 and 3268.',
        'Naar de domeincontrollers heeft de agent ook 389 en 3268 nodig.',
      ),
      text(
        'The list as recorded ties no host to port 80; read the revocation hosts from the page itself.',
        'De lijst zoals vastgelegd koppelt geen adres aan poort 80; lees de adressen voor intrekking op de pagina zelf.',
      ),
    ],
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
    {
      ...always,
      pattern: '*.microsoftonline.com',
      ports: [443],
      purpose: endpointPurposes.agentService,
      representatives: ['login.microsoftonline.com'],
    },
    {
      ...always,
      pattern: '*.microsoft.com',
      ports: [443],
      purpose: endpointPurposes.agentService,
      representatives: ['www.microsoft.com'],
    },
    { ...always, pattern: '*.msappproxy.com', ports: [443], purpose: endpointPurposes.agentService },
    { ...always, pattern: '*.windowsazure.com', ports: [443], purpose: endpointPurposes.agentService },
    { ...always, pattern: 'login.windows.net', ports: [443], purpose: endpointPurposes.registration },
    { ...always, pattern: 'login.live.com', ports: [443], purpose: endpointPurposes.registration },
    { ...always, pattern: 'aadcdn.msauth.net', ports: [443], purpose: endpointPurposes.signInPage },
    { ...always, pattern: 'aadcdn.msftauth.net', ports: [443], purpose: endpointPurposes.signInPage },
    { ...always, pattern: 'www.msftconnecttest.com', ports: [443], purpose: endpointPurposes.connectivityTest },
  ],
);
