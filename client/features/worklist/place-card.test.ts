import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { HandoverFacts, SignalFacts, WorkItem } from '#server/contract/worklist.ts';
import { samplePoint } from '#tests/support/points/sample-point.ts';

import { workFacts } from './place-card.tsx';

const words = { text: vi, format: makeFormat('vi', vi.common) };
const common = { id: 1, point: samplePoint(), dueOn: null, since: '2026-03-01' };

const handover = (more: Partial<HandoverFacts> = {}): HandoverFacts => ({
  commune: { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
  cycle: 1,
  attempt: 1,
  proposedOn: '2026-03-02',
  proposedBy: 'Cán bộ phân tích',
  documentNumber: '08/BB-BG',
  grounds: null,
  answerDueOn: '2026-03-09',
  eliminatedOn: '2026-02-20',
  othersPending: 0,
  answeredOn: '2026-03-06',
  answeredBy: 'Lãnh đạo phường',
  refusalReason: 'duplicate',
  refusalText: null,
  refusalCommune: null,
  refusalPoint: null,
  ...more,
});
const signal = (more: Partial<SignalFacts> = {}): SignalFacts => ({
  origin: 'found',
  occurredOn: '2026-04-02',
  recordedAt: '2026-04-03T03:00:00.000Z',
  note: null,
  distanceMetres: null,
  raisedBy: 'Cán bộ phường',
  ...more,
});
const facts = (item: WorkItem) => workFacts(item, words);

describe('the facts of a hand-over', () => {
  const ofHandover = (more: Partial<HandoverFacts> = {}) =>
    facts({ ...common, kind: 'handover', handover: handover(more), mayAnswer: true });

  it('say who proposed it, on which paper, and after which elimination', () => {
    expect(ofHandover()).toEqual([
      'Cán bộ phân tích đề nghị ngày 02/03/2026 · Văn bản 08/BB-BG',
      'Triệt xóa ngày 20/02/2026',
    ]);
    expect(ofHandover({ proposedBy: null, documentNumber: null, eliminatedOn: null })).toEqual([
      'Đề nghị ngày 02/03/2026',
    ]);
  });

  it('say the number of the attempt from the second on, and how many others have to answer', () => {
    expect(ofHandover({ attempt: 2, othersPending: 1, grounds: 'Đủ hồ sơ' })).toEqual([
      'Cán bộ phân tích đề nghị ngày 02/03/2026 · Văn bản 08/BB-BG · Đề nghị lần 2',
      'Triệt xóa ngày 20/02/2026 · còn 1 nơi khác phải trả lời',
      'Căn cứ: Đủ hồ sơ',
    ]);
  });

  it('are the same where nobody has answered in time', () => {
    const late = facts({ ...common, kind: 'unanswered', handover: handover() });
    expect(late).toEqual(ofHandover());
  });

  it('begin with the refusal where there is one: by whom, when, why, and what it names', () => {
    const refused = (more: Partial<HandoverFacts>) =>
      facts({ ...common, kind: 'refusal', handover: handover(more) });
    const first = 'Lãnh đạo phường từ chối ngày 06/03/2026';
    expect(refused({})).toEqual([
      `${first} · Lý do: Trùng với điểm khác`,
      'Cán bộ phân tích đề nghị ngày 02/03/2026 · Văn bản 08/BB-BG',
      'Triệt xóa ngày 20/02/2026',
    ]);
    const point = { id: 9, code: 'DP-00009' };
    expect(refused({ refusalText: 'Xem lại', refusalPoint: point })[0]).toBe(
      `${first} · Lý do: Trùng với điểm khác. Xem lại · Điểm trùng: DP-00009`,
    );
    const refusalCommune = { id: 2, code: '00082', name: 'Cửa Nam', type: 'phuong' } as const;
    expect(refused({ refusalReason: 'wrong_commune', refusalCommune })[0]).toBe(
      `${first} · Lý do: Không thuộc địa bàn · Thuộc phường Cửa Nam`,
    );
  });
});

describe('the facts of a look', () => {
  const ofCheck = (check: Extract<WorkItem, { kind: 'check' }>['check']) =>
    facts({ ...common, kind: 'check', check });

  it('are the day and the result of the last one, or that there was none', () => {
    expect(ofCheck({ lastOn: '2026-04-01', lastResult: 'signs' })).toEqual([
      'Kiểm tra gần nhất 01/04/2026: có dấu hiệu',
    ]);
    expect(ofCheck({ lastOn: null, lastResult: null })).toEqual([
      'Chưa kiểm tra lần nào từ khi triệt xóa: chưa rõ tình hình.',
    ]);
  });
});

describe('the facts of a signal', () => {
  it('are its day, where it is from, how far away, and its note', () => {
    const near = signal({ distanceMetres: 40, note: 'Đèn sáng', origin: 'reported' });
    expect(facts({ ...common, kind: 'suspicion', signal: near })).toEqual([
      'Dấu hiệu ngày 02/04/2026, tin phản ánh · cách điểm 40 m',
      'Đèn sáng',
      'Chưa xác minh, chưa tính là tái hoạt động. Hãy đến kiểm tra và ghi kết quả.',
    ]);
  });

  it('end with who acts next: the commune looks, or the city concludes', () => {
    expect(facts({ ...common, kind: 'signal', signal: signal({ note: '' }) })).toEqual([
      'Dấu hiệu ngày 02/04/2026, phát hiện khi kiểm tra',
      'Phường, xã đã kiểm tra; Công an Thành phố đang xem xét kết luận.',
    ]);
  });
});

describe('the facts of a reply that is asked', () => {
  const ofReply = (askedFor: 'recognised' | 'recurrence_confirmed', drafted: boolean) =>
    facts({
      ...common,
      kind: 'reply',
      reply: { cycle: 1, askedFor, happenedOn: '2026-05-04', drafted },
    });

  it('are what it is about, and that a draft is there', () => {
    expect(ofReply('recognised', true)).toEqual([
      'Đưa vào danh mục ngày 04/05/2026',
      'Đã có bản nháp.',
    ]);
    expect(ofReply('recurrence_confirmed', false)).toEqual([
      'Xác nhận tái hoạt động ngày 04/05/2026',
      'Giải trình của phường, xã được hiện cùng con số này.',
    ]);
  });
});
