import { describe, expect, it } from 'vitest';

import type { QuestionSettings } from '#server/contract/question.ts';
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

describe('the edges of the patterns', () => {
  it('a run of closures ends where more days pass than are allowed', () => {
    const runsOf = (...days: string[]) =>
      closureRuns(
        days.map((on, i) => closed(i, on)),
        monthEnd,
        SETTINGS,
      ).map(({ on, settledOn, pointIds }) => [on, settledOn, pointIds]);
    expect(runsOf('2026-03-09', '2026-03-11')).toEqual([['2026-03-09', '2026-03-09', [0, 1]]]);
    expect(runsOf('2026-03-09', '2026-03-12')).toEqual([
      ['2026-03-09', '2026-03-09', [0]],
      ['2026-03-12', '2026-03-12', [1]],
    ]);
    expect(runsOf('2026-03-09', '2026-03-09')).toEqual([['2026-03-09', '2026-03-09', [0, 1]]]);
  });

  it('a return is quick from the day after the end of the month to the last of its days', () => {
    const returned = ['2026-03-14', '2026-03-15', '2026-03-28', '2026-03-29'].map((on) => {
      const [one] = quickReturns([closed(7, '2026-03-10', on)], monthEnd, SETTINGS);
      return one;
    });
    expect(returned.map((one) => one?.hit)).toEqual([false, true, true, false]);
    expect(returned.map((one) => one?.thenOn)).toEqual([null, '2026-03-15', '2026-03-28', null]);
    expect(returned[1]).toMatchObject({ on: '2026-03-10', settledOn: '2026-03-28', pointIds: [7] });
    expect(quickReturns([closed(7, '2026-03-09', '2026-03-15')], monthEnd, SETTINGS)).toEqual([]);
  });

  it('a new place lies near a recent closure up to the last of the days, the first that fits', () => {
    const near = [
      { pointId: 4, category: 'KAR', eliminatedOn: '2026-06-20' },
      { pointId: 5, category: 'NN', eliminatedOn: '2026-04-01' },
      { pointId: 6, category: 'NN', eliminatedOn: '2026-03-31' },
    ];
    const listed = (listedOn: string, of = near) =>
      nearNewPlaces(
        [{ communeId: 1, pointId: 9, category: 'NN', listedOn, near: of }],
        (one, other) => one === other,
        SETTINGS,
      )[0];
    expect(listed('2026-06-30')).toEqual({
      communeId: 1,
      on: '2026-06-30',
      settledOn: '2026-06-30',
      hit: true,
      pointIds: [9],
      thenOn: '2026-04-01',
      otherPointId: 5,
    });
    // 90 days, and 91.
    expect(listed('2026-06-29', near.slice(2))?.hit).toBe(true);
    expect(listed('2026-06-30', near.slice(2))).toMatchObject({
      hit: false,
      thenOn: null,
      otherPointId: null,
    });
  });

  it('asks which closed place a new one may be, and not the other way round', () => {
    const near = [{ pointId: 4, category: 'KAR', eliminatedOn: '2026-06-20' }];
    const row = { communeId: 1, pointId: 9, category: 'NN', listedOn: '2026-06-30', near };
    const fits = (ofNew: string, ofClosed: string) => ofNew === 'NN' && ofClosed === 'KAR';
    expect(nearNewPlaces([row], fits, SETTINGS)[0]?.hit).toBe(true);
  });

  it('a sitting goes on for as many minutes as are allowed, and counts by its first day', () => {
    const answered = (seconds: number, more: Partial<ConfirmationRow> = {}): ConfirmationRow => ({
      communeId: 1,
      pointId: seconds,
      on: '2026-03-10',
      recordedAt: new Date(Date.UTC(2026, 2, 10, 3, 0, seconds)).toISOString(),
      looked: false,
      ...more,
    });
    const sittings = (...rows: ConfirmationRow[]) =>
      unseenHandovers(rows, SETTINGS).map(({ communeId, hit, on, pointIds }) => [
        communeId,
        hit,
        on,
        pointIds.length,
      ]);
    expect(sittings(answered(0), answered(600), answered(1_200, { on: '2026-03-11' }))).toEqual([
      [1, true, '2026-03-10', 3],
    ]);
    expect(sittings(answered(0), answered(600), answered(1_201))).toEqual([
      [1, false, '2026-03-10', 2],
      [1, false, '2026-03-10', 1],
    ]);
    expect(sittings(answered(0), answered(1, { communeId: 2 }), answered(2))).toEqual([
      [1, false, '2026-03-10', 2],
      [2, false, '2026-03-10', 1],
    ]);
  });
});

