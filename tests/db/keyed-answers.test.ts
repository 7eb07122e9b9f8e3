import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { openTwoCommunes, type OpenTwoCommunes } from '#tests/support/database/two-communes.ts';

let seeded: OpenTwoCommunes;

beforeAll(async () => {
  seeded = await openTwoCommunes();
});
afterAll(() => seeded.database.close());

describe('answers stored under a key', () => {
  const KEY = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
  const keep = (actor: Parameters<typeof asActor>[1], accountId: string) =>
    asActor(
      seeded.database,
      actor,
      (sql) => sql`
        insert into idempotency_record (account_id, key, request_hash, program, created_at)
        values (${accountId}, ${KEY}, 'hash', '1', '2026-03-01T00:00:00Z')`,
    );
  const held = (sql: TransactionSql) => sql`select from idempotency_record where key = ${KEY}`;
  beforeAll(async () => {
    await keep(seeded.leader, seeded.leader.accountId);
  });

  it('are read, changed and deleted by their own account only', async () => {
    const { analyst, leader } = seeded;
    await asActor(seeded.database, analyst, async (sql) => {
      expect(await held(sql)).toHaveLength(0);
      const changed = await sql`
        update idempotency_record set request_hash = 'x' where key = ${KEY} returning key`;
      const deleted = await sql`delete from idempotency_record where key = ${KEY} returning key`;
      expect([...changed, ...deleted]).toEqual([]);
    });
    expect(await asActor(seeded.database, leader, held)).toHaveLength(1);
  });

  it("are stored in no other account's name", async () => {
    const { analyst, leader } = seeded;
    await expect(keep(leader, analyst.accountId)).rejects.toMatchObject({ code: '42501' });
  });
});
