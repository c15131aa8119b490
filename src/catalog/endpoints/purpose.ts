import { text } from '../text.ts';

/** What endpoints are for, once per statement, so that sets which say the same share a sentence. */
export const endpointPurposes = {
  crl: text('Fetches revocation lists.', 'Haalt intrekkingslijsten op.'),
  crlForMfa: text(
    'Fetches revocation lists for multifactor sign-in.',
    'Haalt intrekkingslijsten op voor aanmelding met meervoudige verificatie.',
  ),
  certificateCheck: text(
    'Checks certificates (revocation list or OCSP).',
    'Controleert certificaten (intrekkingslijst of OCSP).',
  ),
  azureStorage: text('Azure Storage behind the service.', 'Azure Storage achter de dienst.'),
  azureAdGraph: text(
    'Azure AD Graph, the older directory interface.',
    'Azure AD Graph, de oudere interface van de adreslijst.',
  ),
  microsoftGraph: text(
    'Microsoft Graph, the directory interface of newer versions.',
    'Microsoft Graph, de interface van de adreslijst voor nieuwere versies.',
  ),
  mfa: text('Shows the multifactor challenge.', 'Toont de vraag om meervoudige verificatie.'),
  directory: text(
    'Configures the tenant, and imports and exports its objects.',
    'Configureert de tenant, en importeert en exporteert de objecten.',
  ),
  healthService: text('The Connect Health service.', 'De dienst Connect Health.'),
  healthData: text('Takes the health data that the agent sends.', 'Neemt de statusgegevens van de agent aan.'),
  serviceBus: text(
    'Azure Service Bus, the channel between agent and service.',
    'Azure Service Bus, het kanaal tussen agent en dienst.',
  ),
  azureManagement: text(
    'Azure Resource Manager, used to register the agent.',
    'Azure Resource Manager, gebruikt om de agent te registreren.',
  ),
  signIn: text('Signs in the administrator and the agent.', 'Meldt de beheerder en de agent aan.'),
  signInPage: text('Serves parts of the sign-in page.', 'Levert onderdelen van de aanmeldingspagina.'),
  discovery: text(
    'Asked only for discovery, while the agent registers.',
    'Alleen bevraagd om te verkennen, terwijl de agent zich registreert.',
  ),
  agentUpdate: text('Offers new versions of the agent.', 'Biedt nieuwe versies van de agent aan.'),
  microsoftSite: text(
    'The public site of Microsoft, over HTTP and HTTPS.',
    'De openbare site van Microsoft, via HTTP en HTTPS.',
  ),
  agentService: text('The service that the agent talks to.', 'De dienst waarmee de agent communiceert.'),
  registration: text('Registers the agent.', 'Registreert de agent.'),
  ssoRegistration: text('Registers seamless SSO.', 'Registreert naadloze SSO.'),
  ssoSignIn: text('Takes the Kerberos ticket of seamless SSO.', 'Neemt het Kerberos-ticket van naadloze SSO aan.'),
  connectivityTest: text('Tells whether the internet is reachable.', 'Laat zien of het internet bereikbaar is.'),
} as const;

/** What ports of a set are for. */
export const portPurposes = {
  crl: text('revocation lists', 'intrekkingslijsten'),
  everything: text('all traffic with the service', 'al het verkeer met de dienst'),
  status: text('status report of the agent, every ten minutes', 'statusmelding van de agent, elke tien minuten'),
  serviceBus: text('health data over Azure Service Bus', 'statusgegevens via Azure Service Bus'),
} as const;
