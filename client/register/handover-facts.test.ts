import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { HandoverFacts } from '#server/contract/worklist.ts';

import { handoverFacts } from './handover-facts.ts';
import { standingName } from './standing-name.ts';

const words = { text: vi, format: makeFormat('vi', vi.common) };

const FACTS = {
  proposedOn: '2026-03-01',
  proposedBy: 'Trần Thử',
  documentNumber: '12/CV',
  attempt: 2,
  eliminatedOn: '2026-02-01',
  othersPending: 3,
  grounds: 'Biên bản 5',
} as HandoverFacts;
const lines = (more: Partial<HandoverFacts> = {}) => handoverFacts({ ...FACTS, ...more }, words);

describe('the facts of a hand-over', () => {
  it('are who proposed it on which paper, after which elimination, and why', () => {
    expect(lines()).toEqual([
      'Trần Thử đề nghị ngày 01/03/2026 · Văn bản 12/CV · Đề nghị lần 2',
      'Triệt xóa ngày 01/02/2026 · còn 3 nơi khác phải trả lời',
      'Căn cứ: Biên bản 5',
    ]);
  });

  it('leave out what is not known, and the number of a first proposal', () => {
    expect(
      lines({
        proposedBy: null,
        documentNumber: null,
        attempt: 1,
        eliminatedOn: null,
        othersPending: 0,
        grounds: null,
      }),
    ).toEqual(['Đề nghị ngày 01/03/2026']);
    expect(lines({ othersPending: 1 })[1]).toContain('còn 1 nơi khác');
  });
});

describe('a later act that stands on another', () => {
  const ACT = {
    eventId: 3,
    kind: 'checked',
    effectiveOn: '2026-03-01',
    actorName: 'Trần Thử',
    code: null,
  } as const;

  it('is named by its kind, its day and its person, as far as they are known', () => {
    expect(standingName(ACT, words)).toBe(`${vi.register.event.checked}, 01/03/2026, Trần Thử`);
    const unknown = { ...ACT, effectiveOn: null, actorName: null };
    expect(standingName(unknown, words)).toBe(vi.register.event.checked);
  });

  it('is the reply of a commune, or a new point with its code', () => {
    expect(standingName({ ...ACT, kind: 'replied' }, words)).toBe('Giải trình của phường, xã');
    expect(standingName({ ...ACT, kind: 'new_point', code: 'DP-00009' }, words)).toBe(
      'Điểm mới đã đề xuất: DP-00009',
    );
  });
});
