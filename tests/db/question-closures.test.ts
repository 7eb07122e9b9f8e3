import { afterAll, beforeAll, expect, it } from 'vitest';

import { countListed, listClosures } from '#server/features/questions/pattern-queries.ts';
import {
  addPlace,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
/** Radius of matching by the kind of a new place, metres. */
const RADIUS = { business: 30, public_area: 60 };
/** A position so many metres to the east of a corner. */
const east = (metres: number): [number, number] => [105.1 + metres / 103_940, 21];

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

it('a closure counts the places of its commune that stood near it on its day', async () => {
  const { here, there } = city;
  const { closures, listed } = await city.inRolledBack(async (sql) => {
    await addPlace(sql, here, {
      at: east(0),
      cycles: [{ openedOn: '2025-08-01', eliminatedOn: '2026-03-10' }],
    });
    const stands = (metres: number, openedOn: string, more = {}) =>
      addPlace(sql, here, { at: east(metres), cycles: [{ openedOn }], ...more });
    // Within 30 m, within the 60 m of a public area, and one that was listed on the day.
    const near = await stands(29, '2026-01-01');
    await stands(-59, '2026-01-01', { category: 'test_park' });
    await stands(5, '2026-03-10');
    // Too far, listed later, of another commune, and merged into another place.
    await stands(31, '2026-01-01');
    await stands(5, '2026-03-11');
    await addPlace(sql, there, { at: east(5), cycles: [{ openedOn: '2026-01-01' }] });
    await stands(5, '2026-01-01', { mergedInto: near });
    return {
      closures: await listClosures(sql, MARCH, RADIUS),
      listed: await countListed(sql, '2026-03-10'),
    };
  });
  expect(closures).toMatchObject([{ communeId: here, neighbours: 3 }]);
  const of = (id: number) =>
    listed
      .filter(({ communeId }) => communeId === id)
      .map(({ listedOn, places }) => `${listedOn} ${places}`)
      .toSorted();
  expect(of(here)).toEqual(['2025-08-01 1', '2026-01-01 3', '2026-03-10 1']);
  expect(of(there)).toEqual(['2026-01-01 1']);
});
