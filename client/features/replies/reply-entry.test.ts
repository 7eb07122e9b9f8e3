import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';
import type { ReplyThread } from '#server/contract/reply.ts';
import { samplePoint } from '#tests/support/points/sample-point.ts';

import { replyEntry } from './reply-entry.ts';
import { replyLines } from './reply-form.tsx';

const WORDS = 'Đã lập chốt trực tại khu vực.';

describe('a reply in the outbox', () => {
  const context = {
    point: { id: 7, code: 'DP-00007', officialName: 'Nhà nghỉ Minh Họa' },
    cycle: 2,
    words: WORDS,
    documentNumbers: ['215/BC-UBND'],
  };

  it.each([
    ['filed', 'Gửi giải trình'],
    ['draft', 'Lưu bản nháp'],
  ] as const)('that is %s goes to its place and is called “%s”', (state, title) => {
    const { cycle, words, documentNumbers } = context;
    const body = { cycle, state, words, documentNumbers, after: 1 };
    const lines = [{ label: 'Nội dung', value: WORDS }];
    expect(replyEntry(context, body, { lines, text: vi })).toEqual({
      kind: 'reply',
      path: '/api/points/7/replies',
      body,
      lane: 'point:7',
      title,
      label: 'DP-00007, Nhà nghỉ Minh Họa',
      lines,
      context,
    });
  });
});

describe('the preview of a reply', () => {
  const me = { account: { name: 'Người Minh Họa' }, role: 'leader' } as Me;
  const thread: ReplyThread = {
    cycle: 2,
    askedFor: 'recurrence_confirmed',
    happenedOn: '2026-05-04',
    askedOn: '2026-05-06',
    dueOn: '2026-05-20',
    versions: [],
    whyNotDraft: null,
    whyNotFile: null,
  };
  const linesOf = (more: Parameters<typeof samplePoint>[0], documentNumbers: string[]) =>
    replyLines(
      samplePoint(more),
      thread,
      { words: ` ${WORDS} `, documentNumbers },
      {
        text: vi,
        format: makeFormat('vi', vi.common),
        me,
      },
    ).map(({ label, value }) => [label, value]);
  const commune = { code: '00082', name: 'Cửa Nam', type: 'phuong' } as const;

  it('names the place, what it is about, the commune in the lead, the papers, the day and the writer', () => {
    const communes = [
      { ...commune, id: 1, lead: false },
      { ...commune, id: 2, name: 'Hoàn Kiếm', lead: true },
    ];
    expect(linesOf({ communes }, ['215/BC-UBND', '216/BC-UBND'])).toEqual([
      ['Điểm', 'DP-00007, Nhà nghỉ Minh Họa'],
      ['Về việc', 'Xác nhận tái hoạt động, 04/05/2026'],
      ['Bên giải trình', 'phường Hoàn Kiếm'],
      ['Nội dung', WORDS],
      ['Văn bản', '215/BC-UBND, 216/BC-UBND'],
      ['Hạn', '20/05/2026'],
      ['Người ghi', 'Người Minh Họa, Lãnh đạo UBND phường, xã'],
    ]);
  });

  it('leaves out the commune where none is in the lead, and papers that there are not', () => {
    const labels = linesOf({ communes: [] }, []).map(([label]) => label);
    expect(labels).toEqual(['Điểm', 'Về việc', 'Nội dung', 'Hạn', 'Người ghi']);
  });
});
