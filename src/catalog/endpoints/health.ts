import { text } from '../text.ts';
import { always, endpointSet } from './endpoint.ts';
import { endpointPurposes, portPurposes } from './purpose.ts';

const place = 'Outbound connectivity to Azure service endpoints';

const remarks = [
  text(
    'TLS inspection must be off for this traffic: it can break registration and uploads.',
    'TLS-inspectie moet voor dit verkeer uit staan: die kan registratie en uploads verbreken.',
  ),
  text(
    'The agent does not work through a proxy that asks for authentication.',
    'De agent werkt niet via een proxy die om verificatie vraagt.',
  ),
] as const;

/** What a Connect Health agent reaches in the public cloud: 13 patterns. */
export const healthPublic = endpointSet(
  {
    id: 'health-public',
    title: text('Connect Health agent, public cloud', 'Connect Health-agent, openbare cloud'),
    feature: 'health',
    cloud: 'public',
    source: { source: 'health-agent-2026', place },
    ports: [
      { port: 443, need: 'required', purpose: portPurposes.everything },
      { port: 5671, need: 'recommended', purpose: portPurposes.serviceBus },
    ],
    remarks,
  },
  [
    { ...always, pattern: '*.blob.core.windows.net', ports: [443], purpose: endpointPurposes.azureStorage },
    { ...always, pattern: '*.aadconnecthealth.azure.com', ports: [443], purpose: endpointPurposes.healthService },
    {
      ...always,
      pattern: '*.servicebus.windows.net',
      ports: [5671],
      purpose: endpointPurposes.serviceBus,
      need: 'recommended',
      remark: text(
        'The newest agents need 443 only; an older one falls back to 443 when 5671 is closed.',
        'De nieuwste agents hebben alleen 443 nodig; een oudere valt terug op 443 als 5671 dicht is.',
      ),
    },
    { ...always, pattern: '*.adhybridhealth.azure.com', ports: [443], purpose: endpointPurposes.healthService },
    { ...always, pattern: 'management.azure.com', ports: [443], purpose: endpointPurposes.azureManagement },
    { ...always, pattern: 'login.windows.net', ports: [443], purpose: endpointPurposes.signIn },
    { ...always, pattern: 'login.microsoftonline.com', ports: [443], purpose: endpointPurposes.signIn },
    { ...always, pattern: 'secure.aadcdn.microsoftonline-p.com', ports: [443], purpose: endpointPurposes.mfa },
    { ...always, pattern: 'www.office.com', ports: [443], purpose: endpointPurposes.discovery },
    { ...always, pattern: 'aadcdn.msftauth.net', ports: [443], purpose: endpointPurposes.signInPage },
    { ...always, pattern: 'aadcdn.msauth.net', ports: [443], purpose: endpointPurposes.signInPage },
    { ...always, pattern: 'autoupdate.msappproxy.net', ports: [443], purpose: endpointPurposes.agentUpdate },
    { ...always, pattern: 'www.microsoft.com', ports: [80, 443], purpose: endpointPurposes.microsoftSite },
  ],
);

/** What a Connect Health agent reaches in the US government cloud: 6 patterns. */
export const healthUsGov = endpointSet(
  {
    id: 'health-usgov',
    title: text('Connect Health agent, US government cloud', 'Connect Health-agent, cloud van de Amerikaanse overheid'),
    feature: 'health',
    cloud: 'usgov',
    source: { source: 'health-agent-2026', place },
    ports: [
      { port: 443, need: 'required', purpose: portPurposes.everything },
      { port: 5671, need: 'recommended', purpose: portPurposes.serviceBus },
    ],
    remarks,
  },
  [
    { ...always, pattern: '*.blob.core.usgovcloudapi.net', ports: [443], purpose: endpointPurposes.azureStorage },
    {
      ...always,
      pattern: '*.servicebus.usgovcloudapi.net',
      ports: [443],
      purpose: endpointPurposes.serviceBus,
      remark: text(
        'The list as recorded gives no port here; for the public counterpart it gives 5671.',
        'De lijst zoals vastgelegd geeft hier geen poort; voor de openbare tegenhanger wel: 5671.',
      ),
    },
    {
      ...always,
      pattern: '*.aadconnecthealth.microsoftazure.us',
      ports: [443],
      purpose: endpointPurposes.healthService,
    },
    { ...always, pattern: 'management.usgovcloudapi.net', ports: [443], purpose: endpointPurposes.azureManagement },
    { ...always, pattern: 'login.microsoftonline.us', ports: [443], purpose: endpointPurposes.signIn },
    { ...always, pattern: 'autoupdate.msappproxy.us', ports: [443], purpose: endpointPurposes.agentUpdate },
  ],
);
