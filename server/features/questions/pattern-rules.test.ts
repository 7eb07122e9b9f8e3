import { describe, expect, it } from 'vitest';

import { periodAt } from '#server/contract/reporting-period.ts';
import { closed, monthEnd, RULES, SETTINGS } from '#tests/support/questions/pattern-settings.ts';

import {
  closureRuns,
  nearNewPlaces,
  quickReturns,
  unseenHandovers,
  type ConfirmationRow,
} from './pattern-rules.ts';
import { askAbout, type Observation } from './rules.ts';

const hits = (all: readonly Observation[]) => all.map(({ hit }) => hit);

describe('runs of closures', () => {
  it('hit when they begin in the last days of a reporting month', () => {
    const runs = closureRuns(
      [closed(1, '2026-03-09'), closed(2, '2026-04-10'), closed(3, '2026-05-14')],
      monthEnd,
      SETTINGS,
    );
    expect(hits(runs)).toEqual([false, true, true]);
  });

  it('take a campaign as one, by its first day', () => {
    const runs = closureRuns(
      [closed(1, '2026-03-09'), closed(2, '2026-03-11'), closed(3, '2026-03-13')],
      monthEnd,
      SETTINGS,
    );
    expect(runs).toMatchObject([{ on: '2026-03-09', hit: false, pointIds: [1, 2, 3] }]);
  });

  it('do not run from one commune into another', () => {
    const other = { ...closed(2, '2026-03-11'), communeId: 2 };
    expect(closureRuns([closed(1, '2026-03-10'), other], monthEnd, SETTINGS)).toHaveLength(2);
  });
});

describe('quick returns', () => {
  it('are those of places closed at the end of a month that come back just after it', () => {
    const found = quickReturns(
      [
        closed(1, '2026-03-12', '2026-03-20'),
        closed(2, '2026-03-12', '2026-03-14'),
        closed(3, '2026-03-12', '2026-03-29'),
        closed(4, '2026-03-12'),
        closed(5, '2026-03-01', '2026-03-16'),
      ],
      monthEnd,
      SETTINGS,
    );
    expect(hits(found)).toEqual([true, false, false, false]);
    expect(found.every(({ settledOn }) => settledOn === '2026-03-28')).toBe(true);
  });
});

describe('new places', () => {
  it('hit within the radius of a fitting place closed shortly before', () => {
    const listing = (eliminatedOn: string, category = 'NN') => ({
      communeId: 1,
      pointId: 9,
      category: 'NN',
      listedOn: '2026-06-30',
      near: [{ pointId: 4, category, eliminatedOn }],
    });
    const fits = (one: string, other: string) => one === other;
    const found = nearNewPlaces(
      [listing('2026-06-01'), listing('2026-01-01'), listing('2026-06-01', 'KAR')],
      fits,
      SETTINGS,
    );
    expect(hits(found)).toEqual([true, false, false]);
    expect(found[0]).toMatchObject({ thenOn: '2026-06-01', otherPointId: 4 });
  });
});

describe('sittings of confirmations', () => {
  const answered = (minute: number, looked = false, communeId = 1): ConfirmationRow => ({
    communeId,
    pointId: minute,
    on: '2026-03-10',
    recordedAt: new Date(Date.UTC(2026, 2, 10, 3, minute)).toISOString(),
    looked,
  });

  it('hit when they are long and nobody had looked at any of the places', () => {
    expect(hits(unseenHandovers([answered(0), answered(8), answered(17)], SETTINGS))).toEqual([
      true,
    ]);
    expect(hits(unseenHandovers([answered(0), answered(8, true), answered(17)], SETTINGS))).toEqual(
      [false],
    );
  });

  it('end with a pause', () => {
    const found = unseenHandovers([answered(0), answered(8), answered(30)], SETTINGS);
    expect(found.map(({ pointIds }) => pointIds.length)).toEqual([2, 1]);
    expect(hits(found)).toEqual([false, false]);
  });
});

describe('a question', () => {
  const months = Array.from({ length: 12 }, (_, i) => periodAt(RULES, 'month', 2026, i + 1));
  const seen = (communeId: number, on: string, hit: boolean): Observation => ({
    communeId,
    on,
    settledOn: on,
    hit,
    pointIds: [1],
    thenOn: null,
    otherPointId: null,
  });
  const others = Array.from({ length: 60 }, (_, i) =>
    seen(2 + (i % 20), '2026-02-01', i % 6 === 0),
  );
  const days = ['2026-01-10', '2026-02-10', '2026-03-10', '2026-04-10', '2026-05-10', '2026-06-10'];
  const ask = (observations: readonly Observation[]) =>
    askAbout('bunched_closures', observations, { months, settings: SETTINGS });

  it('arises at the end of the month in which chance stops explaining the hits', () => {
    const asked = ask([...others, ...days.map((on) => seen(1, on, true))]);
    expect(asked).toMatchObject([
      { communeId: 1, year: 2026, hits: 6, tried: 6, otherHits: 10, otherTried: 60 },
    ]);
    expect(asked[0]?.askedOn).toBe('2026-04-15');
    expect(asked[0]?.countedTo).toBe('2026-12-14');
  });

  it('does not arise where the others do the same', () => {
    const same = others.map((one) => ({ ...one, hit: true }));
    expect(ask([...same, ...days.map((on) => seen(1, on, true))])).toEqual([]);
  });

  it('does not arise from few cases, nor from those of the year before', () => {
    expect(ask([...others, seen(1, '2026-01-10', true), seen(1, '2026-02-10', true)])).toEqual([]);
    const before = days.map((on) => seen(1, on.replace('2026', '2025'), true));
    expect(ask([...others, ...before])).toEqual([]);
  });

  it('does not arise before the month has ended', () => {
    const asked = askAbout(
      'bunched_closures',
      [...others, ...days.map((on) => seen(1, on, true))],
      { months: months.slice(0, 3), settings: SETTINGS },
    );
    expect(asked).toEqual([]);
  });
});
