import { describe, expect, it } from 'vitest';

import type { NoticeKind } from '#server/contract/notice.ts';

import type { WaitingPush } from './push-queries.ts';
import { isUrgent, pushPayload, worthTelling } from './push-rules.ts';

const NOW = '2026-03-06T03:00:00.000Z';

const notice = (kind: NoticeKind, more: Partial<WaitingPush> = {}): WaitingPush => ({
  noticeId: 1,
  kind,
  code: 'DP-00007',
  targetId: 7,
  onDate: null,
  waiting: 4,
  overdue: 1,
  createdAt: NOW,
  read: false,
  ...more,
});

describe('notices that wait for a device', () => {
  it('are urgent as soon as one of them is', () => {
    expect(isUrgent([notice('digest'), notice('overdue')])).toBe(true);
    expect(isUrgent([notice('digest')])).toBe(false);
  });

  it('are told for one day, and not after they were read', () => {
    const aDayOld = notice('overdue', { createdAt: '2026-03-05T03:00:00.000Z' });
    const older = notice('overdue', { createdAt: '2026-03-05T02:59:59.999Z' });
    const read = notice('overdue', { read: true });
    expect(worthTelling([aDayOld, older, read], NOW)).toEqual([aDayOld]);
  });

  it('are one message: the place of the only one, or a line a kind and the page of all', () => {
    expect(pushPayload([notice('overdue')], 'vi')).toEqual({
      title: 'Địa Bàn',
      lines: ['DP-00007: có việc vừa quá hạn'],
      address: '/?id=7',
    });
    const several = [notice('overdue'), notice('digest'), notice('overdue')];
    expect(pushPayload(several, 'vi')).toMatchObject({
      lines: ['2 việc vừa quá hạn', 'Sáng nay: 4 việc đang chờ, 1 quá hạn'],
      address: '/notices',
    });
  });
});
