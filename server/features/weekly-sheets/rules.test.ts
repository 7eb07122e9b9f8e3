import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import type { WeeklyFigures } from '#server/contract/weekly-sheet.ts';
import { WEEKLY_FIGURES } from '#server/contract/weekly-sheet.ts';

import { figuresHash } from './read-figures.ts';
import {
  figuresDay,
  isFlaggedAsStated,
  mayReadSheetOf,
  weekOf,
  whyNotSupersede,
  whyNotWrite,
} from './rules.ts';

const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1900-01-01', days));

const NO_CODES: WeeklyFigures['codes'] = {
  recurrences_confirmed: [],
  recurrences_unanswered: [],
  handovers_overdue: [],
  checks_overdue: [],
  checks_unchecked: [],
  signals_open: [],
};

function figures(more: Partial<WeeklyFigures['counts']> = {}): WeeklyFigures {
  const none = Object.fromEntries(WEEKLY_FIGURES.map((name) => [name, 0]));
  return {
    definitions: 1,
    counts: { ...(none as WeeklyFigures['counts']), ...more },
    codes: NO_CODES,
  };
}

describe('the week of a day', () => {
  it('runs from Monday to Sunday, over the turn of a year too', () => {
    // ISO 8601: 2026-W53 ends on 3 January 2027.
    expect(weekOf('2027-01-03', 1)).toEqual({ firstOn: '2026-12-28', lastOn: '2027-01-03' });
    expect(weekOf('2027-01-04', 1).firstOn).toBe('2027-01-04');
  });

  it('holds the day, begins on the weekday of the setting, and is the week of each of its days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 7 }), (date, firstWeekday) => {
        const week = weekOf(date, firstWeekday);
        expect(daysBetween(week.firstOn, date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(date, week.lastOn)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(week.firstOn, week.lastOn)).toBe(6);
        expect(new Date(`${week.firstOn}T00:00:00Z`).getUTCDay()).toBe(firstWeekday % 7);
        for (let past = 0; past < 7; past += 1) {
          expect(weekOf(addDays(week.firstOn, past), firstWeekday)).toEqual(week);
        }
      }),
    );
  });
});

describe('the evening that the figures are of', () => {
  const week = { firstOn: '2026-03-02', lastOn: '2026-03-08' };
  it('is today while the week runs, its last one afterwards, and none before it', () => {
    expect(figuresDay(week, '2026-03-01')).toBeNull();
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-05', '2026-03-07']) {
      expect(figuresDay(week, day)).toBe(day);
    }
    expect(figuresDay(week, '2026-03-09')).toBe('2026-03-08');
    expect(figuresDay(week, '2026-03-08')).toBe('2026-03-08');
    expect(figuresDay(week, '2026-12-24')).toBe('2026-03-08');
  });
});

describe('a check that was entered after its day', () => {
  const look = (checkedOn: string) => ({
    checkedOn,
    countedOn: '2026-03-20',
    result: 'no_sign' as const,
    retryOn: null,
  });
  const facts = (checkedOn: string) => ({
    cycles: [{ number: 1, eliminatedOn: '2026-03-01', endedOn: null }],
    checks: [look(checkedOn)],
    handovers: [],
    suspicions: [],
  });
  // Looks are due on 8 and 15 March.
  const rule = {
    validFrom: '2026-01-01',
    scheduleDays: [7, 14],
    dueLeadDays: 2,
    watchDays: 90,
  };
  const isOverdue = (checkedOn: string, on: string, awaited = [look(checkedOn)]) =>
    isFlaggedAsStated('check_overdue', facts(checkedOn), awaited, [rule], on);
  const isUnchecked = (on: string, awaited = [look('2026-03-08')]) =>
    isFlaggedAsStated('unchecked', facts('2026-03-08'), awaited, [rule], on);

  it('leaves nothing overdue by its own day, where nobody has judged its paper', () => {
    expect(isOverdue('2026-03-08', '2026-03-12')).toBe(false);
    expect(isOverdue('2026-03-08', '2026-03-12', [])).toBe(true);
  });

  it('leaves the place looked at from its own day on, where nobody has judged its paper', () => {
    expect(isUnchecked('2026-03-07')).toBe(true);
    expect(isUnchecked('2026-03-08')).toBe(false);
    expect(isUnchecked('2026-03-12', [])).toBe(true);
    expect(isUnchecked('2026-03-20', [])).toBe(false);
  });

  it('changes nothing where another check is overdue by then all the same, or where it came too late itself', () => {
    expect(isOverdue('2026-03-08', '2026-03-16')).toBe(true);
    expect(isOverdue('2026-03-11', '2026-03-10')).toBe(true);
  });
});

