import { describe, expect, it } from 'vitest';

import { en } from '#client/i18n/en.ts';
import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { SignalMatch } from '#server/contract/signal.ts';
import { sampleSignal } from '#tests/support/points/sample-point.ts';

import { whyMatched } from './signal-detail.tsx';

const MATCH: SignalMatch = {
  grade: 'near',
  distanceMetres: 34,
  radiusMetres: 50,
  uncertaintyMetres: 24,
  judgedMetres: 50,
  closedOn: '2026-05-02',
  daysSinceClosure: 30,
  category: 'same',
  named: false,
  outside: null,
};

function inVietnamese(more: Partial<SignalMatch> = {}, of = {}) {
  const signal = sampleSignal({ occurredOn: '2026-06-01', match: { ...MATCH, ...more }, ...of });
  return whyMatched(signal, { text: vi, format: makeFormat('vi', vi.common) });
}

describe('why a signal was matched', () => {
  it('says distance, error, days since closure and category, each with its number', () => {
    expect(inVietnamese()).toEqual([
      'Cách điểm 34 m, trong bán kính 50 m của loại điểm này.',
      'Sai số vị trí chung của hai nơi là 24 m (mức 95%).',
      'Xảy ra ngày 01/06/2026, 30 ngày sau ngày triệt xóa 02/05/2026.',
      'Cùng loại với điểm.',
    ]);
  });

  it('says the same in English', () => {
    const signal = sampleSignal({ occurredOn: '2026-06-01', match: MATCH });
    const said = whyMatched(signal, { text: en, format: makeFormat('en', en.common) });
    expect(said[0]).toBe('34 m from the point, within the radius of 50 m for its kind.');
    expect(said).toHaveLength(4);
  });

  it('says how far off the signal itself may be, where that is known', () => {
    const said = inVietnamese({}, { locationErrorMetres: 85 });
    expect(said[2]).toBe('Vị trí của dấu hiệu có sai số khoảng 85 m.');
    expect(said).toHaveLength(5);
  });

  it('tells the radius from the error of position, beyond it', () => {
    const [first] = inVietnamese({ distanceMetres: 80, uncertaintyMetres: 120 });
    expect(first).toContain('quá bán kính 50 m nhưng trong sai số vị trí 120 m');
  });

  it('calls the ring possible displacement, never a recurrence', () => {
    const [first] = inVietnamese({ grade: 'vicinity', distanceMetres: 120 });
    expect(first).toContain('có thể là dịch chuyển, không tính là tái hoạt động');
  });

  it('says that only the day of receipt is known, and that it is too early', () => {
    const said = inVietnamese({ outside: 'within_grace' }, { eventDayKnown: false });
    expect(said[2]).toContain('Không rõ ngày xảy ra, tiếp nhận ngày 01/06/2026');
    expect(said[3]).toContain('thời gian chưa tính');
  });

  it('begins with who named the place, when somebody did', () => {
    const said = inVietnamese({ named: true, distanceMetres: null, grade: 'exact' });
    expect(said.slice(0, 2)).toEqual([vi.signals.why.named, vi.signals.why.noPosition]);
  });
});
