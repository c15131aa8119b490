import { text } from '../text.ts';
import { always, endpointSet } from './endpoint.ts';
import { endpointPurposes, portPurposes } from './purpose.ts';

/** The least that a Connect server must reach: 5 patterns on 443 and 12 on 80. */
export const connectMinimum = endpointSet(
  {
    id: 'connect-minimum',
    title: text('Minimum addresses of the Connect server', 'Minimale adressen van de Connect-server'),
    feature: 'sync',
    cloud: 'public',
    source: { source: 'connectivity-2025', place: 'Connectivity issues in the installation wizard' },
    ports: [
      { port: 80, need: 'required', purpose: portPurposes.crl },
      { port: 443, need: 'required', purpose: portPurposes.everything },
    ],
    remarks: [
      text(
        'This is the floor for reaching Entra ID. Agents and seamless SSO have lists of their own.',
        'Dit is de ondergrens om Entra ID te bereiken. Agents en naadloze SSO hebben eigen lijsten.',
      ),
    ],
  },
  [
    { ...always, pattern: '*.management.core.windows.net', ports: [443], purpose: endpointPurposes.azureStorage },
    { ...always, pattern: '*.graph.windows.net', ports: [443], purpose: endpointPurposes.azureAdGraph },
    { ...always, pattern: 'secure.aadcdn.microsoftonline-p.com', ports: [443], purpose: endpointPurposes.mfa },
    {
      ...always,
      pattern: '*.microsoftonline.com',
      ports: [443],
      purpose: endpointPurposes.directory,
      representatives: ['login.microsoftonline.com'],
    },
    {
      ...always,
      pattern: 'graph.microsoft.com',
      ports: [443],
      purpose: endpointPurposes.microsoftGraph,
      need: 'conditional',
      condition: text('Connect 2.4.18.0 or newer', 'Connect 2.4.18.0 of nieuwer'),
    },
    { ...always, pattern: 'mscrl.microsoft.com', ports: [80], purpose: endpointPurposes.crl },
    { ...always, pattern: '*.verisign.com', ports: [80], purpose: endpointPurposes.crl },
    { ...always, pattern: '*.entrust.net', ports: [80], purpose: endpointPurposes.crlForMfa },
    {
      ...always,
      pattern: '*.crl3.digicert.com',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['crl3.digicert.com'],
    },
    {
      ...always,
      pattern: '*.crl4.digicert.com',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['crl4.digicert.com'],
    },
    {
      ...always,
      pattern: '*.ocsp.digicert.com',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['ocsp.digicert.com'],
    },
    { ...always, pattern: '*.digicert.cn', ports: [80], purpose: endpointPurposes.certificateCheck },
    {
      ...always,
      pattern: '*.www.d-trust.net',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['www.d-trust.net'],
    },
    {
      ...always,
      pattern: '*.root-c3-ca2-2009.ocsp.d-trust.net',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['root-c3-ca2-2009.ocsp.d-trust.net'],
    },
    {
      ...always,
      pattern: '*.crl.microsoft.com',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['crl.microsoft.com'],
    },
    {
      ...always,
      pattern: '*.oneocsp.microsoft.com',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['oneocsp.microsoft.com'],
    },
    {
      ...always,
      pattern: '*.ocsp.msocsp.com',
      ports: [80],
      purpose: endpointPurposes.certificateCheck,
      representatives: ['ocsp.msocsp.com'],
    },
  ],
);

/** What the prerequisites page adds for administrators who sign in with a second factor. */
export const connectTrustedSite = endpointSet(
  {
    id: 'connect-trusted-site',
    title: text('Trusted site for multifactor sign-in', 'Vertrouwde site voor meervoudige verificatie'),
    feature: 'sync',
    cloud: 'public',
    source: { source: 'prerequisites-2023', place: 'Installation prerequisites' },
    ports: [],
    remarks: [],
  },
  [
    {
      pattern: 'secure.aadcdn.microsoftonline-p.com',
      ports: [443],
      purpose: endpointPurposes.mfa,
      need: 'conditional',
      condition: text(
        'Hybrid Identity Administrators sign in with MFA',
        'Hybrid Identity Administrators melden zich met MFA aan',
      ),
      remark: text(
        'It must also stand in the trusted sites of the server.',
        'Het adres moet ook bij de vertrouwde websites van de server staan.',
      ),
      representatives: [],
    },
  ],
);