describe('who may write', () => {
  const someone = { accountId: 'a', reach: 'communes' as const, communeIds: [7] };
  it('is the leader for a signature, leader and officer for preparing, of that commune only', () => {
    const leader = { ...someone, role: 'leader' as const };
    const officer = { ...someone, role: 'officer' as const };
    expect(whyNotWrite(leader, 7, 'weekly_sheets:sign')).toBeNull();
    expect(whyNotWrite(leader, 8, 'weekly_sheets:sign')).toBe('weekly_sheet.other_commune');
    expect(whyNotWrite(officer, 7, 'weekly_sheets:sign')).toBe('permission.denied');
    expect(whyNotWrite(officer, 7, 'weekly_sheets:prepare')).toBeNull();
    expect(whyNotWrite(officer, 8, 'weekly_sheets:prepare')).toBe('weekly_sheet.other_commune');
  });

  it('is nobody of the whole city, who reads the sheets of every commune', () => {
    const analyst = {
      ...someone,
      role: 'analyst' as const,
      reach: 'city' as const,
      communeIds: [],
    };
    expect(whyNotWrite(analyst, 7, 'weekly_sheets:prepare')).toBe('permission.denied');
    expect(mayReadSheetOf(analyst, 7)).toBe(true);
    const officer = { ...someone, role: 'officer' as const };
    expect([7, 8].map((communeId) => mayReadSheetOf(officer, communeId))).toEqual([true, false]);
  });
});

describe('a further version', () => {
  const latest = { version: 1, figures: figures(), remark: null };
  it('needs a reason, and something that differs', () => {
    const next = { figures: figures({ checks_done: 1 }), remark: null, reason: null };
    expect(whyNotSupersede(latest, next)).toBe('weekly_sheet.reason_required');
    expect(whyNotSupersede(latest, { ...next, reason: 'nhập muộn' })).toBeNull();
    const same = { figures: figures(), remark: null, reason: 'ký lại' };
    expect(whyNotSupersede(latest, same)).toBe('weekly_sheet.nothing_changed');
    expect(whyNotSupersede(latest, { ...same, remark: 'thêm nhận xét' })).toBeNull();
    expect(whyNotSupersede({ ...latest, remark: 'nhận xét cũ' }, same)).toBeNull();
    expect(whyNotSupersede(latest, { ...same, reason: null })).toBe('weekly_sheet.reason_required');
  });

  it('is not another one because a database gives the figures back in another order', () => {
    const turned = Object.fromEntries(Object.entries(figures().counts).toReversed());
    const counts = turned as WeeklyFigures['counts'];
    const next = { figures: { ...figures(), counts }, remark: null, reason: 'ký lại' };
    expect(whyNotSupersede(latest, next)).toBe('weekly_sheet.nothing_changed');
  });
});

describe('the hash of what is signed', () => {
  const signed = {
    communeCode: '00070',
    firstOn: '2026-03-02',
    asOf: '2026-03-08',
    figures: figures(),
  };
  it('does not depend on the order in which a database gives the keys back', () => {
    const turned = Object.fromEntries(Object.entries(signed.figures.counts).toReversed());
    const other = { ...signed.figures, counts: turned as WeeklyFigures['counts'] };
    expect(figuresHash({ ...signed, figures: other })).toBe(figuresHash(signed));
  });

  it('is another for another figure, evening, week or commune', () => {
    const hashes = [
      signed,
      { ...signed, figures: figures({ checks_done: 1 }) },
      { ...signed, asOf: '2026-03-07' },
      { ...signed, firstOn: '2026-03-03' },
      { ...signed, communeCode: '00071' },
    ].map(figuresHash);
    expect(new Set(hashes).size).toBe(5);
  });
});
