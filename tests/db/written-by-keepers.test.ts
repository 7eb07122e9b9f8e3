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
    const keeper = { ...seeded.analyst, role: 'coordinator' } as const;
    await expect(set(keeper, 'demo')).rejects.toMatchObject(refused);
    await set(keeper, 'test.one');
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
