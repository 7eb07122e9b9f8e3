import { describe, expect, it } from 'vitest';

import { periodAt } from '#server/contract/reporting-period.ts';
import { RULES, SETTINGS } from '#tests/features/questions/pattern-settings.ts';

import { askAbout } from './rules.ts';
import { ORDINARY_CASE, type Observation } from './tally-rules.ts';

const months = Array.from({ length: 12 }, (_, i) => periodAt(RULES, 'month', 2026, i + 1));
/** The reporting years of 2025 and 2026 begin on 15 December of the year before. */
const [FROM, YEAR] = ['2024-12-15', '2025-12-15'];

const seen = (communeId: number, on: string, hit = true, settledOn = on): Observation => ({
  ...ORDINARY_CASE,
  communeId,
  on,
  settledOn,
  hit,
});
const ask = (
  observations: readonly Observation[],
  more: { fewestHits?: number; months?: typeof months; allowance?: number } = {},
) =>
  askAbout('quick_returns', observations, {
    months: more.months ?? months.slice(0, 3),
    from: FROM,
    settings: { ...SETTINGS, fewestHits: more.fewestHits ?? SETTINGS.fewestHits },
    allowance: more.allowance ?? 0.01,
  });
/** Ten cases of each of 20 others, of which `hits` are hits. */
const others = (hits = 0, part = '') =>
  Array.from({ length: 200 }, (_, i) => ({
    ...seen(2 + (i % 20), '2025-12-20', Math.floor(i / 20) < hits),
    part,
  }));
const hitsOn = (...days: string[]) => days.map((on) => seen(1, on));
const THREE = hitsOn('2026-01-01', '2026-01-02', '2026-01-03');

describe('a question', () => {
  it('arises from so many hits where the others have none, and from none fewer', () => {
    expect(ask([...others(), ...THREE])).toMatchObject([
      { communeId: 1, year: 2026, hits: 3, tried: 3, otherHits: 0, otherTried: 200 },
    ]);
    expect(ask([...others(), ...THREE.slice(1)])).toEqual([]);
    expect(ask([...others(), ...THREE], { fewestHits: 4 })).toEqual([]);
  });

  it('does not arise where the others do the same', () => {
    expect(ask([...others(10), ...THREE])).toEqual([]);
    expect(ask([...others(5), ...THREE])).toEqual([]);
  });

  it('says how many hits there would be if it were as elsewhere', () => {
    // 20 hits of 200: with half a hit in one more case 20½ of 201, drawn to the same share.
    const cases = Array.from({ length: 20 }, (_, i) => seen(1, '2026-01-05', i < 15));
    expect(ask([...others(1), ...cases])[0]?.expected).toBeCloseTo(20 * 0.1, 1);
  });

  it('compares within a part: what everybody does in a month is no pattern of one', () => {
    const all = [...others(10, 'December'), ...others(0, 'June')];
    const of = (part: string) =>
      Array.from({ length: 8 }, () => ({ ...seen(1, '2026-01-05'), part }));
    expect(ask([...all, ...of('December')])).toEqual([]);
    expect(ask([...all, ...of('June')])).toHaveLength(1);
  });

  it('expects more where a hit is likelier by the place', () => {
    const all = Array.from({ length: 200 }, (_, i) => ({
      ...seen(2 + (i % 20), '2025-12-20', i < 10),
      weight: 0.05,
    }));
    const of = (weight: number) =>
      Array.from({ length: 10 }, (_, i) => ({ ...seen(1, '2026-01-05', i < 6), weight }));
    expect(ask([...all, ...of(0.05)])).toHaveLength(1);
    expect(ask([...all, ...of(0.6)])).toEqual([]);
  });

  it('leaves the more room the more honest communes differ among themselves', () => {
    const cases = Array.from({ length: 20 }, (_, i) => seen(1, '2026-01-05', i < 10));
    const alike = others(1);
    // As many hits in all, but two communes have all of theirs.
    const unlike = others().map((one) => ({ ...one, hit: one.communeId < 4 }));
    expect(ask([...alike, ...cases])).toHaveLength(1);
    expect(ask([...unlike, ...cases])).toEqual([]);
  });

  it('is not hidden by the guilty one’s own numbers', () => {
    const cases = Array.from({ length: 300 }, () => seen(1, '2026-01-05'));
    expect(ask([...others(1), ...cases])).toHaveLength(1);
  });

  it('counts this year, or both where the pattern goes on', () => {
    const before = Array.from({ length: 8 }, (_, i) => seen(1, '2025-06-10', i < 6));
    const now = Array.from({ length: 8 }, (_, i) => seen(1, '2026-01-05', i < 5));
    const [both] = ask([...others(1), ...before, ...now]);
    expect(both).toMatchObject({ countedFrom: FROM, hits: 11, tried: 16 });
    expect(both?.cases).toHaveLength(11);
    const [year] = ask([...others(1), ...now.map((one) => ({ ...one, hit: true }))]);
    expect(year).toMatchObject({ countedFrom: YEAR, hits: 8, tried: 8 });
    // What has ended is not asked about again, however much of it there was.
    const many = Array.from({ length: 40 }, () => seen(1, '2025-06-10'));
    const ended = Array.from({ length: 40 }, (_, i) => seen(1, '2026-01-05', i < 3));
    expect(ask([...others(1), ...many, ...ended])).toEqual([]);
    expect(ask([...others(1), ...many])).toEqual([]);
  });

  it('arises on the day after the month in which the last case was settled', () => {
    const askedOn = (settledOn: string) =>
      ask([...others(), ...THREE.slice(1), seen(1, '2026-01-03', true, settledOn)])[0]?.askedOn;
    expect(askedOn('2026-01-14')).toBe('2026-01-15');
    expect(askedOn('2026-01-15')).toBe('2026-02-15');
    expect(askedOn('2026-03-15')).toBeUndefined();
  });

  it('keeps the day on which it arose, and the last month at which it stood', () => {
    const [asked] = ask([...others(), ...THREE, ...hitsOn('2026-02-01')]);
    expect(asked).toMatchObject({ askedOn: '2026-01-15', countedTo: '2026-03-14', hits: 4 });
    // In the third month everybody did the same.
    const same = Array.from({ length: 400 }, (_, i) => seen(2 + (i % 20), '2026-03-01'));
    const [kept] = ask([...others(), ...THREE, ...hitsOn('2026-02-01'), ...same]);
    expect(kept).toMatchObject({ askedOn: '2026-01-15', countedTo: '2026-02-14', otherTried: 200 });
  });

  it('is asked of each commune by itself, and of none before a month has ended', () => {
    const both = [...THREE, ...THREE.map((one) => ({ ...one, communeId: 30 }))];
    expect(ask([...others(), ...both]).map(({ communeId }) => communeId)).toEqual([1, 30]);
    expect(ask([...others(), ...both], { months: [] })).toEqual([]);
  });

  it('uses up no more than the months that have ended may, and says how often honest communes show it', () => {
    const [asked] = ask([...others(), ...THREE]);
    expect(asked?.honestShare).toBeGreaterThan(0);
    expect(asked?.honestShare).toBeLessThanOrEqual(0.01);
    const share = asked?.honestShare ?? 1;
    expect(ask([...others(), ...THREE], { allowance: 12 * share })).toHaveLength(1);
    expect(ask([...others(), ...THREE], { allowance: share })).toEqual([]);
  });
});
