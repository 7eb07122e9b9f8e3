import { expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import { QUESTION_KINDS, type Question, type QuestionSettings } from '#server/contract/question.ts';

import { chanceWords, reasonWords } from './question-words.ts';

const format = makeFormat('vi', vi.common);
const SETTINGS: QuestionSettings = {
  windowDays: 5,
  runGapDays: 2,
  returnDays: 14,
  recentDays: 90,
  seriesMinutes: 10,
  seriesFewest: 7,
  fewestHits: 3,
  chanceLimit: 0.002,
  correlation: 0.02,
};
const reasonOf = (kind: Question['kind'], otherTried = 60) => {
  const counts = { hits: 6, tried: 8, otherHits: otherTried / 8, otherTried };
  return reasonWords({ kind, ...counts } as Question, SETTINGS, { text: vi, format });
};

it('the reason of a question holds its counts, its days and the share of the others', () => {
  expect(QUESTION_KINDS.map((kind) => reasonOf(kind))).toEqual([
    '6/8 đợt triệt xóa bắt đầu trong 5 ngày cuối kỳ tháng; ở các phường, xã khác là 12,5%.',
    '6/8 điểm triệt xóa cuối kỳ tháng tái hoạt động trong 14 ngày đầu kỳ sau; ở các phường, xã khác là 12,5%.',
    '6/8 điểm mới nằm trong bán kính của một điểm triệt xóa chưa quá 90 ngày; ở các phường, xã khác là 12,5%.',
    '6/8 lượt xác nhận là hàng loạt và chưa điểm nào được kiểm tra; ở các phường, xã khác là 12,5%.',
  ]);
});

it('the share of the others is none where they have no cases', () => {
  expect(reasonOf('bunched_closures', 0)).toContain('ở các phường, xã khác là 0%.');
});

it('a chance is never written as none', () => {
  expect([0, 0.000_099, 0.0001, 0.0017].map((chance) => chanceWords(chance, format))).toEqual([
    '< 0,01%',
    '< 0,01%',
    '0,01%',
    '0,17%',
  ]);
});
