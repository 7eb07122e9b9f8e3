import { expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import { QUESTION_KINDS, type Question, type QuestionSettings } from '#server/contract/question.ts';

import { honestWords, reasonWords } from './questions-screen.tsx';

const format = makeFormat('vi', vi.common);
const SETTINGS: QuestionSettings = {
  windowDays: 5,
  runGapDays: 2,
  returnDays: 14,
  recentDays: 90,
  seriesMinutes: 10,
  seriesFewest: 7,
  transferDays: 3,
  suspicionDays: 90,
  rulesFewest: 2,
  fewestHits: 3,
  honestQuestions: 0.005,
  correlation: 0.02,
};
const reasonOf = (kind: Question['kind']) => {
  const counts = { hits: 6, tried: 8, expected: 1.24 };
  return reasonWords({ kind, ...counts } as Question, SETTINGS, { text: vi, format });
};
const honest = (share: number) => honestWords(share, { text: vi, format });

it('the reason of a question holds its counts, its days and what it would be elsewhere', () => {
  expect(QUESTION_KINDS.map((kind) => reasonOf(kind))).toEqual([
    '6/8 đợt triệt xóa bắt đầu trong 5 ngày cuối kỳ tháng; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 điểm triệt xóa cuối kỳ tháng tái hoạt động trong 14 ngày đầu kỳ sau; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 điểm mới nằm trong bán kính của một điểm triệt xóa chưa quá 90 ngày; với mật độ điểm ở đây, nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 lượt xác nhận là hàng loạt và chưa điểm nào được kiểm tra; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 việc có hạn được nhập sau hạn với ngày trước hạn, văn bản chưa được người khác xem; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 tin được phân loại sang loại có hạn xử lý muộn hơn hoặc chưa tính hạn; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 tin rời phường, xã là do chuyển đi trong 3 ngày cuối trước hạn hoặc sau hạn; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 tin do cùng một người của phường, xã tiếp nhận và kết thúc; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 lượt kiểm tra được nhập sau ngày ghi, không có ảnh hay vị trí trong ngày và văn bản chưa được người khác xem; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 lần tái hoạt động, bàn giao đã xác nhận và lượt kiểm tra có dấu hiệu bị hủy do ghi nhầm; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 điểm có dấu hiệu tái hoạt động bị đưa ra khỏi danh mục khi chưa kết luận hoặc trong 90 ngày sau đó; nếu như các phường, xã khác thì khoảng 1,2.',
    '6/8 lần đổi quy định có hiệu lực giữa năm báo cáo và làm cách tính nhẹ hơn; từ 2 lần trong một năm thì hỏi.',
  ]);
});

it('how often honest communes show it is a count of at least one, rounded up', () => {
  expect([0.0017, 0.000_21, 0.000_09, 0.000_003, 0].map((share) => honest(share))).toEqual([
    'Trong 1.000 phường, xã làm đúng, không quá 2 nơi có số như vậy trong một năm.',
    'Trong 10.000 phường, xã làm đúng, không quá 3 nơi có số như vậy trong một năm.',
    'Trong 100.000 phường, xã làm đúng, không quá 9 nơi có số như vậy trong một năm.',
    'Trong 1.000.000 phường, xã làm đúng, không quá 3 nơi có số như vậy trong một năm.',
    'Trong 1.000.000 phường, xã làm đúng, không quá 1 nơi có số như vậy trong một năm.',
  ]);
});

it('no sentence tells a probability of chance', () => {
  const words = [...QUESTION_KINDS.map((kind) => reasonOf(kind)), honest(0.001)];
  for (const one of words) expect(one).not.toMatch(/ngẫu nhiên/u);
});
