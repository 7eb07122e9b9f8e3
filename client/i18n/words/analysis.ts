import { both, type Both } from '#client/i18n/both.ts';
import type { PeriodPreset } from '#server/contract/analysis-period.ts';
import type { ComparedCommune, Measure } from '#server/contract/comparison.ts';

import { comparedCommunes } from './compared-communes.ts';
import { patrolAudit } from './patrol-audit.ts';
import { survival } from './survival.ts';

const measure: Record<Measure, Both> = {
  recurrences: both('Tái hoạt động', 'Recurrences'),
  new_points: both('Điểm mới phát sinh', 'New points'),
  late_tips: both('Tin xử lý quá hạn', 'Tips handled late'),
};

const reason: Record<ComparedCommune['verdict']['reason'], Both> = {
  outside_limits: both('Ngoài giới hạn 99,8%', 'Outside the 99.8% limits'),
  within_limits: both('Trong giới hạn 99,8%', 'Within the 99.8% limits'),
  too_little_exposure: both(
    'Số dự kiến dưới 5: quá ít để kết luận',
    'Fewer than 5 expected: too little to tell',
  ),
  incomplete_records: both(
    'Hồ sơ đầy đủ dưới 95%: chưa đủ để kết luận',
    'Records less than 95% complete: not enough to tell',
  ),
  not_repeated: both(
    'Kỳ trước không lệch cùng chiều và mức chênh dưới 5',
    'Not the same side before, and less than 5 away',
  ),
  nothing_checked: both(
    'Đã kiểm tra chưa đến một nửa số điểm: chưa đủ căn cứ kết luận',
    'Fewer than half of the places looked at: silence is not success',
  ),
  not_seen: both(
    'Quá 50% số việc chỉ do đơn vị tự khai: chưa đủ kiểm chứng để biểu dương',
    'More than 50% known from the commune alone: not seen enough to commend',
  ),
  not_received: both(
    'Vượt giới hạn chỉ khi tính cả điểm chưa bàn giao: không tính trách nhiệm',
    'Outside only with places that nobody had received: it answers for none of these',
  ),
};

