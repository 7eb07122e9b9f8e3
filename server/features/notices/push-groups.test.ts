import { describe, expect, it } from 'vitest';

import type { NoticeKind } from '#server/contract/notice.ts';

import { groupsOf, kindsOf, pushPayload } from './push-rules.ts';

const notice = (kind: NoticeKind, code = 'DP-00007') => ({
  noticeId: 1,
  kind,
  code,
  targetId: 7,
  onDate: null,
  waiting: null,
  overdue: null,
  createdAt: '2026-03-06T03:00:00.000Z',
  read: false,
});

describe('the groups that a person chooses', () => {
  it('are kept as their kinds and found again', () => {
    const kinds = kindsOf(['routes']);
    expect(kinds).toContain('route_published');
    expect(kinds).not.toContain('overdue');
    expect(groupsOf(kinds)).toEqual(['routes']);
    expect(groupsOf(kinds.slice(1))).toEqual([]);
    expect(kindsOf([])).toEqual([]);
  });
});

describe('a message for a device', () => {
  const FOUR: NoticeKind[] = ['overdue', 'handover_confirmed', 'handover_refused', 'reply_filed'];

  it('has at most four lines and says how many kinds are left', () => {
    const lines = (kinds: NoticeKind[], language: 'vi' | 'en' = 'vi') =>
      pushPayload(
        kinds.map((kind) => notice(kind)),
        language,
      ).lines;
    expect(lines(FOUR)).toHaveLength(4);
    expect(lines([...FOUR, 'digest']).at(-1)).toBe('và 1 loại thông báo khác');
    const six = lines([...FOUR, 'digest', 'route_published'], 'en');
    expect(six).toHaveLength(5);
    expect(six.at(-1)).toBe('and 2 other kinds of notices');
  });

  it('says nought where a digest has no counts', () => {
    expect(pushPayload([notice('digest')], 'vi').lines).toEqual([
      'Sáng nay: 0 việc đang chờ, 0 quá hạn',
    ]);
  });

  it('leads to the page of all notices where there are two of one kind', () => {
    const two = [notice('overdue'), notice('overdue', 'DP-00008')];
    expect(pushPayload(two, 'vi').address).toBe('/notices');
  });
});
