import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dateOfDay } from '#server/contract/civil-day.ts';

import {
  dateAtShare,
  addMonths,
  dateAfterKey,
  likelyNext,
  playedNext,
  playedRange,
  shareOf,
  sliderRange,
  STEPS,
} from './slider-dates.ts';

const RANGE = { first: '2025-01-31', last: '2026-11-24' };
const date = fc.integer({ min: 9_000, max: 30_000 }).map(dateOfDay);
const range = fc.tuple(date, date).map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a }));

describe('the ends of the time slider', () => {
  it('are the evening before anything happened, and today', () => {
    expect(sliderRange('2025-02-01', '2026-11-24', '2026-01-01')).toEqual(RANGE);
  });

  it('take in a day of the address that lies outside', () => {
    expect(sliderRange('2025-02-01', '2026-11-24', '1999-01-01').first).toBe('1999-01-01');
    expect(sliderRange('2025-02-01', '2026-11-24', '2027-01-01').last).toBe('2027-01-01');
  });

  it('are a year apart where nothing ever happened', () => {
    expect(sliderRange(null, '2026-11-24', '2026-11-24').first).toBe('2025-11-24');
  });
});

describe('the keys of the time slider', () => {
  it('go by days, with Shift or the page keys by months, and to the ends', () => {
    const press = (key: string, shift = false) => dateAfterKey(key, shift, '2026-03-31', RANGE);
    expect(press('ArrowRight')).toBe('2026-04-01');
    expect(press('ArrowLeft')).toBe('2026-03-30');
    expect(press('ArrowLeft', true)).toBe('2026-02-28');
    expect(press('PageUp')).toBe('2026-04-30');
    expect(press('PageDown')).toBe('2026-02-28');
    expect(press('Home')).toBe('2025-01-31');
    expect(press('End')).toBe('2026-11-24');
    expect(press('Tab')).toBeNull();
  });

  it('never lead beyond the ends', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');
    fc.assert(
      fc.property(range, date, keys, fc.boolean(), (ends, day, key, shift) => {
        const next = dateAfterKey(key, shift, day, ends) ?? '';
        expect(next >= ends.first && next <= ends.last).toBe(true);
      }),
    );
  });
});

describe('a month', () => {
  it('on keeps the day, or takes the last one there is', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(addMonths('2026-05-31', -14)).toBe('2025-03-31');
  });
});

describe('what is fetched ahead', () => {
  it('are the next steps in the direction of play, then the one back', () => {
    expect(likelyNext('2026-03-10', 'day', 1, RANGE)).toEqual([
      '2026-03-11',
      '2026-03-12',
      '2026-03-13',
      '2026-03-09',
    ]);
    expect(likelyNext('2026-03-10', 'month', -1, RANGE)).toEqual([
      '2026-02-10',
      '2026-01-10',
      '2025-12-10',
      '2026-04-10',
    ]);
  });

  it('ends at the ends, and never names the day that is shown', () => {
    expect(likelyNext('2026-11-24', 'week', 1, RANGE)).toEqual(['2026-11-17']);
    fc.assert(
      fc.property(range, date, fc.constantFrom(...STEPS), (ends, day, step) => {
        const days = likelyNext(day, step, 1, ends);
        expect(days).not.toContain(day);
        expect(new Set(days).size).toBe(days.length);
      }),
    );
  });
});

describe('a place on the slider', () => {
  it('is the day that lies nearest to it, and one of the ends beyond them', () => {
    const ends = { first: '2026-01-01', last: '2026-01-11' };
    const days = [-1, 0, 0.06, 0.5, 1, 2].map((share) => dateAtShare(share, ends));
    expect(days.map((day) => Number(day.slice(8)))).toEqual([1, 1, 2, 6, 11, 11]);
  });

  it('is the share of the days before it', () => {
    const ends = { first: '2026-01-01', last: '2026-01-11' };
    expect(['2026-01-01', '2026-01-06', '2026-01-11'].map((day) => shareOf(day, ends))).toEqual([
      0, 0.5, 1,
    ]);
    expect(shareOf('2026-01-01', { first: '2026-01-01', last: '2026-01-01' })).toBe(1);
  });
});

describe('playing', () => {
  it('goes through the days of the chosen period that lie on the line', () => {
    expect(playedRange(null, RANGE)).toEqual(RANGE);
    const period = { from: '2026-03-01', to: '2026-03-31' };
    expect(playedRange(period, RANGE)).toEqual({ first: '2026-03-01', last: '2026-03-31' });
    expect(playedRange({ from: '2024-01-01', to: '2025-03-31' }, RANGE)).toEqual({
      first: RANGE.first,
      last: '2025-03-31',
    });
    expect(playedRange({ from: '2027-01-01', to: '2027-02-01' }, RANGE)).toEqual(RANGE);
    // A day alone is nothing to play.
    expect(playedRange({ from: '2024-01-01', to: RANGE.first }, RANGE)).toEqual(RANGE);
    expect(playedRange({ from: RANGE.last, to: '2027-02-01' }, RANGE)).toEqual(RANGE);
  });

  it('never leaves them, and from their end begins anew', () => {
    const shownAndPlayed = range.chain((played) =>
      fc.tuple(fc.oneof(date, fc.constantFrom(played.first, played.last)), fc.constant(played)),
    );
    fc.assert(
      fc.property(shownAndPlayed, fc.constantFrom(...STEPS), ([shown, played], step) => {
        const next = playedNext(shown, step, played);
        expect(next >= played.first && next <= played.last).toBe(true);
        const isWithin = shown >= played.first && shown < played.last;
        expect(isWithin ? next > shown : next === played.first).toBe(true);
      }),
    );
  });
});