/** Comparison of communes, survival, and the audit of patrols. */
export const analysis = {
  title: both('So sánh giữa các phường, xã', 'Comparison of communes'),
  lead: both(
    'Đối chiếu từng phường, xã với mức dao động ngẫu nhiên. Chỉ tính sự việc đã xác minh.',
    'Each commune against what chance alone could bring it. Only verified events count; a suspicion never does.',
  ),
  views: both('Cách xem', 'View'),
  view: {
    funnel: both('Biểu đồ phễu', 'Funnel'),
    map: both('Bản đồ tỷ lệ', 'Map of rates'),
    survival: both('Thời gian duy trì', 'How long it lasts'),
    audit: both('Thiên lệch do tuần tra', 'Patrol bias'),
  },
  measureLabel: both('So sánh về', 'Compared by'),
  measure,
  from: both('Từ ngày', 'From'),
  to: both('Đến ngày', 'To'),
  howCounted: both('Cách tính', 'How it is counted'),
  presets: both('Kỳ có sẵn', 'Ready-made periods'),
  preset: {
    last_year: both('365 ngày', '365 days'),
    week: both('Tuần trước', 'Last week'),
    month: both('Tháng trước', 'Last month'),
    quarter: both('Quý trước', 'Last quarter'),
    report_month: both('Kỳ báo cáo tháng trước', 'Last reporting month'),
    report_year: both('Năm báo cáo đến nay', 'Reporting year so far'),
  } satisfies Record<PeriodPreset, Both>,
  span: both('{from} – {to}', '{from} – {to}'),
  funnelTitle: both('Số thực tế so với số dự kiến', 'Observed against expected'),
  funnelLead: {
    recurrences: both(
      'Số dự kiến: số lần tái hoạt động nếu điểm đã triệt xóa ở đây có mức rủi ro bằng bình quân thành phố, tính riêng từng loại hình. Mỗi lần tính theo địa bàn của phường, xã đang chủ trì điểm, kể cả khi chưa bàn giao xong; chỉ phê bình khi riêng các điểm đã tiếp nhận bàn giao cũng vượt giới hạn.',
      'Expected: recurrences if every day of a closed place carried the risk of the whole city, category by category. Each counts where it lies, for the lead commune of today, also while no hand-over was complete; a commune is criticised only where those of places that had been received lie outside the limits by themselves.',
    ),
    new_points: both(
      'Số dự kiến: số điểm mới nếu tỷ lệ theo dân số như bình quân thành phố.',
      'Expected: new points if the rate by population were that of the whole city.',
    ),
    late_tips: both(
      'Số dự kiến: số tin quá hạn nếu tỷ lệ của từng loại tin như bình quân thành phố. Tin chưa đến hạn không tính.',
      'Expected: late tips if the share of each kind were that of the whole city. What is not due yet does not count.',
    ),
  } satisfies Record<Measure, Both>,
  funnelName: both(
    'Biểu đồ phễu: {measure}, {communes} phường, xã. Phím mũi tên chuyển giữa các phường, xã, Enter mở các trường hợp. Bảng số liệu ở bên dưới.',
    'Funnel plot: {measure}, {communes} communes. Arrow keys move between communes, Enter opens the cases. The table is below.',
  ),
  axisExpected: both('Số dự kiến', 'Expected count'),
  axisRatio: both('Thực tế / dự kiến', 'Observed / expected'),
  limitAction: both('Giới hạn 99,8%', '99.8% limit'),
  limitWarning: both('Giới hạn 95%', '95% limit'),
  legendWithin: both('Trong phạm vi dao động ngẫu nhiên', 'Within the range expected by chance'),
  legendAbove: both('Cao hơn giới hạn', 'Above the limits'),
  legendBelow: both('Thấp hơn giới hạn', 'Below the limits'),
  chanceOutside: both(
    'Dù {communes} phường, xã có số dự kiến từ 5 hoàn toàn như nhau, ngẫu nhiên vẫn có thể khiến tới {warning} phường, xã vượt giới hạn 95% và {action} vượt giới hạn 99,8%.',
    'Of {communes} communes that expect 5 or more, even if they do not differ at all, chance alone may bring up to {warning} outside the 95% limits and {action} outside the 99.8% limits.',
  ),
  spreadWide: both(
    'Khác biệt giữa các phường, xã lớn hơn mức ngẫu nhiên (φ = {phi}, {p}); tỷ số thật thường chênh khoảng ±{spread}, nên giới hạn đã được nới rộng.',
    'Communes differ by more than chance (φ = {phi}, {p}), their true ratios commonly by some ±{spread}: the limits have been widened accordingly.',
  ),
  spreadEven: both(
    'Khác biệt giữa các phường, xã trong mức ngẫu nhiên (φ = {phi}, {p}).',
    'Communes are not seen to differ by more than chance (φ = {phi}, {p}): exact Poisson limits.',
  ),
  spreadFew: both(
    'Chỉ {communes} phường, xã có số dự kiến từ 5 (cần ít nhất 20): chưa đủ để biết các phường, xã có khác nhau hay không.',
    'Communes that expect 5 or more: {communes}, of 20 that are needed to tell whether communes differ. Exact Poisson limits.',
  ),
  widen: both(
    'Mở rộng thành {years} năm: {events} sự việc thay vì {before}',
    'Widen to {years} year(s): {events} events instead of {before}',
  ),
  chosenCommune: both('Phường, xã đang chọn', 'Chosen commune'),
  spreadNobody: both(
    'Không phường, xã nào có số dự kiến từ 5 nên chưa kết luận được.',
    'No commune expects 5 or more, so nothing can be said about any of them.',
  ),
  praised: both('Đề nghị biểu dương', 'To be commended'),
  criticised: both('Đề nghị phê bình', 'To be criticised'),
  nobodyPraised: both(
    'Không nơi nào thấp hơn mức ngẫu nhiên đủ rõ để biểu dương.',
    'No commune lies clearly enough below chance to be commended.',
  ),
  nobodyCriticised: both(
    'Không nơi nào cao hơn mức ngẫu nhiên đủ rõ để phê bình.',
    'No commune lies clearly enough above chance to be criticised.',
  ),
  rule: both(
    'Chỉ nêu tên khi vượt giới hạn 99,8%, số dự kiến từ 5, hồ sơ đầy đủ từ 95%, và kỳ trước lệch cùng chiều hoặc chênh từ 5. Không biểu dương nơi kiểm tra chưa đến một nửa số điểm, hoặc quá một nửa số việc chỉ do đơn vị tự khai.',
    'Named only when outside the 99.8% limits after over-dispersion, at least 5 expected, records 95% complete, and on the same side before or 5 away; nobody is commended who looked at fewer than half of the places, or of whose cases others have not seen half.',
  ),
  everybodyElse: both(
    '{count} phường, xã còn lại: trong phạm vi dao động ngẫu nhiên, hoặc chưa đủ căn cứ để kết luận. Thứ tự giữa các nơi này không có ý nghĩa.',
    'The other {count} communes: within the range expected by chance, or with too little to tell. Their order means nothing.',
  ),
  within: both('Trong phạm vi dao động ngẫu nhiên', 'Within the range expected by chance'),
  undecided: both('Chưa đủ căn cứ để kết luận', 'Too little to tell'),
  above: both('Cao hơn mức ngẫu nhiên', 'Above chance'),
  below: both('Thấp hơn mức ngẫu nhiên', 'Below chance'),
  observedOf: both(
    '{observed}, dự kiến {expected} (99,8%: {low}–{high})',
    '{observed} against {expected} expected (99.8%: {low}–{high})',
  ),
  completeness: both('Hồ sơ đầy đủ', 'Records complete'),
  unchecked: both('Chưa kiểm tra', 'Unchecked'),
  looks: both('Kiểm tra: có kiểm chứng / tự khai', 'Looks: seen / only stated'),
  looksOf: both('{seen} / {stated}', '{seen} / {stated}'),
  replied: both('Đã giải trình', 'Replied'),
  repliedOf: both('{replied}/{cases}', '{replied}/{cases}'),
  none: both('–', '–'),
  reason,
  ...comparedCommunes,
  openCases: both('Xem các trường hợp của {commune}', 'Show the cases of {commune}'),
  casesTitle: both('Các trường hợp: {commune}', 'Cases: {commune}'),
  closeCases: both('Đóng các trường hợp', 'Close the cases'),
  noCases: both('Không có trường hợp nào trong kỳ này.', 'No case in this period.'),
  caseNotReceived: both(
    'chưa bàn giao xong khi đó, không tính trách nhiệm',
    'no hand-over was complete then, so it answers for none',
  ),
  notReceived: both('Chưa bàn giao xong khi đó', 'Not received by then'),
  caseRecurrence: both('sau {days} kể từ khi triệt xóa', '{days} after its elimination'),
  caseTip: both('hạn {date}', 'due {date}'),
  reply: both('Giải trình của phường, xã', "The commune's reply"),
  noReply: both('Chưa có giải trình.', 'No reply yet.'),
  noReplyDue: both('Chưa có giải trình (hạn {date}).', 'No reply yet (due {date}).'),
  repliedOn: both('Gửi {moment}', 'Sent {moment}'),
  noPopulationTitle: both('Chưa có số dân của phường, xã', 'No population figures yet'),
  noPopulation: both(
    'Số điểm mới chỉ so sánh được khi tính theo dân số. Cơ quan thường trực nhập dân số kèm nguồn ở bên dưới.',
    'New points can only be compared by population, never "per commune". The standing agency enters the figures with their source below.',
  ),
  population: both('Dân số: {source}, tính đến {date}.', 'Population: {source}, as of {date}.'),
  populationTitle: both('Nhập dân số', 'Enter population'),
  populationLead: both(
    'Mỗi dòng một mã đơn vị và số dân, cách nhau bằng dấu chấm phẩy hoặc tab. Số cũ vẫn được giữ.',
    'One unit code and number of people a line, with a semicolon or tab between. Earlier figures are kept.',
  ),
  populationRows: both('Mã đơn vị; số dân', 'Unit code; people'),
  populationSource: both('Nguồn', 'Source'),
  populationDay: both('Số liệu tính đến ngày', 'Figures as of'),
  populationSave: both('Lưu dân số', 'Save population'),
  populationSaved: both(
    'Đã lưu dân số của {count} phường, xã.',
    'Saved the population of {count} communes.',
  ),
  populationBad: both(
    'Dòng {line} không đọc được. Cần: mã năm chữ số; số dân.',
    'Line {line} cannot be read. Needed: a code of five digits; people.',
  ),
  mapTitle: both('Tỷ lệ đã hiệu chỉnh', 'Smoothed rates'),
  mapBasis: both(
    'Tỷ lệ hiệu chỉnh theo Bayes thực nghiệm (Marshall); khoảng 95% của tỷ lệ thô theo Poisson chính xác. Khoảng không được in khi số dự kiến dưới 1, vì khi đó khoảng rộng đến mức không nói lên điều gì.',
    'Rates smoothed by empirical Bayes (Marshall); the 95% interval of the raw rate is the exact Poisson one. No interval is printed where fewer than 1 is expected: it would be so wide that it says nothing.',
  ),
  mapLead: both(
    'Tỷ lệ của nơi ít số liệu được kéo về bình quân thành phố, vì chưa đủ căn cứ để nói khác. Không tô tỷ lệ thô.',
    'Where there is little data the rate is drawn towards that of the city, since nothing else can be said. Raw rates are not coloured.',
  ),
  mapName: both(
    'Bản đồ tỷ lệ theo phường, xã; số liệu đầy đủ ở bảng bên dưới.',
    'Map of rates by commune; the full figures are in the table below.',
  ),
  mapApproximate: both(
    'Địa giới đang dùng là gần đúng (khoảng một phần năm diện tích nằm sai phường, xã) nên bản đồ tỷ lệ tạm tắt. Hãy nhập tệp địa giới chính thức. Bảng bên dưới vẫn đầy đủ.',
    'The boundaries of communes are approximate (one in five is wrong), so the map of rates is off: it would colour the wrong commune. Import an official file. The table below is complete.',
  ),
  mapTooltip: both(
    '{events} sự việc / {exposure}; khoảng 95% của tỷ lệ thô: {low}–{high}',
    '{events} events / {exposure}; 95% interval of the raw rate: {low}–{high}',
  ),
  mapTooltipBare: both('{events} sự việc / {exposure}', '{events} events / {exposure}'),
  ratePerPlaceYear: both('lần trên 100 điểm-năm', 'per 100 place-years'),
  ratePerPeople: both('điểm trên 1 triệu người-năm', 'points per million person-years'),
  rateShare: both('% tin quá hạn', '% of tips late'),
  smoothed: both('Tỷ lệ đã hiệu chỉnh', 'Smoothed rate'),
  raw: both('Tỷ lệ thô', 'Raw rate'),
  interval: both('Khoảng 95%', '95% interval'),
  ...survival,
  ...patrolAudit,
};
