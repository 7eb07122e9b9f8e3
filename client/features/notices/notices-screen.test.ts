import { expect, it } from 'vitest';

import { NOTICES } from '#server/contract/features/all.ts';
import type { Notice } from '#server/contract/notice.ts';

import { noticesByDay } from './notices-screen.tsx';

const notice = (id: number, createdAt: string): Notice => ({
  id,
  kind: 'overdue',
  code: 'DP-00001',
  targetId: 1,
  onDate: null,
  waiting: null,
  overdue: null,
  createdAt,
  readAt: null,
});

it('notices are grouped by the day of the city, not of Greenwich', () => {
  const given = [
    notice(3, '2026-03-06T17:30:00.000Z'),
    notice(2, '2026-03-06T16:30:00.000Z'),
    notice(1, '2026-03-05T17:30:00.000Z'),
  ];
  expect(noticesByDay(given).map(({ day, items }) => [day, items.map(({ id }) => id)])).toEqual([
    ['2026-03-07', [3]],
    ['2026-03-06', [2, 1]],
  ]);
  expect(noticesByDay([])).toEqual([]);
});

it('every kind of notice opens a page of the product', () => {
  const addresses = Object.values(NOTICES).map(({ address }) =>
    address({ targetId: 7, onDate: '2026-03-08' }),
  );
  expect(addresses.filter((address) => !/^\/(?!\/)\S*$/.test(address))).toEqual([]);
  expect(addresses.join()).not.toContain('null');
});
