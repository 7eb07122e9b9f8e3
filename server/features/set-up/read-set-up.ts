import type { SetUp } from '#server/contract/set-up.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { isUnused } from '#server/features/backups/queries.ts';
import { holdsRequests } from '#server/set-up.ts';

/** Tells if a backup may be restored, and how far a restore is. Asks no database that is being written anew. */
export async function readSetUp({ database, setUp }: Deps): Promise<SetUp> {
  const { restore } = setUp;
  const unused = holdsRequests(setUp) || (await asSystem(database, isUnused));
  return { unused, restore };
}
