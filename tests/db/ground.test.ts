import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { findGroundTile } from '#server/features/ground/queries.ts';
import { readGroundTile } from '#server/features/ground/read-ground.ts';
import type { MadeGround } from '#server/ground/make-ground.ts';
import { featuresAt, featuresOf } from '#tests/support/files/ground-features.ts';
import { bringGround, groundOf } from '#tests/support/files/made-ground.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

describe.skipIf(realDataMissing)('the ground of a real city centre', () => {
  let test: TestApp;
  let made: MadeGround;
  beforeAll(async () => {
    test = await createTestApp();
    made = groundOf(readFileSync(realData('hanoi_centre_roads_overpass_2026-04-11.json')));
    await bringGround(test, made);
  });
  afterAll(() => test.close());

  it('has the names of its streets, the large ones from zoom 12 and all from zoom 14', () => {
    const namesAt = (zoom: number) =>
      new Set(featuresAt(made, zoom).map(({ properties }) => properties['name']));
    expect([...namesAt(12)]).toEqual(expect.arrayContaining(['Phố Tràng Tiền', 'Phố Huế']));
    expect(namesAt(12).has('Phố Tạ Hiện')).toBe(false);
    expect([...namesAt(14)]).toEqual(expect.arrayContaining(['Phố Tràng Tiền', 'Phố Tạ Hiện']));
    expect(made.report).toMatchObject({ cutWays: 0 });
    expect(made.report.names).toBeGreaterThan(1_000);
  });

  it('is read back tile for tile as it was made', async () => {
    for (const { z, x, y, bytes } of some(made.tiles)) {
      const read = await readGroundTile(test.deps, { z, x, y }, undefined);
      expect(Buffer.compare(read.bytes, bytes)).toBe(0);
      expect(featuresOf(read.bytes).length).toBeGreaterThan(0);
    }
  });

  it('is read by the key of a tile, never as a whole', async () => {
    const bytes = made.tiles[0]?.bytes ?? new Uint8Array(0);
    const tiles = Array.from({ length: 4_000 }, (_, index) => ({ z: 14, x: index, y: 1, bytes }));
    await bringGround(test, { ...made, tiles });
    // A server under load may not have counted the new rows yet, and plans for an empty table.
    await test.database.sql`analyze ground_tile`;
    const [before, after] = await asSystem(test.database, async (sql) => {
      const scans = async () => {
        const [row] = await sql<{ whole: number; byIndex: number }[]>`
          select
            coalesce(seq_scan, 0)::integer as whole, coalesce(idx_scan, 0)::integer as by_index
          from pg_stat_xact_user_tables where relname = 'ground_tile'`;
        return row ?? { whole: 0, byIndex: 0 };
      };
      const first = await scans();
      await findGroundTile(sql, { z: 14, x: 2_000, y: 1 });
      return [first, await scans()];
    });
    expect(after?.whole).toBe(before?.whole);
    expect(after?.byIndex).toBe((before?.byIndex ?? 0) + 1);
  });
});
