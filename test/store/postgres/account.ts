import { readFileSync } from 'node:fs';

/** The account that runs the server; null is our own, since only root is refused. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** Accounts without rights that systems come with. */
const unprivileged = ['nobody', 'postgres', 'daemon'];

/** An account that PostgreSQL accepts. Fails when this process is root and the system has none of the usual ones. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of unprivileged) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(`PostgreSQL does not run as root, and none of the accounts ${unprivileged.join(', ')} exists`);
}
