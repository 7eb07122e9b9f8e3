import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';

import {
  extensionWords,
  forwardingSpanWords,
  forwardingWords,
  limitWords,
  originWords,
  validFromWords,
} from './rule-words.ts';

const words = { text: vi, format: makeFormat('vi', vi.common) };
const RULE: DeadlineRule = {
  kind: 'complaint',
  validFrom: '2026-07-01',
  startsWith: 'accepted',
  limit: { amount: 30, unit: 'day' },
  extensions: [
    { span: { amount: 2, unit: 'month' }, counted: 'from_start', approver: 'Thủ trưởng' },
    { span: { amount: 5, unit: 'working_day' }, counted: 'added', approver: 'Viện' },
  ],
  resumption: 'remaining',
  forwarding: { amount: 3, unit: 'day' },
  endsOnWorkingDay: true,
  origin: '12/QĐ-UBND',
};

describe('a rule of a clock in words', () => {
  it('says its limit and from what on it counts', () => {
    expect(limitWords(RULE, words)).toBe('30 ngày, tính từ ngày thụ lý');
    expect(limitWords({ ...RULE, startsWith: 'received' }, words)).toBe(
      '30 ngày, tính từ ngày tiếp nhận',
    );
  });

  it('says each extension, in all or added, with who approves it', () => {
    expect(extensionWords(RULE, words)).toEqual([
      'tổng 2 tháng, Thủ trưởng',
      'thêm 5 ngày làm việc, Viện',
    ]);
  });

  it('says within which time a tip is passed on, and that no time is set', () => {
    expect(forwardingWords(RULE, words)).toContain('chuyển trong 3 ngày từ khi tiếp nhận');
    expect(forwardingWords({ ...RULE, forwarding: null }, words)).toBeNull();
    expect(forwardingWords(null, words)).toBeNull();
    expect(forwardingSpanWords(RULE, words)).toBe('trong 3 ngày từ khi tiếp nhận');
    expect(forwardingSpanWords({ ...RULE, forwarding: null }, words)).toBe('không quy định');
  });

  it('says its first day, but for one that was always in force', () => {
    const always = { ...RULE, validFrom: '1900-01-01' };
    expect(validFromWords(RULE, words)).toBe('từ 01/07/2026');
    expect(validFromWords(always, words)).toBe('từ trước đến nay');
    expect(originWords(RULE, words)).toBe('Căn cứ: 12/QĐ-UBND. Áp dụng từ 01/07/2026.');
    expect(originWords(always, words)).toBe('Căn cứ: 12/QĐ-UBND.');
  });
});
