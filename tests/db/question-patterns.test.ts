import { afterAll, beforeAll, expect, it } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';
import {
  countChecksByQuarter,
  countSignalsByQuarter,
  listPlaces,
} from '#server/features/analysis/place-queries.ts';
import { PackedArray } from '#server/live-engine/packed-array.ts';
import { readEvents, readPlaces } from '#server/features/analysis/read-events.ts';
import {
  countListed,
  listClosures,
  listConfirmations,
  listListings,
} from '#server/features/questions/pattern-queries.ts';
import {
  addCheck,
  addEvent,
  addHandover,
  addPlace,
  addSignal,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
/** The days about the edges of March: before, first, last, after. */
const EDGES = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
const [FIRST, LAST] = ['2026-03-01', '2026-03-31'];
/** Radius of matching by the kind of a new place, metres. */
const RADIUS = { business: 30, public_area: 60 };
const closed = { openedOn: '2025-08-01', eliminatedOn: '2025-09-01' };
/** A position so many metres to the east of a corner. */
const east = (metres: number): [number, number] => [105.1 + metres / 103_940, 21];

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

it('recurrences and new points happen at the marks of their places, by day', async () => {
  const { here } = city;
  const { recurrences, listings } = await city.inRolledBack(async (sql) => {
    for (const [i, openedOn] of EDGES.toReversed().entries()) {
      await addPlace(sql, here, { at: [105 + i / 10, 21], cycles: [closed, { openedOn }] });
    }
    const into = await addPlace(sql, here, {
      at: [105.9, 20.9],
      cycles: [{ openedOn: '2026-03-09' }],
    });
    await addPlace(sql, here, { mergedInto: into, cycles: [closed, { openedOn: '2026-03-09' }] });
    const read = (subject: 'recurrences' | 'new_points') =>
      readEvents(sql, { subject, origin: 'reported' }, MARCH);
    return { recurrences: await read('recurrences'), listings: await read('new_points') };
  });
  expect([...recurrences.days]).toEqual([FIRST, LAST].map((day) => dayNumber(day)));
  expect([...recurrences.longitudes]).toEqual([105.2, 105.1]);
  expect([...listings.days]).toEqual([dayNumber('2026-03-09')]);
  expect([listings.longitudes[0], listings.latitudes[0]]).toEqual([105.9, 20.9]);
});

it('signals happen where they were seen, or else at the mark of their place, unless they were rejected', async () => {
  const { here } = city;
  const { both, reported, found } = await city.inRolledBack(async (sql) => {
    const pointId = await addPlace(sql, here, { at: [105.5, 21] });
    for (const occurredOn of EDGES)
      await addSignal(sql, pointId, { state: 'suspected', occurredOn });
    await addSignal(sql, pointId, { state: 'rejected', occurredOn: FIRST });
    await addSignal(sql, pointId, {
      state: 'confirmed',
      occurredOn: '2026-03-02',
      origin: 'found',
      at: [105.6, 21.1],
    });
    const read = (origin: 'both' | 'reported' | 'found') =>
      readEvents(sql, { subject: 'signals', origin }, MARCH);
    return {
      both: await read('both'),
      reported: await read('reported'),
      found: await read('found'),
    };
  });
  expect([...both.days]).toEqual([FIRST, '2026-03-02', LAST].map((day) => dayNumber(day)));
  expect([...both.longitudes]).toEqual([105.5, 105.6, 105.5]);
  expect([...both.origins]).toEqual([1, 2, 1]);
  expect([...reported.days]).toEqual([FIRST, LAST].map((day) => dayNumber(day)));
  expect([...found.latitudes]).toEqual([21.1]);
});

it('the register holds every recognised place with the looks of the period at which it was seen', async () => {
  const { here } = city;
  const { longitudes, checks, some } = await city.inRolledBack(async (sql) => {
    const seen = await addPlace(sql, here, { at: [105.1, 21] });
    for (const on of EDGES) await addCheck(sql, seen, on);
    await addCheck(sql, seen, '2026-03-05', 'could_not_check');
    await addPlace(sql, here, { at: [105.2, 21], status: 'proposed', cycles: [] });
    await addPlace(sql, here, { at: [105.3, 21], mergedInto: seen });
    const last = await addPlace(sql, here, { at: [105.4, 21], status: 'delisted' });
    const between = async (from: number, to: number) => {
      const [block] = await listPlaces(sql, MARCH, { from, to });
      return block === undefined ? 0 : new PackedArray(block.numbers).length;
    };
    return {
      ...(await readPlaces(sql, MARCH)),
      some: [
        await between(seen, seen + 1),
        await between(seen + 1, last),
        await between(seen, last + 1),
      ],
    };
  });
  expect([...longitudes]).toEqual([105.1, 105.4]);
  expect([...checks]).toEqual([2, 0]);
  // By ids from one on up to another, which is left out.
  expect(some).toEqual([1, 0, 2]);
});

it('signals and looks are counted by the quarter in which they happened', async () => {
  const { here } = city;
  const { signals, checks } = await city.inRolledBack(async (sql) => {
    const pointId = await addPlace(sql, here);
    for (const occurredOn of ['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01']) {
      await addSignal(sql, pointId, { state: 'suspected', occurredOn });
      await addSignal(sql, pointId, { state: 'confirmed', occurredOn });
      await addCheck(sql, pointId, occurredOn, 'signs');
      await addCheck(sql, pointId, occurredOn, 'no_sign');
      await addCheck(sql, pointId, occurredOn, 'could_not_check');
    }
    for (const state of ['confirmed', 'rejected', 'suspected'] as const) {
      await addSignal(sql, pointId, { state, occurredOn: '2026-04-02', origin: 'found' });
    }
    return {
      signals: await countSignalsByQuarter(sql, '2026-01-01'),
      checks: await countChecksByQuarter(sql, '2026-01-01'),
    };
  });
  const byDay = <T extends { firstOn: string }>(rows: readonly T[]) =>
    rows.toSorted((a, b) => (a.firstOn < b.firstOn ? -1 : 1));
  expect(byDay(signals)).toEqual([
    { firstOn: '2026-01-01', reported: 4, found: 0, confirmedReported: 2, confirmedFound: 0 },
    { firstOn: '2026-04-01', reported: 2, found: 3, confirmedReported: 1, confirmedFound: 1 },
  ]);
  expect(byDay(checks)).toEqual([
    { firstOn: '2026-01-01', checks: 4, signs: 2 },
    { firstOn: '2026-04-01', checks: 2, signs: 1 },
  ]);
});

it('closures of a period stand by their days, each with the day on which the place came back', async () => {
  const { here, there } = city;
  const { ids, closures } = await city.inRolledBack(async (sql) => {
    const places: number[] = [];
    for (const eliminatedOn of EDGES.toReversed()) {
      const first = { openedOn: '2025-08-01', eliminatedOn };
      const back = eliminatedOn === LAST ? [{ openedOn: '2026-04-09' }] : [];
      places.push(await addPlace(sql, here, { cycles: [first, ...back], touches: there }));
    }
    await addPlace(sql, here, {
      cycles: [{ openedOn: '2025-08-01', eliminatedOn: FIRST }],
      mergedInto: places[0] ?? 0,
    });
    return { ids: places, closures: await listClosures(sql, MARCH, RADIUS) };
  });
  const at = { communeId: here, category: 'test_bar', neighbours: 3 };
  expect(closures).toEqual([
    { ...at, pointId: ids[2], eliminatedOn: FIRST, returnedOn: null },
    { ...at, pointId: ids[1], eliminatedOn: LAST, returnedOn: '2026-04-09' },
  ]);
});

it('a new place stands beside those that were closed on its day, within the radius of its kind', async () => {
  const { here } = city;
  const { near, listings } = await city.inRolledBack(async (sql) => {
    const closedAt = (metres: number, eliminatedOn: string, backOn?: string, more = {}) =>
      addPlace(sql, here, {
        at: east(metres),
        cycles: [
          { openedOn: '2025-08-01', eliminatedOn },
          ...(backOn === undefined ? [] : [{ openedOn: backOn }]),
        ],
        ...more,
      });
    const long = await closedAt(25, '2025-09-01');
    const onTheDay = await closedAt(-25, '2026-03-10', '2026-03-11');
    const beyond = await closedAt(50, '2026-01-01');
    await closedAt(10, '2026-03-11');
    await closedAt(10, '2025-09-01', '2026-03-10');
    await closedAt(10, '2025-09-01', undefined, { mergedInto: long });
    const listed = {
      at: east(0),
      cycles: [{ openedOn: '2026-03-10', eliminatedOn: '2026-03-10' }],
    };
    const bar = await addPlace(sql, here, listed);
    const park = await addPlace(sql, here, {
      ...listed,
      cycles: [{ openedOn: '2026-03-20' }],
      category: 'test_park',
      at: east(-45),
    });
    for (const openedOn of ['2026-02-28', '2026-04-01']) {
      await addPlace(sql, here, { at: [105.9, 21], cycles: [{ openedOn }] });
    }
    return {
      near: { long, onTheDay, beyond, bar, park },
      listings: await listListings(sql, MARCH, RADIUS),
    };
  });
  expect(listings).toMatchObject([
    {
      communeId: here,
      pointId: near.bar,
      category: 'test_bar',
      listedOn: '2026-03-10',
      near: [
        { pointId: near.onTheDay, category: 'test_bar', eliminatedOn: '2026-03-10' },
        { pointId: near.long, category: 'test_bar', eliminatedOn: '2025-09-01' },
      ],
    },
    { pointId: near.park, category: 'test_park' },
  ]);
  // The park reaches 60 m: the place 55 m away and the bar, not the one 70 m away; one nearer has come back.
  expect(listings[1]?.near.map(({ eliminatedOn }) => eliminatedOn)).toEqual([
    '2026-03-11',
    '2026-03-10',
  ]);
});

it('a confirmed hand-over tells whether somebody had seen the place since its elimination', async () => {
  const { here, there } = city;
  const { looked, rows } = await city.inRolledBack(async (sql) => {
    const confirmed = async (
      answeredOn: string,
      checks: [on: string, result: 'no_sign' | 'could_not_check', recordedAt?: string][] = [],
      by: 'analyst' | 'leader' = 'analyst',
    ) => {
      const pointId = await addPlace(sql, there, { cycles: [closed], touches: here });
      for (const [on, result, enteredAt = `${on}T03:00Z`] of checks) {
        await addCheck(sql, pointId, on, result, { recordedAt: enteredAt, by });
      }
      const given = { dueOn: '2026-04-30', answeredOn };
      const handoverId = await addHandover(sql, { pointId, communeId: here }, given);
      // Recorded in the reverse order of their insertion.
      const recordedAt = new Date(Date.UTC(2026, 5, 30) - pointId * 60_000).toISOString();
      const event = {
        kind: 'handover_confirmed',
        on: answeredOn,
        recordedAt,
        detail: { handoverId },
      };
      await addEvent(sql, pointId, event);
      return pointId;
    };
    for (const answeredOn of [EDGES[0], EDGES[3]]) await confirmed(answeredOn ?? '');
    const ids = {
      onTheDay: await confirmed(FIRST, [[FIRST, 'no_sign']]),
      onElimination: await confirmed(LAST, [['2025-09-01', 'no_sign']]),
      before: await confirmed('2026-03-02', [['2025-08-31', 'no_sign']]),
      after: await confirmed('2026-03-02', [['2026-03-03', 'no_sign']]),
      stated: await confirmed('2026-03-02', [['2026-03-01', 'no_sign']], 'leader'),
      shut: await confirmed('2026-03-02', [['2026-03-01', 'could_not_check']]),
      enteredAfter: await confirmed('2026-03-02', [['2026-03-01', 'no_sign', '2026-03-03T03:00Z']]),
    };
    return { looked: ids, rows: await listConfirmations(sql, MARCH) };
  });
  expect(
    rows.map(({ communeId, pointId, on, looked: seen }) => [communeId, pointId, on, seen]),
  ).toEqual([
    [here, looked.enteredAfter, '2026-03-02', false],
    [here, looked.shut, '2026-03-02', false],
    [here, looked.stated, '2026-03-02', false],
    [here, looked.after, '2026-03-02', false],
    [here, looked.before, '2026-03-02', false],
    [here, looked.onElimination, LAST, true],
    [here, looked.onTheDay, FIRST, true],
  ]);
});

it('places are counted by the day of their first listing in the commune that leads them', async () => {
  const { here, there } = city;
  const rows = await city.inRolledBack(async (sql) => {
    for (const openedOn of [FIRST, FIRST, LAST, EDGES[3] ?? '']) {
      await addPlace(sql, here, { cycles: [{ openedOn }, { openedOn: LAST }], touches: there });
    }
    const into = await addPlace(sql, there, { cycles: [{ openedOn: LAST }] });
    await addPlace(sql, there, { cycles: [{ openedOn: LAST }], mergedInto: into });
    return countListed(sql, LAST);
  });
  const listed = rows.map(({ communeId, listedOn, places }) => [communeId, listedOn, places]);
  expect(listed).toHaveLength(3);
  expect(listed).toEqual(
    expect.arrayContaining([
      [here, FIRST, 2],
      [here, LAST, 1],
      [there, LAST, 1],
    ]),
  );
});
