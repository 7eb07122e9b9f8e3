import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { ComparedCommune } from '#server/contract/comparison.ts';

import { isWorthARow, readingOf, spreadSentences, tellingInterval } from './funnel-words.ts';
import { isSignificant, pFormula, pValue } from './p-value.ts';

const format = makeFormat('vi', vi.common);
const words = { analysis: vi.analysis, format };
const nobody = { units: 0, phi: 1, rawPhi: 1, p: null, significant: false, between: 0 };

describe('the difference between communes', () => {
  it('is not stated for none, one or two communes', () => {
    expect(spreadSentences(nobody, words)).toEqual([
      'Không phường, xã nào có số dự kiến từ 5 nên chưa kết luận được.',
    ]);
    for (const units of [1, 2]) {
      expect(spreadSentences({ ...nobody, units }, words)).toEqual([
        `Chỉ ${units} phường, xã có số dự kiến từ 5 (cần ít nhất 20): chưa đủ để biết các phường, xã có khác nhau hay không.`,
      ]);
    }
  });

  it('is stated with its p and the widening of the limits', () => {
    const even = { ...nobody, units: 40, phi: 1.1, p: 0.3 };
    expect(spreadSentences(even, words).at(-1)).toBe(
      'Khác biệt giữa các phường, xã trong mức ngẫu nhiên (φ = 1,1, p = 0,3).',
    );
    const wide = { ...even, phi: 2.31, p: 0.0001, significant: true, between: 0.04 };
    expect(spreadSentences(wide, words)).toEqual([
      'Dù 40 phường, xã có số dự kiến từ 5 hoàn toàn như nhau, ngẫu nhiên vẫn có thể khiến tới 2 phường, xã vượt giới hạn 95% và 0,08 vượt giới hạn 99,8%.',
      'Khác biệt giữa các phường, xã lớn hơn mức ngẫu nhiên (φ = 2,31, p < 0,001); tỷ số thật thường chênh khoảng ±20%, nên giới hạn đã được nới rộng.',
    ]);
  });
});

describe('the reading of a commune', () => {
  it.each([
    ['within', 'within_limits', 'Trong phạm vi dao động ngẫu nhiên'],
    ['within', 'too_little_exposure', 'Chưa đủ căn cứ để kết luận'],
    ['within', 'incomplete_records', 'Chưa đủ căn cứ để kết luận'],
    ['within', 'nothing_checked', 'Chưa đủ căn cứ để kết luận'],
    ['above', 'outside_limits', 'Cao hơn mức ngẫu nhiên'],
    ['below', 'outside_limits', 'Thấp hơn mức ngẫu nhiên'],
  ] as const)('is never called ordinary for want of facts: %s, %s', (side, reason, reading) => {
    const commune = { verdict: { side, reason } } as ComparedCommune;
    expect(readingOf(commune, vi.analysis)).toBe(reading);
  });
});

describe('an interval of a rate', () => {
  it('is told only where at least one event is expected', () => {
    expect(tellingInterval({ expected: 0.99, interval: [0, 3_960] })).toBeNull();
    expect(tellingInterval({ expected: 1, interval: [0, 4] })).toEqual([0, 4]);
    expect(tellingInterval({ expected: 2, interval: null })).toBeNull();
  });
});

describe('a row of the table', () => {
  it('is given to a commune with an event, with one expected, or chosen', () => {
    const commune = { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' as const };
    expect(isWorthARow({ commune, observed: 0, expected: 0.4 })).toBe(false);
    expect(isWorthARow({ commune, observed: 1, expected: 0 })).toBe(true);
    expect(isWorthARow({ commune, observed: 0, expected: 1 })).toBe(true);
    expect(isWorthARow({ commune, observed: 0, expected: 0 }, '00070')).toBe(true);
  });
});

describe('a probability', () => {
  it('is below the level only where it is known', () => {
    expect(isSignificant(null)).toBe(false);
    expect(isSignificant(0)).toBe(true);
    expect(isSignificant(0.0499)).toBe(true);
    expect(isSignificant(0.05)).toBe(false);
  });

  it('is a dash where it is not known, and never 0', () => {
    expect(pValue(null, format)).toBe('–');
    expect(pValue(0.0009, format)).toBe('< 0,001');
    expect(pFormula(0, format)).toBe('p < 0,001');
    expect(pFormula(0.0437, format)).toBe('p = 0,044');
  });
});
