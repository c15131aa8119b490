import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { machineConfig, proxyIdle } from './proxy-config.ts';
import { attest, hostFact, probe } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Connectivity' };

/** Connect behind an outbound proxy. The text for machine.config stands in proxy-config.ts. */
export const proxyPrerequisites = [
  {
    id: 'proxy-machine-config',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      `The proxy is set in ${machineConfig.file}, or neither the wizard nor the sync engine gets out.`,
      `De proxy is ingesteld in ${machineConfig.file}, anders komen de wizard en de synchronisatie-engine niet naar buiten.`,
    ),
    verify: hostFact(
      'machine-config',
      'system.net/defaultProxy/proxy names the address and port of the proxy.',
      'system.net/defaultProxy/proxy noemt het adres en de poort van de proxy.',
    ),
    applies: inCase('outbound-proxy'),
    source,
  },
  {
    id: 'proxy-at-bottom',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The proxy setting comes last in machine.config.',
      'De proxy-instelling komt als laatste in machine.config.',
    ),
    verify: hostFact(
      'machine-config',
      'system.net is the last section of the file.',
      'system.net is de laatste sectie van het bestand.',
    ),
    applies: inCase('outbound-proxy'),
    source,
  },
  {
    id: 'proxy-reached',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Through the proxy, at its actual address or host name, the internet and Entra ID can be reached.',
      'Via de proxy, op zijn werkelijke adres of hostnaam, zijn het internet en Entra ID te bereiken.',
    ),
    verify: probe(
      'proxy',
      'The proxy opens a tunnel to login.microsoftonline.com on 443.',
      'De proxy opent een tunnel naar login.microsoftonline.com op 443.',
    ),
    applies: inCase('outbound-proxy'),
    source,
  },
  {
    id: 'proxy-service-account-in-domain',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The account of the synchronization service is a domain account.',
      'Het account van de synchronisatieservice is een domeinaccount.',
    ),
    verify: hostFact(
      'service-account',
      'The service runs under an account of the domain.',
      'De service draait onder een account van het domein.',
    ),
    applies: inCase('proxy-with-authentication'),
    source,
  },
  {
    id: 'proxy-custom-service-account',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The wizard is given a service account made beforehand, which only its custom path allows.',
      'De wizard krijgt een vooraf gemaakt serviceaccount, wat alleen de aangepaste installatie toelaat.',
    ),
    verify: attest(
      'Will the custom path be taken, with an account made beforehand?',
      'Wordt de aangepaste installatie gekozen, met een vooraf gemaakt account?',
    ),
    applies: inCase('proxy-with-authentication'),
    source,
  },
  {
    id: 'proxy-authentication-machine-config',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'machine.config has the form of the setting that sends credentials, so that wizard and sync engine answer when the proxy asks who they are.',
      'machine.config heeft de vorm van de instelling die referenties meestuurt, zodat wizard en synchronisatie-engine antwoorden als de proxy vraagt wie ze zijn.',
    ),
    verify: hostFact(
      'machine-config',
      'defaultProxy has enabled="true" and useDefaultCredentials="true".',
      'defaultProxy heeft enabled="true" en useDefaultCredentials="true".',
    ),
    applies: inCase('proxy-with-authentication'),
    source,
  },
  {
    id: 'proxy-wizard-credentials',
    area: 'connectivity',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'The wizard answers the proxy as the user who runs it, and from its last page, Configure, as the service account.',
      'De wizard antwoordt de proxy als de gebruiker die hem uitvoert, en vanaf de laatste pagina, Configure, als het serviceaccount.',
    ),
    verify: attest('Does the proxy let both accounts through?', 'Laat de proxy beide accounts door?'),
    applies: inCase('proxy-with-authentication'),
    source,
  },
  {
    id: 'sync-service-restarted',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      `The service "${machineConfig.service}" has been restarted once since the proxy was set; it reads the setting when it starts.`,
      `De service "${machineConfig.service}" is één keer opnieuw gestart nadat de proxy is ingesteld; ze leest de instelling bij het starten.`,
    ),
    verify: hostFact(
      'service-state',
      'The service started later than machine.config was last written.',
      'De service is later gestart dan machine.config voor het laatst is geschreven.',
    ),
    applies: inCase('existing-setup'),
    source,
  },
  {
    id: 'proxy-idle-timeout',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      `The proxy keeps idle connections for ${proxyIdle.atLeastMinutes} minutes or longer: Entra ID may take ${proxyIdle.longestAnswerMinutes} minutes over an answer.`,
      `De proxy houdt inactieve verbindingen ${proxyIdle.atLeastMinutes} minuten of langer open: Entra ID kan ${proxyIdle.longestAnswerMinutes} minuten over een antwoord doen.`,
    ),
    verify: probe(
      'proxy',
      `A tunnel through the proxy survives ${proxyIdle.longestAnswerMinutes} minutes of silence.`,
      `Een tunnel door de proxy overleeft ${proxyIdle.longestAnswerMinutes} minuten stilte.`,
    ),
    applies: inCase('outbound-proxy'),
    source,
  },
] as const satisfies readonly Prerequisite[];
