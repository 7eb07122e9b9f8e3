import { describe, expect, it } from 'vitest';

import { Closures, type ClosureRows, spellsUpTo } from './closures.ts';
import { Places } from './places.ts';
import type { ClosureBlock, PlaceBlock } from './queries.ts';

/** Two numbers of each row as the database sends them: one over the other, in hexadecimal. */
function sent(rows: readonly (readonly [high: number, low: number])[]): Uint8Array {
  const bytes = Buffer.alloc(20 + 12 * rows.length);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(rows.length, 12);
  for (const [at, [high, low]] of rows.entries()) {
    bytes.writeInt32BE(8, 20 + 12 * at);
    bytes.writeUInt32BE(high, 24 + 12 * at);
    bytes.writeUInt32BE(low, 28 + 12 * at);
  }
  return new TextEncoder().encode(`\\x${bytes.toString('hex')}`);
}

type Closure = {
  id: number;
  on: number;
  entered?: number;
  ended?: number;
  back?: boolean;
  commune?: number;
  handedOver?: number;
  delisted?: number;
};
const block = (category: string, way: string | null, rows: readonly Closure[]): ClosureBlock => ({
  category,
  way,
  closures: sent(rows.map(({ id, on, entered = 0 }) => [id, entered * 0x10000 + on])),
  ends: sent(
    rows.map(({ ended = 0, back = ended > 0, commune = 1 }) => [2 * ended + Number(back), commune]),
  ),
  releases: sent(rows.map(({ handedOver = 0, delisted = 0 }) => [handedOver, delisted])),
});
function closuresOf(...blocks: ClosureBlock[]): Closures {
  const closures = new Closures();
  for (const one of blocks) closures.take(one);
  return closures;
}
const one = (closure: Omit<Closure, 'id'>) =>
  closuresOf(block('NN', 'raid', [{ id: 1, ...closure }]));

describe('the recurrences of a period', () => {
  const counted = (closure: Omit<Closure, 'id'>) =>
    one(closure)
      .recurrences({ from: 100, to: 199 })
      .map(({ events, received, exposure }) => ({ events, received, exposure }));

  it.each([
    [50, 99, 0, 0],
    [50, 100, 1, 0],
    [50, 199, 1, 99],
    [50, 200, 0, 100],
    [150, 170, 1, 20],
    [199, 300, 0, 1],
    [200, 300, 0, 0],
    [0, 150, 1, 0],
  ])('of a closure from day %d to %d: %d, in %d days at risk', (on, ended, events, exposure) => {
    expect(counted({ on, ended })).toEqual([{ events, received: 0, exposure }]);
  });

  it('lie at risk to the last day while the closure lasts, and to the day of the delisting', () => {
    expect(counted({ on: 150 })).toMatchObject([{ events: 0, exposure: 50 }]);
    expect(counted({ on: 150, delisted: 160 })).toMatchObject([{ events: 0, exposure: 10 }]);
  });

  it('are those by which the next cycle began, and no other beginnings', () => {
    expect(counted({ on: 50, ended: 150, back: false })).toMatchObject([
      { events: 0, exposure: 50 },
    ]);
  });

  it('count as received where the place had been handed over by that day', () => {
    expect(counted({ on: 50, ended: 150, handedOver: 150 })).toMatchObject([{ received: 1 }]);
    expect(counted({ on: 50, ended: 150, handedOver: 151 })).toMatchObject([{ received: 0 }]);
  });

  it('are told apart by commune and category, without those of no commune', () => {
    const rows = closuresOf(
      block('NN', 'raid', [
        { id: 1, on: 50, ended: 150 },
        { id: 2, on: 50, ended: 160, commune: 2 },
        { id: 3, on: 50, ended: 160, commune: 0 },
      ]),
      block('KAR', null, [{ id: 4, on: 50, ended: 150 }]),
      block('NN', null, [{ id: 5, on: 150 }]),
    ).recurrences({ from: 100, to: 199 });
    expect(rows).toEqual([
      { communeId: 1, stratum: 'NN', events: 1, received: 0, exposure: 100 },
      { communeId: 2, stratum: 'NN', events: 1, received: 0, exposure: 60 },
      { communeId: 1, stratum: 'KAR', events: 1, received: 0, exposure: 50 },
    ]);
  });
});

