import { describe, expect, it } from 'vitest';

import { CONFIRM } from '#client/features/handovers/answer-form.tsx';
import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';
import type { PointStatus } from '#server/contract/point.ts';
import { sampleHandover, samplePoint } from '#tests/support/points/sample-point.ts';
import { answerItem } from '#client/features/handovers/answer-entry.ts';

import { emptyAnswer, type AnswerValues } from './answer.ts';
import { REFUSE } from './refuse-handover.tsx';

const me = { account: { name: 'Người Minh Họa' }, role: 'leader' } as Me;
const words = { text: vi, format: makeFormat('vi', vi.common), me };
const BA_VI = { id: 2, label: 'xã Ba Vì' };
const OTHER = { id: 9, label: 'DP-00009' };
const refused = (refusal: AnswerValues['refusal'], more: Partial<AnswerValues> = {}) => ({
  ...emptyAnswer(),
  refusal,
  ...more,
});
/** One of so many communes that have yet to answer for a place in that status. */
function item(status: PointStatus, waiting = 1) {
  const handovers = Array.from({ length: waiting }, (_, at) => sampleHandover({ id: at + 1 }));
  const [part = sampleHandover()] = handovers;
  return answerItem(samplePoint({ status, handovers }), part);
}

describe('a refusal that is written', () => {
  const named = { ownerCommuneId: BA_VI, otherPointId: OTHER };

  it('sends what it names only where its reason lets it name that', () => {
    const sent = (refusal: AnswerValues['refusal'], more = {}) =>
      REFUSE.body?.(refused(refusal, more));
    expect(sent('wrong_commune', named)).toMatchObject({
      reason: 'wrong_commune',
      ownerCommuneId: 2,
      otherPointId: null,
    });
    expect(sent('duplicate', named)).toMatchObject({ ownerCommuneId: null, otherPointId: 9 });
    expect(sent('other', named)).toMatchObject({ ownerCommuneId: null, otherPointId: null });
    expect(sent('wrong_commune')).toMatchObject({ ownerCommuneId: null });
    expect(sent('duplicate')).toMatchObject({ otherPointId: null });
  });

  it('shows before what it will say', () => {
    const lines = (refusal: AnswerValues['refusal'], more = {}) =>
      REFUSE.lines?.(refused(refusal, more), vi).map(({ label, value }) => [label, value]);
    const reasonText = 'Xem lại địa chỉ';
    expect(lines('wrong_commune', { ...named, reasonText })).toEqual([
      ['Lý do từ chối', 'Không thuộc địa bàn'],
      ['Thuộc phường, xã (nếu biết)', 'xã Ba Vì'],
      ['Lý do', 'Xem lại địa chỉ'],
    ]);
    expect(lines('duplicate', named)).toEqual([
      ['Lý do từ chối', 'Trùng với điểm khác'],
      ['Trùng với điểm (nếu biết)', 'DP-00009'],
    ]);
    expect(lines(null, named)).toEqual([]);
  });

  it('needs words of three characters for another reason, and for no other', () => {
    const missing = (refusal: AnswerValues['refusal'], reasonText: string) =>
      REFUSE.check?.(refused(refusal, { reasonText }), vi)['reasonText'];
    expect(missing('other', ' ab ')).toBe('Ghi lý do, ít nhất 3 ký tự.');
    expect(missing('other', 'abc')).toBeNull();
    expect(missing('duplicate', '')).toBeNull();
  });

  it('says that a place that was handed over is the city’s again, and leaves any other where it is', () => {
    expect(REFUSE.status(item('handed_over'), words)).toBe(
      vi.pointActs.willBe({ from: 'Đã bàn giao', to: 'Đã triệt xóa' }),
    );
    expect(REFUSE.status(item('eliminated'), words)).toBe(
      vi.pointActs.statusStays({ status: 'Đã triệt xóa' }),
    );
  });
});

describe('a confirmation that is written', () => {
  it('hands the place over with the last answer, and says for how many it waits before', () => {
    expect(CONFIRM.status(item('eliminated'), words)).toBe(
      vi.pointActs.willBe({ from: 'Đã triệt xóa', to: 'Đã bàn giao' }),
    );
    expect(CONFIRM.status(item('eliminated', 3), words)).toBe(
      'chuyển Đã bàn giao khi 2 nơi còn lại xác nhận',
    );
    expect(CONFIRM.status(item('handed_over', 2), words)).toBe(
      vi.pointActs.statusStays({ status: 'Đã bàn giao' }),
    );
  });
});
