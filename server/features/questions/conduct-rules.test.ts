import { expect, it } from 'vitest';

import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import { workCalendar } from '#server/contract/working-days.ts';

import { casesOfRows, softenedKinds, type CaseRow, type ClassifiedRow } from './conduct-rules.ts';

const row = (more: Partial<CaseRow> = {}): CaseRow => ({
  communeId: 1,
  pointId: null,
  tipId: 1,
  on: '2026-03-02',
  settledOn: '2026-03-05',
  hit: true,
  thenOn: null,
  ...more,
});

it('what a commune entered on one day, and what is alike in it, is one case', () => {
  const cases = casesOfRows([
    row(),
    row({ tipId: 2 }),
    row({ tipId: null, pointId: 3 }),
    row({ tipId: 4, hit: false }),
    row({ tipId: 5, settledOn: '2026-03-06' }),
    row({ tipId: 6, communeId: 2 }),
  ]);
  expect(
    cases.map(({ communeId, hit, tipIds, pointIds }) => [communeId, hit, tipIds, pointIds]),
  ).toEqual([
    [1, true, [1, 2], [3]],
    [1, false, [4], []],
    [1, true, [5], []],
    [2, true, [6], []],
  ]);
});

it('a kind is softer where its clock ends later, or does not run from receipt', () => {
  const rule = (
    kind: DeadlineRule['kind'],
    amount: number,
    startsWith: 'received' | 'accepted',
  ) => ({
    kind,
    validFrom: '1900-01-01',
    startsWith,
    limit: { amount, unit: 'day' as const },
    extensions: [],
    resumption: 'remaining' as const,
    forwarding: null,
    endsOnWorkingDay: false,
    origin: 'test',
  });
  const rules = [
    rule('crime_information', 20, 'received'),
    rule('feedback', 30, 'received'),
    rule('complaint', 5, 'accepted'),
  ];
  const from = (fromKind: ClassifiedRow['fromKind'], toKind: ClassifiedRow['toKind']) => {
    const { hit: _hit, thenOn: _then, ...facts } = row();
    const given = { ...facts, receivedOn: '2026-03-01', fromKind, toKind };
    return softenedKinds([given], { rules, calendar: workCalendar([]) })[0]?.hit;
  };
  expect(from('crime_information', 'feedback')).toBe(true);
  expect(from('feedback', 'crime_information')).toBe(false);
  expect(from('crime_information', 'complaint')).toBe(true);
  expect(from('complaint', 'crime_information')).toBe(false);
  expect(from('feedback', 'feedback')).toBe(false);
  // Neither runs.
  expect(from('complaint', 'denunciation')).toBe(false);
});