describe('the places closed at some time of a period', () => {
  const within = (closure: Omit<Closure, 'id'>) =>
    one(closure).closedWithin({ from: 100, to: 199 }, () => false).length;

  it.each([
    [{ on: 199 }, 1],
    [{ on: 200 }, 0],
    [{ on: 50, ended: 100 }, 1],
    [{ on: 50, ended: 99 }, 0],
    [{ on: 50, delisted: 100 }, 1],
    [{ on: 50, delisted: 99 }, 0],
    [{ on: 0, ended: 150 }, 0],
    [{ on: 50, commune: 0 }, 0],
  ])('hold the closure %j: %d', (closure, count) => {
    expect(within(closure)).toBe(count);
  });

  it('count each place once, and apart those that are looked for', () => {
    const closures = closuresOf(
      block('NN', 'raid', [
        { id: 1, on: 50, ended: 110 },
        { id: 1, on: 120 },
        { id: 2, on: 60 },
      ]),
    );
    expect(closures.closedWithin({ from: 100, to: 199 }, (id) => id === 2)).toEqual([
      { communeId: 1, whole: 2, part: 1 },
    ]);
  });
});

describe('the closures by their length', () => {
  it('are counted by category and way, an unknown way with the others', () => {
    const closures = closuresOf(
      block('NN', null, [
        { id: 1, on: 50, ended: 80 },
        { id: 2, on: 60, ended: 90 },
      ]),
      block('NN', 'other', [{ id: 3, on: 70, ended: 100 }]),
      block('NN', 'raid', [
        { id: 4, on: 0, ended: 70 },
        { id: 5, on: 100 },
        { id: 6, on: 101 },
      ]),
    );
    expect(closures.counts(100)).toEqual([
      { group: 'NN other', days: 30, event: true, count: 3 },
      { group: 'NN raid', days: 0, event: false, count: 1 },
    ]);
    closures.forget(3);
    closures.forget(5);
    closures.forget(99);
    expect(closures.counts(100)).toEqual([{ group: 'NN other', days: 30, event: true, count: 2 }]);
    closures.take(block('NN', 'raid', [{ id: 5, on: 90 }]));
    expect(closures.counts(100)).toContainEqual({
      group: 'NN raid',
      days: 10,
      event: false,
      count: 1,
    });
    expect(closures.recurrences({ from: 0, to: 200 })).toMatchObject([{ events: 3 }]);
  });
});

describe('the spells up to a day', () => {
  const spells = (closure: Omit<Closure, 'id'>) =>
    spellsUpTo(one(closure).copy() satisfies ClosureRows, 200).map(
      ({ exit, until, entry, recurred }) => [exit, until, entry, recurred],
    );

  it.each<[Omit<Closure, 'id'>, unknown[]]>([
    [{ on: 100 }, [[100, 100, 0, false]]],
    [{ on: 100, ended: 200 }, [[100, 100, 0, true]]],
    [{ on: 100, ended: 130 }, [[30, 100, 0, true]]],
    [{ on: 100, ended: 201 }, [[100, 100, 0, false]]],
    [{ on: 100, delisted: 150 }, [[50, 50, 0, false]]],
    [{ on: 100, delisted: 250 }, [[100, 100, 0, false]]],
    [{ on: 100, ended: 180, delisted: 150 }, [[50, 100, 0, true]]],
    [{ on: 100, entered: 140 }, [[100, 100, 40, false]]],
    [{ on: 100, entered: 90 }, [[100, 100, 0, false]]],
    [{ on: 200 }, [[0, 0, 0, false]]],
    [{ on: 201 }, []],
    [{ on: 0, ended: 150 }, []],
    [{ on: 100, commune: 0 }, []],
  ])('of the closure %j are %j', (closure, expected) => {
    expect(spells(closure)).toEqual(expected);
  });
});

