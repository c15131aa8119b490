import { text } from '../text.ts';

/**
 * What each flow is for, once per statement, in our own words. Rows name one of these, so that two editions which say
 * the same share a sentence and a difference shows.
 */
export const purposes = {
  dnsLookup: text(
    'Resolves names in the forest that is synchronized.',
    'Zet namen om in het forest dat wordt gesynchroniseerd.',
  ),
  kerberos: text('Authenticates to the forest.', 'Verifieert zich bij het forest.'),
  endpointMapper: text(
    'Finds the RPC services of the forest while the wizard sets up, and for password hash synchronization afterwards.',
    'Vindt de RPC-services van het forest tijdens de wizard en daarna voor wachtwoord-hashsynchronisatie.',
  ),
  ldapImport: text(
    'Reads directory objects; Kerberos signs and seals the session.',
    'Leest adreslijstobjecten; Kerberos ondertekent en verzegelt de sessie.',
  ),
  smbComputerAccount: text(
    'Lets seamless SSO create its computer account in the forest.',
    'Laat naadloze SSO het computeraccount in het forest aanmaken.',
  ),
  smbComputerAccountAndWriteback: text(
    'Lets seamless SSO create its computer account, and carries passwords that are written back.',
    'Laat naadloze SSO het computeraccount aanmaken en brengt teruggeschreven wachtwoorden over.',
  ),
  ldapsImport: text(
    'Reads directory objects over TLS, signed and encrypted, where the connector is set to use it.',
    'Leest adreslijstobjecten over TLS, ondertekend en versleuteld, waar de connector daarop is ingesteld.',
  ),
  dynamicRpc: text(
    'Carries the RPC calls that 135 points to: set-up by the wizard and password hash synchronization.',
    'Draagt de RPC-aanroepen waar 135 naar verwijst: inrichting door de wizard en wachtwoord-hashsynchronisatie.',
  ),
  dynamicRpcMovable: text(
    'Carries the RPC calls that 135 points to: set-up by the wizard and password hash synchronization. Where the DCs use another dynamic range, open that one.',
    'Draagt de RPC-aanroepen waar 135 naar verwijst: inrichting door de wizard en wachtwoord-hashsynchronisatie. Gebruiken de DC’s een ander dynamisch bereik, open dan dat.',
  ),
  winrmForGmsa: text(
    'Lets the wizard prepare the forest when it installs AD FS with a group managed service account.',
    'Laat de wizard het forest voorbereiden wanneer die AD FS met een beheerd groepsserviceaccount installeert.',
  ),
  adwsForGmsa: text(
    'Lets the wizard create the group managed service account when it installs AD FS.',
    'Laat de wizard het beheerde groepsserviceaccount aanmaken wanneer die AD FS installeert.',
  ),
  globalCatalog: text(
    'Lets seamless SSO search the forest before it creates its computer account.',
    'Laat naadloze SSO het forest doorzoeken voordat het computeraccount wordt aangemaakt.',
  ),
  crlDownload: text(
    'Fetches revocation lists, so that TLS certificates can be checked.',
    'Haalt intrekkingslijsten op, zodat TLS-certificaten kunnen worden gecontroleerd.',
  ),
  syncToEntra: text('Carries the synchronization with Entra ID.', 'Draagt de synchronisatie met Entra ID.'),
  winrmListener: text(
    'Reaches the WinRM listener through which the wizard installs AD FS and WAP.',
    'Bereikt de WinRM-listener waarmee de wizard AD FS en WAP installeert.',
  ),
  federationTraffic: text(
    'Passes sign-in requests from the proxy to the federation server.',
    'Geeft aanmeldingen van de proxy door aan de federatieserver.',
  ),
  deviceAuthentication: text(
    'Signs users and their devices in from outside.',
    'Meldt gebruikers en hun apparaten van buitenaf aan.',
  ),
  certificateAuthentication: text(
    'Asks users for a client certificate, a smart card for instance.',
    'Vraagt gebruikers om een clientcertificaat, bijvoorbeeld op een smartcard.',
  ),
  connectorSecurityValidation: text(
    'Lets the agent validate certificates of the services it calls.',
    'Laat de agent certificaten controleren van de services die hij aanroept.',
  ),
  connectorCrlAndUpdate: text(
    'Lets the agent fetch revocation lists and update itself.',
    'Laat de agent intrekkingslijsten ophalen en zichzelf bijwerken.',
  ),
  connectorUserSignIn: text('Signs users in against Entra ID.', 'Meldt gebruikers aan bij Entra ID.'),
  connectorEverything: text(
    'Switches the feature on and off, registers and updates agents, and carries every sign-in.',
    'Schakelt de functie in en uit, registreert en werkt agents bij, en draagt elke aanmelding.',
  ),
  connectorResponses: text(
    'Returned the agent’s answers to Entra ID.',
    'Stuurde de antwoorden van de agent terug naar Entra ID.',
  ),
  connectorRequests: text(
    'Brought sign-in requests from Entra ID to the agent.',
    'Bracht aanmeldingsverzoeken van Entra ID naar de agent.',
  ),
  connectorPerformance: text(
    'Made incoming requests faster; never required.',
    'Maakte binnenkomende verzoeken sneller; nooit vereist.',
  ),
  connectorBootstrap: text('Started the agent up and updated it.', 'Startte de agent op en werkte die bij.'),
  connectorRegistration: text(
    'Registered the agent, and was needed only then.',
    'Registreerde de agent, en was alleen dan nodig.',
  ),
  connectorRenewal: text(
    'Renewed the agent’s trust certificate.',
    'Vernieuwde het vertrouwenscertificaat van de agent.',
  ),
  ssoRegistration: text(
    'Registers seamless SSO, and is needed only then.',
    'Registreert naadloze SSO, en is alleen dan nodig.',
  ),
  healthOutbound: text('Sends health data out to Entra ID.', 'Stuurt statusgegevens naar Entra ID.'),
  healthFailback: text(
    'Sends health data to Entra ID; all that the newest agents need.',
    'Stuurt statusgegevens naar Entra ID; meer hebben de nieuwste agents niet nodig.',
  ),
  healthServiceBus: text(
    'Sends health data to Entra ID; the agent falls back to 443 when this is closed.',
    'Stuurt statusgegevens naar Entra ID; de agent valt terug op 443 als dit dicht is.',
  ),
} as const;
