import { hashPassword } from '#server/authentication/password.ts';
import type { Reach, Role } from '#server/contract/permission.ts';
import { REACH } from '#server/contract/permission.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { insertAssignments } from '#server/features/accounts/assignment-queries.ts';
import { insertAccount } from '#server/features/accounts/queries.ts';

export const TEST_PASSWORD = 'bốn mùa xuân hạ thu đông';
/** Hashing costs 30 ms each; every account of a test may share one. */
const passwordHash = hashPassword(TEST_PASSWORD);

export type Person = {
  accountId: string;
  username: string;
  role: Role;
  reach: Reach;
  communeIds: readonly number[];
};

/** An account with a role since 2026-01-01, whose id is its username and whose password is known. */
export async function openAccount(
  database: Database,
  given: { username: string; role: Role; communeIds?: readonly number[]; mustChange?: boolean },
): Promise<Person> {
  const { username, role, communeIds = [] } = given;
  const now = '2026-01-01T00:00:00.000Z';
  const hash = await passwordHash;
  await asSystem(database, async (sql) => {
    await insertAccount(sql, {
      id: username,
      credentialId: `${username}-credential`,
      username,
      name: `Người dùng ${username}`,
      passwordHash: hash,
      mustChangePassword: given.mustChange ?? false,
      now,
    });
    let number = 0;
    await insertAssignments(sql, {
      newId: () => `${username}-${(number += 1)}`,
      accountId: username,
      role,
      communeIds,
      validFrom: '2026-01-01',
      validTo: null,
      grantedBy: null,
      now,
    });
  });
  return { accountId: username, username, role, reach: REACH[role], communeIds };
}
