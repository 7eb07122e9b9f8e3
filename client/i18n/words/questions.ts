import { both, type Both } from '#client/i18n/both.ts';
import type { QuestionKind } from '#server/contract/question.ts';

const kind: Record<QuestionKind, Both> = {
  bunched_closures: both(
    'Vì sao các đợt triệt xóa tập trung vào cuối kỳ?',
    'Why do closures gather at the ends of periods?',
  ),
  quick_returns: both(
    'Vì sao điểm triệt xóa cuối kỳ tái hoạt động ngay đầu kỳ sau?',
    'Why do places closed at the end of a period come back just after it?',
  ),
  near_new_places: both(
    'Điểm mới có phải là điểm vừa triệt xóa ở ngay bên cạnh?',
    'Is the new place the one that was closed just beside it?',
  ),
  unseen_handovers: both(
    'Vì sao xác nhận bàn giao hàng loạt khi chưa kiểm tra điểm?',
    'Why were hand-overs confirmed in series with no check of the places?',
  ),
};

/** Questions to communes about patterns of the register. */
export const questions = {
  title: both('Câu hỏi cần làm rõ', 'Questions to communes'),
  lead: both(
    'Mỗi mục là một câu hỏi kèm lý do để phường, xã trả lời; không phải kết luận và không làm thay đổi số liệu nào.',
    'Each is a question with its reason, for the commune to answer. None is a verdict, and no figure changes by it.',
  ),
  kind,
  of: both(
    (p: { commune: string; year: string }) => `${p.commune} · năm báo cáo ${p.year}`,
    (p) => `${p.commune} · reporting year ${p.year}`,
  ),
  reason: {
    bunched_closures: both(
      (p: { hits: string; tried: string; days: string; share: string }) =>
        `${p.hits}/${p.tried} đợt triệt xóa bắt đầu trong ${p.days} cuối kỳ tháng; ở các phường, xã khác là ${p.share}.`,
      (p) =>
        `${p.hits} of ${p.tried} runs of closures begin in the last ${p.days} of a reporting month; elsewhere ${p.share}.`,
    ),
    quick_returns: both(
      (p: { hits: string; tried: string; days: string; share: string }) =>
        `${p.hits}/${p.tried} điểm triệt xóa cuối kỳ tháng tái hoạt động trong ${p.days} đầu kỳ sau; ở các phường, xã khác là ${p.share}.`,
      (p) =>
        `${p.hits} of ${p.tried} places closed at the end of a month came back within ${p.days} after it; elsewhere ${p.share}.`,
    ),
    near_new_places: both(
      (p: { hits: string; tried: string; days: string; share: string }) =>
        `${p.hits}/${p.tried} điểm mới nằm trong bán kính của một điểm triệt xóa chưa quá ${p.days}; ở các phường, xã khác là ${p.share}.`,
      (p) =>
        `${p.hits} of ${p.tried} new places lie within the radius of a place closed in the ${p.days} before; elsewhere ${p.share}.`,
    ),
    unseen_handovers: both(
      (p: { hits: string; tried: string; days: string; share: string }) =>
        `${p.hits}/${p.tried} lượt xác nhận là hàng loạt và chưa điểm nào được kiểm tra; ở các phường, xã khác là ${p.share}.`,
      (p) =>
        `${p.hits} of ${p.tried} sittings confirmed many places, none of them checked; elsewhere ${p.share}.`,
    ),
  },
  chance: both(
    (p: { chance: string; date: string }) =>
      `Khả năng do ngẫu nhiên: ${p.chance}. Số liệu đến hết ngày ${p.date}.`,
    (p) => `Chance of this by accident: ${p.chance}. Counted to ${p.date}.`,
  ),
  asked: both(
    (p: { date: string }) => `Đặt câu hỏi từ ${p.date}`,
    (p) => `Asked since ${p.date}`,
  ),
  cases: both(
    (p: { count: string }) => `Xem ${p.count} trường hợp`,
    (p) => `Show the cases: ${p.count}`,
  ),
  case: both(
    (p: { code: string; name: string }) => `${p.code}, ${p.name}`,
    (p) => `${p.code}, ${p.name}`,
  ),
  caseOn: {
    bunched_closures: both('đợt triệt xóa bắt đầu ngày', 'run of closures from'),
    quick_returns: both('triệt xóa ngày', 'eliminated on'),
    near_new_places: both('công nhận ngày', 'recognised on'),
    unseen_handovers: both('xác nhận bàn giao ngày', 'hand-over confirmed on'),
  },
  returned: both(
    (p: { date: string }) => `tái hoạt động ngày ${p.date}`,
    (p) => `recurred on ${p.date}`,
  ),
  beside: both(
    (p: { code: string; date: string }) => `cạnh ${p.code}, triệt xóa ngày ${p.date}`,
    (p) => `beside ${p.code}, eliminated on ${p.date}`,
  ),
  notAnswered: both('Phường, xã chưa giải trình.', 'The commune has not answered.'),
  answer: both('Viết giải trình', 'Write an answer'),
  answerTitle: both('Giải trình câu hỏi', 'Answer the question'),
  question: both('Câu hỏi', 'Question'),
  filed: both('Đã gửi giải trình.', 'The answer is filed.'),
  draftKept: both('Đã lưu bản nháp giải trình.', 'The draft of the answer is kept.'),
  noneTitle: both('Không có câu hỏi nào', 'No questions'),
  none: both(
    'Số liệu năm nay và năm trước không có gì khác thường so với các phường, xã khác. Câu hỏi được xét lại sau mỗi kỳ tháng.',
    'Nothing in this year and the last is unusual beside the other communes. Questions are looked for anew after each reporting month.',
  ),
  method: both('Cách tính', 'Method'),
  methodLines: {
    compare: both(
      'Cuối mỗi kỳ tháng, số trường hợp của phường, xã trong năm được so với tỷ lệ của tất cả phường, xã khác (năm nay và năm trước) bằng phân phối beta-nhị thức, có tính đến khác biệt bình thường giữa các phường, xã.',
      'After each reporting month a commune’s cases of the year are held against the share of all others (this year and the last) by a beta-binomial tail that allows for ordinary differences between communes.',
    ),
    limit: both(
      (p: { chance: string; fewest: string }) =>
        `Chỉ hỏi khi có ít nhất ${p.fewest} trường hợp và khả năng do ngẫu nhiên không quá ${p.chance}.`,
      (p) => `Asked only from ${p.fewest} cases on and at a chance of at most ${p.chance}.`,
    ),
    honest: both(
      'Trong mô phỏng các thành phố không có bất thường, số câu hỏi dưới 1 trên 100 phường, xã mỗi năm. Việc mà mọi phường, xã đều làm như nhau thì không thành câu hỏi.',
      'In simulated honest cities fewer than 1 question arises in 100 commune-years. What all communes do alike raises none.',
    ),
  },
};
