import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { SignalParameter } from '#server/contract/signal-parameters.ts';

import { changedLines, measureLines, sinceWords } from './measure-lines.ts';

const words = { text: vi, format: makeFormat('vi', vi.common), language: 'vi' } as const;
const stands = { origin: 'Quyết định minh họa', validFrom: '1900-01-01', setBy: null };
const radius: SignalParameter = {
  ...stands,
  key: 'signal.radius',
  value: {
    business: 30,
    public_area: 100,
    vicinityFactor: 2.5,
    exactMetres: 10,
    unknownErrorMetres: 15,
  },
};
const groups = ['lodging', 'dining'].map((code) => ({
  code,
  name: code === 'lodging' ? 'Lưu trú' : 'Ăn uống',
  nameEn: code,
  categories: code === 'lodging' ? ['NN', 'KS'] : ['NH'],
}));

describe('the lines of a measure', () => {
  it('carry each number with its unit', () => {
    expect(measureLines(radius, words).map(({ value }) => value)).toEqual([
      '30 m',
      '100 m',
      '10 m',
      '2,5 lần bán kính',
      '15 m',
    ]);
  });

  it('say for whom each group speaks besides itself', () => {
    const compatibility: SignalParameter = {
      ...stands,
      key: 'signal.compatibility',
      value: { groups, compatible: [['lodging', 'dining']] },
    };
    expect(measureLines(compatibility, words).map(({ label, value }) => [label, value])).toEqual([
      ['Lưu trú (NN, KS)', 'và: Ăn uống'],
      ['Ăn uống (NH)', 'chỉ nhóm của mình'],
    ]);
  });

  it('show of a change only what differs, before and after', () => {
    const after: SignalParameter = { ...radius, value: { ...radius.value, business: 60 } };
    expect(changedLines(radius, after, words)).toEqual([
      { name: 'business', label: vi.signalMeasures.field.business, value: '30 m → 60 m' },
    ]);
    expect(changedLines(radius, radius, words)).toEqual([]);
  });

  it('say since when, and that it was always so where nobody set it', () => {
    expect(sinceWords('1900-01-01', words)).toBe(vi.signalMeasures.always);
    expect(sinceWords('2026-11-24', words)).toContain('24/11/2026');
  });
});
