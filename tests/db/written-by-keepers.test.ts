import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asActor } from '#server/db/transaction.ts';
import { openTwoCommunes, type OpenTwoCommunes } from '#tests/support/database/two-communes.ts';

let seeded: OpenTwoCommunes;

beforeAll(async () => {
  seeded = await openTwoCommunes();
});
afterAll(() => seeded.database.close());

describe('data that everybody reads', () => {
  it('is written only by its keepers, and no request turns on the demonstration', async () => {
    const set = (reader: Parameters<typeof asActor>[1], key: string) =>
      asActor(
        seeded.database,
        reader,
        (sql) => sql`
          insert into setting (key, valid_from, value, origin, set_at)
          values (${key}, '2026-01-01', 'true', 'thử', now())`,
      );
    const refused = { code: '42501' };
    await expect(set(seeded.analyst, 'test.one')).rejects.toMatchObject(refused);
    await expect(set(seeded.leader, 'demo')).rejects.toMatchObject(refused);
    const admin = { ...seeded.analyst, role: 'admin' } as const;
    await expect(set(admin, 'test.one')).rejects.toMatchObject(refused);
    const keeper = { ...seeded.analyst, role: 'coordinator' } as const;
    await expect(set(keeper, 'demo')).rejects.toMatchObject(refused);
    await set(keeper, 'test.one');
  });

  it('has words for categories that the city teaches and takes back, each in the own name', async () => {
    const { analyst, otherAnalyst, leader } = seeded;
    const teach = (reader: Parameters<typeof asActor>[1], word: string, setBy: string) =>
      asActor(
        seeded.database,
        reader,
        (sql) => sql`
          insert into import_word (word, folded, category, set_by, set_at)
          values (${word}, ${word}, 'test_park', ${setBy}, now())`,
      );
    const takeBack = (by: string) =>
      asActor(
        seeded.database,
        otherAnalyst,
        (sql) => sql`
          update import_word set withdrawn_by = ${by}, withdrawn_at = now() where true returning id`,
      );
    const refused = { code: '42501' };
    await expect(teach(analyst, 'bai co', otherAnalyst.accountId)).rejects.toMatchObject(refused);
    await expect(teach(leader, 'bai co', leader.accountId)).rejects.toMatchObject(refused);
    await teach(analyst, 'bai co', analyst.accountId);
    const seenBy = (reader: Parameters<typeof asActor>[1]) =>
      asActor(seeded.database, reader, (sql) => sql`select id from import_word`);
    expect([(await seenBy(otherAnalyst)).length, (await seenBy(leader)).length]).toEqual([1, 0]);
    await expect(takeBack(analyst.accountId)).rejects.toMatchObject(refused);
    expect(await takeBack(otherAnalyst.accountId)).toHaveLength(1);
  });

  it('brings no point within reach when a commune is added to the point', async () => {
    const { leader, here, there } = seeded;
    await expect(
      asActor(
        seeded.database,
        leader,
        (sql) => sql`
          insert into point_commune (point_id, commune_id, lead)
          values (${there.pointId}, ${here.communeId}, false)`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
