import { expect, it } from 'vitest';

import { digestNotice, overdueNotices, workOf } from './rules.ts';

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
  expect(digestNotice('a', { work, tipsToTake: 0 }, TODAY)).toMatchObject({
    waiting: 3,
    overdue: 1,
  });
  expect(digestNotice('a', { work: [], tipsToTake: 0 }, TODAY)).toBeNull();
});

it('the digest counts the tips of others to take, also where nothing waits at a place', () => {
  const both = digestNotice('a', { work: [due('2026-03-12')], tipsToTake: 2 }, TODAY);
  expect(both).toMatchObject({ waiting: 3, overdue: 1 });
  const tips = digestNotice('a', { work: [], tipsToTake: 1 }, TODAY);
  expect(tips).toMatchObject({ waiting: 1, overdue: 0 });
});

it('a notice of overdue work names the thing, its code and its point, once for each', () => {
  const work = [due('2026-03-12'), { ...due('2026-03-10'), pointId: 2, code: 'DP-00002' }];
  expect(overdueNotices('lan', work, TODAY)).toEqual([
    {
      accountId: 'lan',
      kind: 'overdue',
      fact: 'check:1:2026-03-12',
      code: 'DP-00001',
      targetId: 1,
      onDate: null,
      waiting: null,
      overdue: null,
    },
    expect.objectContaining({ fact: 'check:1:2026-03-10', code: 'DP-00002', targetId: 2 }),
  ]);
});

it('the digest is one a day, of its person, without a place', () => {
  expect(digestNotice('lan', { work: [due(null)], tipsToTake: 0 }, TODAY)).toEqual({
    accountId: 'lan',
    kind: 'digest',
    fact: 'digest:2026-03-13',
    code: null,
    targetId: null,
    onDate: null,
    waiting: 1,
    overdue: 0,
  });
});

it('work waits for those whose step is next: a hand-over for the leader, what others must answer for nobody', () => {
  const kinds = ['handover', 'check', 'signal', 'unanswered', 'reply'] as const;
  const work = kinds.map((kind) => ({ ...due(null), kind }));
  const kindsFor = (role: 'leader' | 'officer') =>
    workOf({ accountId: 'lan', role, communeIds: [1] }, work).map(({ kind }) => kind);
  expect(kindsFor('leader')).toEqual(['handover', 'check', 'reply']);
  expect(kindsFor('officer')).toEqual(['check', 'reply']);
});
