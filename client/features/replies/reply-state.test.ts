import { describe, expect, it } from 'vitest';

import type { Reply, ReplyThread } from '#server/contract/reply.ts';

import { replyStanding } from './reply-state.ts';

function version(seq: number, state: 'draft' | 'filed', day: string): Reply {
  return {
    id: seq,
    seq,
    state,
    words: 'Đã lập chốt trực.',
    documentNumbers: [],
    commune: { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
    writtenBy: 'Lãnh đạo',
    writtenAt: `${day}T03:00:00.000Z`,
  };
}

function thread(...versions: Reply[]): ReplyThread {
  return {
    cycle: 1,
    askedFor: 'recognised',
    happenedOn: '2026-01-10',
    askedOn: '2026-01-10',
    dueOn: '2026-01-24',
    versions,
    whyNotDraft: null,
    whyNotFile: null,
  };
}

describe('how a reply stands', () => {
  it('is late from the day after its day while nothing is filed, draft or not', () => {
    expect(replyStanding(thread(), '2026-01-24').late).toBe(false);
    expect(replyStanding(thread(version(1, 'draft', '2026-01-12')), '2026-01-25').late).toBe(true);
  });

  it('was late for good when the first one was filed after its day, which ends at midnight in Hanoi', () => {
    const at = (writtenAt: string) =>
      replyStanding(thread({ ...version(1, 'filed', '2026-01-24'), writtenAt }), '2026-03-02').late;
    expect(at('2026-01-24T16:59:59.999Z')).toBe(false);
    expect(at('2026-01-24T17:00:00.000Z')).toBe(true);
    const again = thread(version(1, 'filed', '2026-01-25'), version(2, 'filed', '2026-01-26'));
    expect(replyStanding(again, '2026-01-27').late).toBe(true);
  });

  it('keeps every earlier one, latest first, in whatever order they came', () => {
    const days = ['2026-01-20', '2026-01-21', '2026-01-22'];
    const [first, second, third] = days.map((day, at) => version(at + 1, 'filed', day));
    if (!first || !second || !third) throw new Error('three versions were made');
    const standing = replyStanding(thread(second, first, third), '2026-02-01');
    expect(standing.current?.seq).toBe(3);
    expect(standing.earlier.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(replyStanding(thread(), '2026-02-01')).toMatchObject({
      current: null,
      earlier: [],
      draft: null,
    });
  });

  it('was in time for good when the first filed one was, whatever was added later', () => {
    const given = thread(version(1, 'filed', '2026-01-20'), version(2, 'filed', '2026-03-01'));
    const standing = replyStanding(given, '2026-03-02');
    expect(standing.late).toBe(false);
    expect(standing.current?.seq).toBe(2);
    expect(standing.earlier.map(({ seq }) => seq)).toEqual([1]);
  });

  it('shows a draft only while nothing was filed after it', () => {
    const drafted = version(1, 'draft', '2026-01-12');
    const filed = version(2, 'filed', '2026-01-13');
    expect(replyStanding(thread(drafted), '2026-01-14').draft?.seq).toBe(1);
    expect(replyStanding(thread(drafted, filed), '2026-01-14').draft).toBeNull();
    const anew = version(3, 'draft', '2026-01-15');
    const standing = replyStanding(thread(drafted, filed, anew), '2026-01-16');
    expect([standing.draft?.seq, standing.current?.seq]).toEqual([3, 2]);
  });
});
