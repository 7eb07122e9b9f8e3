import { expect, it } from 'vitest';

import { digestNotice, overdueNotices } from './rules.ts';

const TODAY = '2026-03-13';
const due = (dueOn: string | null) => ({
  key: `check:1:${dueOn}`,
  kind: 'check' as const,
  pointId: 1,
  code: 'DP-00001',
  dueOn,
});

it.each([
  ['due today', TODAY, 0],
  ['due yesterday', '2026-03-12', 1],
  ['due a week ago', '2026-03-06', 1],
  ['due earlier, which the digest has told of', '2026-03-05', 0],
  ['due on no day', null, 0],
])('work %s is told as overdue or not', (_, dueOn, notices) => {
  expect(overdueNotices('a', [due(dueOn)], TODAY)).toHaveLength(notices);
});

it('the digest counts what waits, and as overdue what was due before today', () => {
  const work = [TODAY, '2026-03-12', null].map(due);
  expect(digestNotice('a', work, TODAY)).toMatchObject({ waiting: 3, overdue: 1 });
  expect(digestNotice('a', [], TODAY)).toBeNull();
});