const months = [1, 2, 3].map((month) => periodAt(RULES, 'month', 2026, month));
const seen = (communeId: number, on: string, hit = true, settledOn = on): Observation => ({
  communeId,
  on,
  settledOn,
  hit,
  pointIds: [1],
  thenOn: null,
  otherPointId: null,
});
const ask = (observations: readonly Observation[], more: Partial<QuestionSettings> = {}) =>
  askAbout('quick_returns', observations, { months, settings: { ...SETTINGS, ...more } });
/** Sixty cases of others, none of them a hit: three of three are then one chance in 90,000. */
const others = Array.from({ length: 60 }, (_, i) => seen(2 + (i % 20), '2025-12-20', false));

describe('the edges of a question', () => {
  it('needs as many hits as are set, however small the chance', () => {
    const hits = ['2026-01-01', '2026-01-02', '2026-01-03'].map((on) => seen(1, on));
    expect(ask([...others, ...hits])).toMatchObject([{ communeId: 1, hits: 3, tried: 3 }]);
    expect(ask([...others, ...hits.slice(1)])).toEqual([]);
  });

  it('arises at a chance of just the limit, and at none above', () => {
    // One other without a hit gives Beta(½, 1½): ½ · 1½ · 2½ / (2 · 3 · 4) for three of three.
    const cases = [seen(2, '2026-01-01', false), ...[1, 2, 3].map(() => seen(1, '2026-01-02'))];
    expect(ask(cases, { chanceLimit: 0.078_125 })).toMatchObject([{ chance: 0.078_125 }]);
    expect(ask(cases, { chanceLimit: 0.078_124 })).toEqual([]);
  });

  it('counts the year from its first day, and compares with others only', () => {
    // The reporting year of 2026 begins on 15 December 2025.
    const before = Array.from({ length: 5 }, () => seen(1, '2025-12-14'));
    const hits = ['2026-01-02', '2025-12-15', '2026-01-14'].map((on) => seen(1, on));
    const [asked] = ask([...before, ...others, ...hits, seen(1, '2026-01-05', false)]);
    expect(asked).toMatchObject({
      kind: 'quick_returns',
      year: 2026,
      hits: 3,
      tried: 4,
      otherHits: 0,
      otherTried: 60,
    });
    expect(asked?.cases.map(({ on }) => on)).toEqual(['2025-12-15', '2026-01-02', '2026-01-14']);
  });

  it('arises on the day after the month in which the third case was settled', () => {
    const askedOn = (settledOn: string) =>
      ask([
        ...others,
        seen(1, '2026-01-01'),
        seen(1, '2026-01-02'),
        seen(1, '2026-01-03', true, settledOn),
      ])[0]?.askedOn;
    expect(askedOn('2026-01-14')).toBe('2026-01-15');
    expect(askedOn('2026-01-15')).toBe('2026-02-15');
    expect(askedOn('2026-03-15')).toBeUndefined();
    // A case that is settled late holds up none of those settled before it.
    const late = seen(1, '2025-12-31', false, '2026-03-01');
    const hits = ['2026-01-01', '2026-01-02', '2026-01-03'].map((on) => seen(1, on));
    expect(ask([...others, late, ...hits])[0]?.askedOn).toBe('2026-01-15');
  });

  it('keeps the day on which it arose, and the last month at which chance did not explain the hits', () => {
    const hits = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-02-01'].map((on) => seen(1, on));
    const asked = { askedOn: '2026-01-15', countedTo: '2026-03-14', hits: 4 };
    expect(ask([...others, ...hits])).toMatchObject([asked]);
    // In the third month everybody did the same.
    const same = Array.from({ length: 90 }, (_, i) => seen(2 + (i % 20), '2026-03-01'));
    const [kept] = ask([...others, ...hits, ...same, seen(1, '2026-03-01')]);
    expect(kept).toMatchObject({
      ...asked,
      countedTo: '2026-02-14',
      otherHits: 0,
      otherTried: 60,
    });
    expect(kept?.cases).toHaveLength(4);
  });

  it('is asked of each commune by itself', () => {
    const hits = [1, 30].flatMap((id) => [1, 2, 3].map(() => seen(id, '2026-01-02')));
    // The three hits of the one are among the cases of the other.
    expect(
      ask([...others, ...hits]).map(({ communeId, otherHits, otherTried }) => [
        communeId,
        otherHits,
        otherTried,
      ]),
    ).toEqual([
      [1, 3, 63],
      [30, 3, 63],
    ]);
    expect(askAbout('quick_returns', others, { months: [], settings: SETTINGS })).toEqual([]);
  });
});
