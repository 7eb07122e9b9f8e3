import { both, type Both } from '#client/i18n/both.ts';
import type { QuestionKind } from '#server/contract/question.ts';

type Numbers = { hits: string; tried: string; days: string; expected: string; fewest: string };

/** Words of one pattern: the question, the reason in numbers, and what the day of a case is. */
type KindWords = {
  question: Both;
  reason: Both<(p: Numbers) => string>;
  caseOn: Both;
  /** The fact that followed in a case, with its day; absent where the words of another place say it, or nothing follows. */
  followed?: Both<(p: { date: string }) => string>;
};

const AS_OTHERS = {
  vi: ({ expected }: Numbers) => `nếu như các phường, xã khác thì khoảng ${expected}`,
  en: ({ expected }: Numbers) => `if as in other communes, about ${expected}`,
};

const entered = both('nhập ngày {date}', 'entered on {date}');

/** One row for each pattern. */
const kind: Record<QuestionKind, KindWords> = {
  bunched_closures: {
    question: both(
      'Vì sao các đợt triệt xóa tập trung vào cuối kỳ?',
      'Why do closures gather at the ends of periods?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} đợt triệt xóa bắt đầu trong ${p.days} cuối kỳ tháng; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} runs of closures begin in the last ${p.days} of a reporting month; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('đợt triệt xóa bắt đầu ngày', 'run of closures from'),
  },
  quick_returns: {
    question: both(
      'Vì sao điểm triệt xóa cuối kỳ tái hoạt động ngay đầu kỳ sau?',
      'Why do places closed at the end of a period come back just after it?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} điểm triệt xóa cuối kỳ tháng tái hoạt động trong ${p.days} đầu kỳ sau; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} places closed at the end of a month came back within ${p.days} after it; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('triệt xóa ngày', 'eliminated on'),
    followed: both('tái hoạt động ngày {date}', 'recurred on {date}'),
  },
  near_new_places: {
    question: both(
      'Điểm mới có phải là điểm vừa triệt xóa ở ngay bên cạnh?',
      'Is the new place the one that was closed just beside it?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} điểm mới nằm trong bán kính của một điểm triệt xóa chưa quá ${p.days}; với mật độ điểm ở đây, ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} new places lie within the radius of a place closed in the ${p.days} before; with places as dense as here, ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('công nhận ngày', 'recognised on'),
  },
  unseen_handovers: {
    question: both(
      'Vì sao xác nhận bàn giao hàng loạt khi chưa kiểm tra điểm?',
      'Why were hand-overs confirmed in series with no check of the places?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} lượt xác nhận là hàng loạt và chưa điểm nào được kiểm tra; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} sittings confirmed many places, none of them checked; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('xác nhận bàn giao ngày', 'hand-over confirmed on'),
  },
  late_entries: {
    question: both(
      'Vì sao nhiều việc chỉ đúng hạn theo ngày ghi trên giấy?',
      'Why are many acts in time only by the day that was typed?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} việc có hạn được nhập sau hạn với ngày trước hạn, văn bản chưa được người khác xem; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} acts with a due day were entered after it for a day before it, with a paper that nobody else has seen; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('ghi là làm ngày', 'stated for'),
    followed: entered,
  },
  softened_kinds: {
    question: both(
      'Vì sao nhiều tin được phân loại lại thành loại có hạn dài hơn?',
      'Why were many tips classified as a kind with a longer limit?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} tin được phân loại sang loại có hạn xử lý muộn hơn hoặc chưa tính hạn; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} tips were classified as a kind whose clock ends later or does not yet run; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('phân loại ngày', 'classified on'),
  },
  last_day_transfers: {
    question: both(
      'Vì sao nhiều tin được chuyển đi khi sắp hết hạn?',
      'Why were many tips passed on when their time was nearly over?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} tin rời phường, xã là do chuyển đi trong ${p.days} cuối trước hạn hoặc sau hạn; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} tips that left the commune were passed on in the last ${p.days} before the due day or after it; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('chuyển đi ngày', 'passed on on'),
    followed: both('hạn {date}', 'due on {date}'),
  },
  own_tips: {
    question: both(
      'Vì sao nhiều tin do cùng một người tiếp nhận và kết thúc?',
      'Why were many tips taken in and closed by one person?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} tin do cùng một người của phường, xã tiếp nhận và kết thúc; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} tips were closed by the person of the commune who had taken them in; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('kết thúc ngày', 'closed on'),
  },
  backdated_looks: {
    question: both(
      'Vì sao nhiều lượt kiểm tra được ghi lùi ngày mà không có ảnh, vị trí?',
      'Why are many checks backdated with no photo and no position?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} lượt kiểm tra được nhập sau ngày ghi, không có ảnh hay vị trí trong ngày và văn bản chưa được người khác xem; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} checks were entered after their day, with no photo or position of that day and no paper that somebody else has seen; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('ghi là kiểm tra ngày', 'stated for'),
    followed: entered,
  },
  annulled_facts: {
    question: both(
      'Vì sao nhiều việc đã ghi nhận bị hủy?',
      'Why were many recorded facts annulled?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} lần tái hoạt động, bàn giao đã xác nhận và lượt kiểm tra có dấu hiệu bị hủy do ghi nhầm; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} recurrences, confirmed hand-overs and checks with signs were declared mistaken; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('ghi nhận ngày', 'recorded for'),
    followed: both('hủy ngày {date}', 'annulled on {date}'),
  },
  suspected_delistings: {
    question: both(
      'Vì sao nhiều điểm đang nghi tái hoạt động bị đưa ra khỏi danh mục?',
      'Why were many places delisted while they were suspected?',
    ),
    reason: both(
      (p: Numbers) =>
        `${p.hits}/${p.tried} điểm có dấu hiệu tái hoạt động bị đưa ra khỏi danh mục khi chưa kết luận hoặc trong ${p.days} sau đó; ${AS_OTHERS.vi(p)}.`,
      (p) =>
        `${p.hits} of ${p.tried} suspected places were delisted before a decision or within ${p.days} after it; ${AS_OTHERS.en(p)}.`,
    ),
    caseOn: both('dấu hiệu ngày', 'suspected from'),
    followed: both('đưa ra khỏi danh mục ngày {date}', 'delisted on {date}'),
  },
  changed_rules: {
    question: both(
      'Vì sao quy định tính số liệu được nới trong năm báo cáo?',
      'Why were rules behind figures made looser within the reporting year?',
    ),
    reason: both(
      '{hits}/{tried} lần đổi quy định có hiệu lực giữa năm báo cáo và làm cách tính nhẹ hơn; từ {fewest} lần trong một năm thì hỏi.',
      '{hits} of {tried} changes of rules took effect within the year and count less than before; asked from {fewest} in a year on.',
    ),
    caseOn: both('có hiệu lực từ', 'in force from'),
  },
};

/** Questions to communes about patterns of the register. */
export const questions = {
  title: both('Câu hỏi cần làm rõ', 'Questions to communes'),
  lead: both(
    'Mỗi mục là một câu hỏi kèm lý do để phường, xã trả lời; không phải kết luận và không làm thay đổi số liệu nào.',
    'Each is a question with its reason, for the commune to answer. None is a verdict, and no figure changes by it.',
  ),
  kind,
  of: both('{commune} · năm báo cáo {year}', '{commune} · reporting year {year}'),
  honest: both(
    'Trong {of} phường, xã làm đúng, không quá {communes} nơi có số như vậy trong một năm.',
    'Of {of} communes that do right, at most {communes} show such a number in a year.',
  ),
  counted: both(
    'Tính từ {from} đến hết {to}; hỏi lần đầu ngày {asked}.',
    'Counted from {from} to {to}; first asked on {asked}.',
  ),
  cases: both('Xem {count} trường hợp', 'Show the cases: {count}'),
  case: both('{code}, {name}', '{code}, {name}'),
  tip: both('Tin {code}', 'Tip {code}'),
  beside: both('cạnh {code}, triệt xóa ngày {date}', 'beside {code}, eliminated on {date}'),
  ofCity: both('Thành phố · năm báo cáo {year}', 'The city · reporting year {year}'),
  city: both('Thành phố', 'The city'),
  rule: both('{rule}: {origin}', '{rule}: {origin}'),
  notAnswered: both('Chưa có giải trình.', 'There is no answer yet.'),
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
      'Cuối mỗi kỳ tháng, số trường hợp của phường, xã trong năm, và trong cả năm nay và năm trước, được so với số sẽ có nếu làm như tất cả phường, xã khác (cùng tháng, cùng mật độ điểm), bằng phân phối beta-nhị thức; mức khác biệt bình thường giữa các phường, xã được ước lượng từ chính thành phố, không tính phường, xã đang xét.',
      'After each reporting month a commune’s cases of the year, and of this year and the last, are held against the number there would be if it did as all others do (same month, places as dense) by a beta-binomial tail; how much communes ordinarily differ is estimated from the city itself, without the commune in question.',
    ),
    limit: both(
      'Chỉ hỏi khi có ít nhất {fewest} trường hợp trong năm và theo mô hình, tất cả loại câu hỏi cộng lại, không quá {share} phường, xã làm đúng bị hỏi trong một năm; số lần xét và số loại câu hỏi đã tính vào mức này.',
      'Asked only from {fewest} cases in the year on, and so that by the model at most {share} of the communes that do right are asked in a year, by all kinds together; every month and every kind looked at is counted into this.',
    ),
    honest: both(
      'Trong mô phỏng 14 kiểu thành phố không có bất thường, số câu hỏi trung bình không quá 0,2 trên 100 phường, xã mỗi năm, tất cả loại cộng lại, ở thành phố mà các phường, xã rất khác nhau cũng vậy. Việc mà mọi phường, xã đều làm như nhau thì không thành câu hỏi.',
      'In 14 kinds of simulated honest cities on average at most 0.2 questions arise in 100 commune-years, of all kinds together, also in a city whose communes differ much. What all communes do alike raises none.',
    ),
  },
};
