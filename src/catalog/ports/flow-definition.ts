import type { FeatureId } from '../feature.ts';
import type { RoleId } from '../role.ts';
import type { ProtocolId } from './protocol.ts';

/** What stays the same of a flow from edition to edition: who opens a connection to whom, and for which feature. */
export interface FlowDefinition {
  readonly id: string;
  /** The role that opens the connection. */
  readonly from: RoleId;
  readonly to: RoleId;
  readonly protocol: ProtocolId;
  /** The feature that brings the flow about. An estate that does not use it does not need the flow. */
  readonly feature: FeatureId;
  /** The flow that took over its work, once no edition lists this one any more. */
  readonly replacedBy: string | null;
}

/**
 * The flows of the ports page. Tables 6a and 7a speak of the Connect server, where the first agent runs; the traffic is
 * the agent's, wherever it is installed, so the flow starts at the agent's role.
 */
export const flowDefinitions = [
  { id: 'connect-dc-dns', from: 'connect', to: 'dc', protocol: 'dns', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-kerberos', from: 'connect', to: 'dc', protocol: 'kerberos', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-ms-rpc', from: 'connect', to: 'dc', protocol: 'ms-rpc', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-ldap', from: 'connect', to: 'dc', protocol: 'ldap', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-smb', from: 'connect', to: 'dc', protocol: 'smb', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-ldaps', from: 'connect', to: 'dc', protocol: 'ldaps', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-rpc', from: 'connect', to: 'dc', protocol: 'rpc', feature: 'sync', replacedBy: null },
  { id: 'connect-dc-winrm', from: 'connect', to: 'dc', protocol: 'winrm', feature: 'federation', replacedBy: null },
  { id: 'connect-dc-adws', from: 'connect', to: 'dc', protocol: 'adws', feature: 'federation', replacedBy: null },
  { id: 'connect-dc-gc', from: 'connect', to: 'dc', protocol: 'gc', feature: 'seamless-sso', replacedBy: null },
  { id: 'connect-entra-http', from: 'connect', to: 'entra', protocol: 'http', feature: 'sync', replacedBy: null },
  { id: 'connect-entra-https', from: 'connect', to: 'entra', protocol: 'https', feature: 'sync', replacedBy: null },
  { id: 'connect-adfs-http', from: 'connect', to: 'adfs', protocol: 'http', feature: 'federation', replacedBy: null },
  { id: 'connect-adfs-https', from: 'connect', to: 'adfs', protocol: 'https', feature: 'federation', replacedBy: null },
  { id: 'connect-adfs-winrm', from: 'connect', to: 'adfs', protocol: 'winrm', feature: 'federation', replacedBy: null },
  { id: 'connect-wap-http', from: 'connect', to: 'wap', protocol: 'http', feature: 'federation', replacedBy: null },
  { id: 'connect-wap-https', from: 'connect', to: 'wap', protocol: 'https', feature: 'federation', replacedBy: null },
  { id: 'connect-wap-winrm', from: 'connect', to: 'wap', protocol: 'winrm', feature: 'federation', replacedBy: null },
  { id: 'wap-adfs-https', from: 'wap', to: 'adfs', protocol: 'https', feature: 'federation', replacedBy: null },
  { id: 'client-wap-https', from: 'client', to: 'wap', protocol: 'https', feature: 'federation', replacedBy: null },
  {
    id: 'client-wap-certificate',
    from: 'client',
    to: 'wap',
    protocol: 'certificate-tls',
    feature: 'certificate-auth',
    replacedBy: null,
  },
  { id: 'pta-entra-http', from: 'pta-agent', to: 'entra', protocol: 'http', feature: 'pta', replacedBy: null },
  { id: 'pta-entra-https', from: 'pta-agent', to: 'entra', protocol: 'https', feature: 'pta', replacedBy: null },
  {
    id: 'pta-entra-responses',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'pta',
    replacedBy: 'pta-entra-https',
  },
  {
    id: 'pta-entra-service-bus',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'service-bus',
    feature: 'pta',
    replacedBy: 'pta-entra-https',
  },
  {
    id: 'pta-entra-performance',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'pta',
    replacedBy: 'pta-entra-https',
  },
  {
    id: 'pta-entra-bootstrap',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'pta',
    replacedBy: 'pta-entra-https',
  },
  {
    id: 'pta-entra-registration',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'pta',
    replacedBy: 'pta-entra-https',
  },
  {
    id: 'pta-entra-renewal',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'pta',
    replacedBy: 'pta-entra-https',
  },
  {
    id: 'connect-entra-sso-registration-9090',
    from: 'connect',
    to: 'entra',
    protocol: 'https',
    feature: 'seamless-sso',
    replacedBy: 'connect-entra-sso-registration',
  },
  {
    id: 'connect-entra-sso-registration',
    from: 'connect',
    to: 'entra',
    protocol: 'https',
    feature: 'seamless-sso',
    replacedBy: null,
  },
  {
    id: 'health-entra-https',
    from: 'health-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'health',
    replacedBy: null,
  },
  {
    id: 'health-entra-service-bus',
    from: 'health-agent',
    to: 'entra',
    protocol: 'service-bus',
    feature: 'health',
    replacedBy: null,
  },
] as const satisfies readonly FlowDefinition[];

export type FlowId = (typeof flowDefinitions)[number]['id'];