type Place = { id: number; due?: number; owed?: number; commune?: number; cycle?: number };
const placeBlock = (rows: readonly Place[], category = 'NN'): PlaceBlock => ({
  category,
  way: 'raid',
  business: true,
  places: sent(rows.map(({ id, commune = 1 }) => [id, commune])),
  looks: sent(rows.map(() => [50, 0])),
  checks: sent(rows.map(({ due = 0, owed = 0 }) => [due, owed])),
  cycles: sent(rows.map(({ cycle = 2 }) => [0, cycle])),
});
function placesOf(...rows: Place[]): Places {
  const places = new Places();
  places.take(placeBlock(rows));
  return places;
}

describe('the closed places that are due soonest', () => {
  const soonest = (
    places: Places,
    most: number,
    isAsked: ((id: number) => boolean) | null = null,
  ) =>
    places
      .soonestDue(most, isAsked)
      .map(({ pointId }) => pointId)
      .toSorted((a, b) => a - b);
  const places = placesOf(
    { id: 9, due: 100 },
    { id: 3, due: 120 },
    { id: 2, due: 120 },
    { id: 5 },
    { id: 4 },
  );

  it('are of equal days those with the smaller ids, and last those without a day', () => {
    expect(soonest(places, 1)).toEqual([9]);
    expect(soonest(places, 2)).toEqual([2, 9]);
    expect(soonest(places, 3)).toEqual([2, 3, 9]);
    expect(soonest(places, 4)).toEqual([2, 3, 4, 9]);
    expect(soonest(places, 9)).toEqual([2, 3, 4, 5, 9]);
  });

  it('are chosen among those that are asked for', () => {
    expect(soonest(places, 2, (id) => id !== 9)).toEqual([2, 3]);
    expect(soonest(places, 2, (id) => id > 3)).toEqual([4, 9]);
  });

  it('are what they are today: read again, moved by those that are gone, or gone', () => {
    const changing = placesOf({ id: 1, due: 10 }, { id: 2, due: 20 }, { id: 3, due: 30 });
    changing.forget(1);
    changing.forget(7);
    expect(changing.length).toBe(2);
    changing.take(placeBlock([{ id: 3, due: 5 }], 'KAR'));
    expect(changing.soonestDue(1, null)).toMatchObject([
      { pointId: 3, dueDay: 5, category: 'KAR', group: 'KAR raid' },
    ]);
    changing.forget(3);
    changing.forget(2);
    expect(changing.soonestDue(1, null)).toEqual([]);
  });

  it('say what speaks for a look', () => {
    const [plain] = placesOf({ id: 1, cycle: 2 }).soonestDue(1, null);
    expect(plain).toEqual({
      pointId: 1,
      category: 'NN',
      way: 'raid',
      group: 'NN raid',
      business: true,
      eliminatedDay: 50,
      lastSeenDay: null,
      dueDay: null,
      suspected: false,
      recurrences: 0,
    });
    expect(placesOf({ id: 1, cycle: 7 }).soonestDue(1, null)).toMatchObject([
      { suspected: true, recurrences: 2 },
    ]);
  });
});

describe('the checks that communes owe', () => {
  it('are counted by the leading commune, overdue from the day after theirs', () => {
    const owed = placesOf(
      { id: 1, owed: 99 },
      { id: 2, owed: 100 },
      { id: 3, owed: 101 },
      { id: 4, owed: 1 },
      { id: 5, owed: 0 },
      { id: 6, owed: 99, commune: 0 },
      { id: 7, owed: 1, commune: 2 },
    ).owedChecks(100);
    expect(owed).toEqual([
      { communeId: 1, count: 4, overdue: 1, nextDueDay: 99 },
      { communeId: 2, count: 1, overdue: 0, nextDueDay: null },
    ]);
  });
});
