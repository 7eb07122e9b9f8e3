import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { otherDayFault } from '#client/forms/signal-day.tsx';
import { vi } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';
import type { SignalAct } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import { sampleSignal } from '#tests/support/points/sample-point.ts';

import { decisionLines, type DecisionValues, emptyDecision } from './decision-dialog.tsx';

const SIGNAL: SignalDetail = {
  ...sampleSignal({ position: [105.85, 21.03], category: 'KS' }),
  place: {
    id: 7,
    code: 'DP-00007',
    name: 'Nhà nghỉ Minh Họa',
    category: 'NN',
    status: 'handed_over',
    cycle: 2,
    geometry: { type: 'Point', coordinates: [105.85, 21.03] },
    judgedArea: null,
    anchor: [105.85, 21.03],
    locationErrorMetres: null,
    communes: [],
  },
  earlier: [],
  acts: { confirm: null, reject: null, new_point: null, undo: null, appeal: null, answer: null },
  confirmEffects: [
    { kind: 'cycle_opened', cycle: 3 },
    { kind: 'status', from: 'handed_over', to: 'recurring', cycle: 2 },
    { kind: 'reply_asked', cycle: 3 },
  ],
  effectCommunes: [],
  replyDueOn: '2026-12-08',
  today: '2026-11-24',
};
const VALUES: DecisionValues = {
  ...emptyDecision(SIGNAL, 'confirm'),
  effectiveOn: '2026-11-23',
  documentNumber: '12/BB-CAP',
  note: 'Kèm hai ảnh.',
  reason: 'Đã xác minh tại chỗ.',
  officialName: 'Quán Minh Họa 2',
};
const ME = { account: { id: 'me', username: 'lan', name: 'Cán bộ Lan' }, role: 'analyst' } as Me;

function linesOf(
  act: SignalAct,
  more: Partial<DecisionValues> = {},
  of: Partial<SignalDetail> = {},
) {
  const lines = decisionLines(
    { ...SIGNAL, ...of },
    act,
    { ...VALUES, ...more },
    {
      categoryName: 'Quán bar',
      text: vi,
      format: makeFormat('vi', vi.common),
      me: ME,
    },
  );
  return lines.map(({ label, value }) => `${label}: ${value as string}`);
}
const afterOf = (...given: Parameters<typeof linesOf>) =>
  linesOf(...given).find((line) => line.startsWith('Sau đó: '));

describe('what an act on a signal will record', () => {
  it('is for a confirmation the place, the day, the ground, and all that it leads to', () => {
    expect(linesOf('confirm')).toEqual([
      'Điểm: DP-00007, Nhà nghỉ Minh Họa',
      'Việc: Xác nhận tái hoạt động',
      'Ngày hiệu lực: 23/11/2026',
      'Số văn bản: 12/BB-CAP',
      'Lý do: Đã xác minh tại chỗ.',
      'Ghi chú: Kèm hai ảnh.',
      'Sau đó: Tái hoạt động, mở chu kỳ 3',
      expect.stringMatching(/^.+: .*Tái hoạt động.*\. .*3.*$/),
      'Hạn giải trình của phường, xã: 08/12/2026',
      expect.stringMatching(/^Người ghi: .*Cán bộ Lan/),
    ]);
    expect(linesOf('confirm', {}, { replyDueOn: null })).toHaveLength(9);
  });

  it('names no cycle a second time among what a confirmation leads to', () => {
    const only = linesOf('confirm', {}, { confirmEffects: [{ kind: 'cycle_opened', cycle: 3 }] });
    expect(only).toHaveLength(9);
  });

  it('is for another place the name, the category and the position of the new point', () => {
    const lines = linesOf('new_point');
    expect(lines.slice(0, 8)).toEqual([
      'Điểm: DP-00007, Nhà nghỉ Minh Họa',
      'Việc: Bác bỏ dấu hiệu, đề xuất điểm mới',
      'Ngày hiệu lực: 23/11/2026',
      'Lý do: Đã xác minh tại chỗ.',
      'Ghi chú: Kèm hai ảnh.',
      'Tên điểm mới: Quán Minh Họa 2',
      'Loại: Quán bar',
      expect.stringMatching(/^Vị trí: .*105/),
    ]);
    expect(lines).toHaveLength(10);
    expect(linesOf('new_point', {}, { position: null })).toHaveLength(9);
  });

  it('is for a rejection neither a new point nor a reply', () => {
    expect(linesOf('reject').map((line) => line.split(':')[0])).toEqual([
      'Điểm',
      'Việc',
      'Ngày hiệu lực',
      'Số văn bản',
      'Lý do',
      'Ghi chú',
      'Sau đó',
      'Người ghi',
    ]);
  });

  it('has no day and no document where a decision is taken back, and leaves out what is blank', () => {
    expect(linesOf('undo', { reason: '  ', note: '' })).toEqual([
      'Điểm: DP-00007, Nhà nghỉ Minh Họa',
      'Việc: Rút lại kết luận',
      'Sau đó: Dấu hiệu chờ kết luận lại, điểm về trạng thái trước kết luận',
      expect.stringMatching(/^Người ghi: /),
    ]);
    expect(linesOf('reject', { effectiveOn: null }, { place: null })[1]).toMatch(/^Số văn bản/);
  });

  it('says what becomes of the decision when an objection is answered', () => {
    const answered = (answer: DecisionValues['answer'], state: SignalDetail['state']) =>
      afterOf('answer', { answer }, { state });
    expect(linesOf('answer', { answer: 'granted' })).toContain('Trả lời: Chấp nhận đề nghị');
    expect(answered('upheld', 'confirmed')).toBe('Sau đó: Không có gì thay đổi');
    expect(answered('granted', 'confirmed')).toBe('Sau đó: Kết luận tái hoạt động được thu hồi');
    const rejected = 'Sau đó: Trạng thái của điểm không đổi; dấu hiệu đã bác bỏ';
    expect(answered('granted', 'suspected')).toBe(rejected);
    expect(afterOf('reject')).toBe(rejected);
    expect(afterOf('appeal')).toBe('Sau đó: Chờ người khác trả lời; trạng thái của điểm không đổi');
    expect(afterOf('confirm', {}, { place: null })).toBe('Sau đó: Tái hoạt động, mở chu kỳ 1');
  });
});

it('the form of an act begins with the category of the signal, or else of its place', () => {
  const begun = (more: Partial<SignalDetail> = {}) =>
    emptyDecision({ ...SIGNAL, ...more }, 'reject');
  expect(begun()).toMatchObject({ category: 'KS', reason: '', answer: null });
  expect(begun({ category: null }).category).toBe('NN');
  expect(begun({ category: null, place: null }).category).toBeNull();
});

it('a recurrence is of the day of its signal, and of another one only for who says so', () => {
  const signal = { ...SIGNAL, occurredOn: '2026-11-21' };
  const begun = emptyDecision(signal, 'confirm');
  expect(begun.effectiveOn).toBe('2026-11-21');
  const fault = (more: Partial<DecisionValues>) =>
    otherDayFault({ ...begun, ...more }, signal.occurredOn, vi).isOtherDay;
  expect(fault({})).toBeNull();
  expect(fault({ effectiveOn: '2026-12-01' })).toBe(vi.pointActs.otherDayMissing);
  expect(fault({ effectiveOn: '2026-12-01', isOtherDay: true })).toBeNull();
});
