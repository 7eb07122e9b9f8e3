import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Survival, SurvivalCurve } from '#server/contract/survival.ts';

import { curveSentences, pairSentences, testBasis, testSentences } from './survival-words.ts';

const words = { analysis: vi.analysis, format: makeFormat('vi', vi.common) };

type Named = SurvivalCurve & { name: string };
const curve = (given: Partial<Named>): Named => ({
  key: 'a',
  name: 'Cửa Nam',
  closures: 0,
  recurrences: 0,
  medianDays: null,
  restrictedMean: null,
  lastDays: 0,
  resumedDays: null,
  manyUntilDays: 0,
  at: [],
  steps: [],
  ...given,
});
const step = (days: number, survival: number) => ({ days, survival, atRisk: 3, interval: null });
const at = (days: number, survival: number, interval: [number, number] | null = null) => ({
  days,
  survival,
  interval,
  atRisk: 3,
});

describe('the sentences about a curve', () => {
  const rows: [string, Partial<Named>, string][] = [
    ['of no closure', {}, 'Cửa Nam: chưa có lần triệt xóa nào được theo dõi.'],
    [
      'of one that is quiet',
      { closures: 1, lastDays: 6 },
      'Cửa Nam: chưa ghi nhận lần tái hoạt động nào trong 1 lần triệt xóa, theo dõi lâu nhất 6 ngày.',
    ],
    [
      'of one that came back',
      { closures: 1, recurrences: 1, lastDays: 40, steps: [step(40, 0)], at: [at(90, 0)] },
      'Cửa Nam: trong số điểm theo dõi được đến ngày thứ 40, điểm nào cũng đã tái hoạt động.',
    ],
    [
      'of two, watched for less than 90 days',
      { closures: 2, recurrences: 1, lastDays: 89, steps: [step(40, 0.5)] },
      'Cửa Nam: 1 lần tái hoạt động trong 2 lần triệt xóa; mới theo dõi được 89 ngày, chưa đủ lâu để nói về 90 ngày.',
    ],
    [
      'of three that were quiet for 180 days, whatever came later',
      {
        closures: 3,
        recurrences: 1,
        lastDays: 260,
        steps: [step(200, 0.67)],
        at: [at(90, 1), at(180, 1)],
      },
      'Cửa Nam: mọi điểm được theo dõi đều chưa tái hoạt động sau 180 ngày; 1 lần tái hoạt động đều đến sau đó.',
    ],
    [
      'of many',
      {
        closures: 28,
        recurrences: 9,
        lastDays: 400,
        steps: [step(30, 0.9), step(200, 0.62)],
        at: [at(90, 0.9, [0.7, 0.97]), at(180, 0.9, [0.7, 0.97]), at(365, 0.62, [0.39, 0.79])],
      },
      'Cửa Nam: 62% điểm chưa tái hoạt động sau 365 ngày (khoảng 95%: 39%–79%).',
    ],
    [
      'of closures that came under watch late',
      { closures: 5, recurrences: 1, lastDays: 0, resumedDays: 50 },
      'Cửa Nam: từ ngày thứ 0 đến ngày thứ 50 không điểm nào được theo dõi, nên không nói gì về sau đó.',
    ],
    [
      'of a place that came back after a gap, which is not called quiet',
      { closures: 2, recurrences: 1, lastDays: 100, resumedDays: 120, at: [at(90, 1)] },
      'Cửa Nam: mọi điểm được theo dõi đều chưa tái hoạt động sau 90 ngày; 1 lần tái hoạt động đều đến sau đó. Cửa Nam: từ ngày thứ 100 đến ngày thứ 120 không điểm nào được theo dõi, nên không nói gì về sau đó.',
    ],
  ];
  it.each(rows)('%s', (_, given, sentence) => {
    expect(curveSentences(curve(given), words).join(' ')).toBe(sentence);
  });
});

const survival = (given: Partial<Survival>): Survival => ({
  by: 'category',
  band: 'pointwise',
  asOf: '2026-11-25',
  run: { definitions: 2, dataCutOff: null, seed: null, replicates: null },
  curves: ['a', 'b', 'c', 'd'].map((key) => curve({ key, closures: 2, lastDays: 100 })),
  groups: [],
  test: null,
  pairs: [],
  ...given,
});
const nameOf = (key: string) => key.toUpperCase();
const test = (given: Partial<NonNullable<Survival['test']>>): Survival['test'] => ({
  chiSquare: 3,
  degreesOfFreedom: 3,
  p: 0.4,
  by: 'chi_square',
  compared: [['a', 'b', 'c', 'd']],
  ...given,
});
const tested = (given: Partial<Survival>) => testSentences(survival(given), nameOf, words);

describe('the sentences about a difference of curves', () => {
  it('are empty for no curve and for one', () => {
    expect(tested({ curves: [] })).toEqual([]);
    expect(tested({ curves: [curve({ closures: 2 })] })).toEqual([]);
    expect(tested({ curves: [curve({ closures: 2 }), curve({ key: 'b' })] })).toEqual([]);
    // The curve of the whole city is no second group beside a single commune.
    const beside = [curve({ closures: 2 }), curve({ key: 'all', closures: 9 })];
    expect(tested({ by: 'commune', curves: beside })).toEqual([]);
  });

  it('state that no two curves could be compared', () => {
    expect(tested({})).toEqual([vi.analysis.testNone]);
    expect(tested({ by: 'way' })).toEqual([vi.analysis.testNoneByCategory]);
  });

  it('state a difference only below 5 %', () => {
    expect(tested({ test: test({ p: 0.049 }) })).toEqual([
      'Các đường khác nhau nhiều hơn mức ngẫu nhiên.',
    ]);
    expect(tested({ test: test({ p: 0.05 }) })).toEqual([
      'Chưa thấy các đường khác nhau hơn mức ngẫu nhiên.',
    ]);
  });

  it('name the curves that were compared', () => {
    const apart = test({
      by: 'permutation',
      compared: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
    expect(tested({ by: 'commune', test: apart })).toEqual([
      'Chưa thấy các đường khác nhau hơn mức ngẫu nhiên.',
      'Chỉ so được trong từng cụm sau, vì các cụm không có điểm cùng loại hình cùng được theo dõi: A, B; C, D.',
    ]);
    expect(tested({ test: test({ compared: [['a', 'c']] }) }).at(-1)).toBe(
      'Chưa so được với nhóm nào: B, D.',
    );
  });

  it('leave the name of the test and its p to the footnote', () => {
    const basis = (given: Partial<Survival>) => testBasis(survival(given), words);
    expect(basis({})).toEqual([]);
    expect(basis({ test: test({ p: 0.049 }) })).toEqual(['Kiểm định: log-rank, p = 0,049.']);
    expect(basis({ by: 'way', test: test({ p: 1e-9, by: 'permutation' }) })).toEqual([
      'Kiểm định: log-rank phân tầng theo loại hình, hoán vị vì ít lần tái hoạt động, p < 0,001.',
    ]);
  });

  it('name only the pairs that differ', () => {
    const pairs = [
      { first: 'a', second: 'b', p: 0.01 },
      { first: 'a', second: 'c', p: 0.05 },
    ];
    expect(pairSentences(survival({ pairs }), nameOf, words)).toEqual(['A và B: p = 0,01 (Holm)']);
  });
});
