/** Who asks: always a user id within a tenant or workspace, never a display name. */
export interface Actor {
  readonly platform: 'terminal' | 'slack' | 'teams';
  /** Slack team or enterprise id, Entra tenant id; empty in a terminal. */
  readonly tenant: string;
  readonly user: string;
}
