import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Geometry } from '#server/contract/geo.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { listNeighbours } from '#server/features/point-imports/duplicate-queries.ts';
import type { KeyedDraft } from '#server/features/point-imports/formats/read-drafts.ts';
import {
  nameComparison,
  type NameComparison,
} from '#server/features/point-imports/formats/similar-names.ts';
import { rowsBesideSimilar } from '#server/features/point-imports/read-duplicates.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const TODAY = '2026-11-24';
const clock = { now: () => `${TODAY}T03:00:00.000Z`, today: () => TODAY };
const RADII = [
  { business: 30, public_area: 100 },
  { business: 1_500, public_area: 900 },
];

let database: Database;
let fresh: KeyedDraft[];
let isSimilar: NameComparison;

/** Rows a little way off each place: some have its name, some the name of another, some are lines and areas. */
beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: 3_000, events: 3_000, seed: 12, until: '2026-11-20' };
  await generateRegister({ database, clock }, request, () => {});
  const places = await database.sql<{ officialName: string; geometry: Geometry }[]>`
    select
      official_name,
      st_asgeojson(
        st_translate(geom, 0.0002 * (id % 7 - 3), 0.00015 * (id % 5 - 2)), 7
      )::jsonb as geometry
    from point
    order by id limit 1200`;
  fresh = places.map(({ officialName, geometry }, at) => {
    const name = at % 3 === 0 ? officialName : `Tiệm ${'abcdefghij'.charAt(at % 10)}xyz`;
    return { key: `${at}`, draft: { officialName: name, geometry } } as KeyedDraft;
  });
  isSimilar = await asSystem(database, async (sql) => nameComparison(await listCategories(sql)));
});
afterAll(() => database.close());

describe('rows of a long table beside places with similar names', () => {
  it.each(RADII)(
    'hold each row that measuring finds within $business metres, or $public_area of an area',
    async (radius) => {
      const { measured, kept } = await asSystem(database, async (sql) => {
        const rows = fresh.map(({ draft: { geometry } }, place) => ({ place, geometry }));
        const near = await listNeighbours(sql, rows, radius);
        const similar = near.filter(({ place, names }) =>
          names.some((name) => isSimilar(fresh[place]?.draft.officialName ?? '', name)),
        );
        return {
          measured: new Set(similar.map(({ place }) => place)),
          kept: await rowsBesideSimilar(sql, fresh, radius, isSimilar),
        };
      });
      expect(measured.size).toBeGreaterThan(100);
      expect([...measured].filter((place) => !kept.has(place))).toEqual([]);
    },
  );

  it('leave out most rows that are like nothing around them', async () => {
    const [radius] = RADII as [(typeof RADII)[number]];
    const kept = await asSystem(database, (sql) =>
      rowsBesideSimilar(sql, fresh, radius, isSimilar),
    );
    expect(kept.size).toBeLessThan(fresh.length * 0.6);
  });
});
