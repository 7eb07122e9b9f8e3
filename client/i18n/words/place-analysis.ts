import { both, type Both } from '#client/i18n/both.ts';
import type { PlaceSubject } from '#server/contract/place-analysis.ts';

import { placeMethods } from './place-methods.ts';

const subject: Record<PlaceSubject, Both> = {
  recurrences: both('Tái hoạt động đã xác nhận', 'Confirmed recurrences'),
  new_points: both('Điểm mới được đưa vào danh mục', 'Newly listed points'),
  signals: both('Dấu hiệu chưa bị bác bỏ', 'Signals that were not rejected'),
};

/** Analyses of places on the map. */
export const placeAnalysis = {
  title: both('Phân tích trên bản đồ', 'Analyses on the map'),
  lead: both(
    'Phân tích địa điểm, không phân tích con người. Kết quả gợi ý nơi cần kiểm tra, không phải kết luận.',
    'Places are scored, never persons. A result is a question for whoever looks, not a finding.',
  ),
  methodLabel: both('Phương pháp', 'Method'),
  ...placeMethods,
  subjectLabel: both('Sự việc', 'Events'),
  subject,
  originLabel: both('Nguồn của dấu hiệu', 'Origin of signals'),
  origin: {
    reported: both('Người dân, cơ quan báo', 'Reported by residents or agencies'),
    found: both('Tuần tra, kiểm tra phát hiện', 'Found by patrols and checks'),
    both: both('Gộp cả hai', 'Both together'),
  },
  mixed: both(
    'Đang gộp {reported} dấu hiệu được báo và {found} dấu hiệu do tuần tra phát hiện. Nơi được kiểm tra nhiều sẽ có nhiều dấu hiệu, không phản ánh mức độ thật.',
    '{reported} reported signals and {found} found by patrols are mixed here. Where more is checked, more is found: do not read this as the true level.',
  ),
  foundOnly: both(
    'Chỉ dấu hiệu do tuần tra phát hiện: nơi được kiểm tra nhiều sẽ có nhiều dấu hiệu.',
    'Only what patrols found: where they go often, more shows.',
  ),
  cellLabel: both('Cạnh ô (m)', 'Side of a square (m)'),
  radiusLabel: both('Bán kính (m)', 'Radius (m)'),
  daysLabel: both('Số ngày tối đa', 'At most (days)'),
  perLabel: both('Tính theo', 'Counted as'),
  per: {
    count: both('Số sự việc', 'Events'),
    checks: both('Trên 100 lượt kiểm tra', 'Per 100 checks'),
  },
  seedLabel: both('Số khởi tạo', 'Seed'),
  replicatesLabel: both('Số hoán vị', 'Permutations'),
  resultTitle: both('Kết quả', 'Result'),
  further: both('Thông số khác', 'Further parameters'),
  start: both('Phân tích', 'Analyse'),
  cancel: both('Dừng', 'Stop'),
  running: both('Đang tính… {share}', 'Working… {share}'),
  refusedTitle: both('Không tính, vì số liệu quá ít', 'Not worked out: too little data'),
  refused: {
    few_events: both(
      'Cần ít nhất {needed} sự việc, mới có {found}. Hãy chọn khoảng thời gian dài hơn.',
      'At least {needed} events are needed, there are {found}. Choose a longer period.',
    ),
    few_cells: both(
      'Cần ít nhất {needed} ô có điểm và ô kề, mới có {found}. Hãy chọn ô nhỏ hơn hoặc to hơn.',
      'At least {needed} squares with places and neighbours are needed, there are {found}. Choose another size.',
    ),
    short_period: both(
      'Cần ít nhất {needed} ngày (các bước bốn tuần trọn vẹn), hiện có {found}. Hãy chọn khoảng thời gian dài hơn.',
      'At least {needed} days in whole steps of four weeks are needed, there are {found}. Choose a longer period.',
    ),
    no_variation: both(
      (_p: { needed: string; found: string }) =>
        'Các ô có số liệu như nhau nên không có ô nào nóng hơn ô khác.',
      () => 'All squares are alike, so none is hotter than another.',
    ),
  },
  /** The smallest change that makes a refused question possible. */
  change: {
    subject: both(
      (p: { subject: string }) => `xét ${p.subject.toLocaleLowerCase('vi')}`,
      ({ subject }) => `look at ${subject.toLowerCase()}`,
    ),
    months: both('mở rộng thành {months} tháng', 'widen to {months} months'),
    cell: both('đổi cạnh ô thành {metres} m', 'take squares of {metres} m'),
    per: both(
      (p: { per: string }) => `tính theo ${p.per.toLocaleLowerCase('vi')}`,
      ({ per }) => `count ${per.toLowerCase()}`,
    ),
    brings: both(
      (p: { changes: string; events: string; before: string }) =>
        `${p.changes.charAt(0).toLocaleUpperCase('vi')}${p.changes.slice(1)}: ${p.events} sự việc thay vì ${p.before}`,
      ({ changes, events, before }) =>
        `${changes.charAt(0).toUpperCase()}${changes.slice(1)}: ${events} events instead of ${before}`,
    ),
    none: both(
      'Với số liệu hiện có, phương pháp này chưa tính được dù đổi kỳ, ô hay loại sự việc. Hãy chọn phương pháp khác.',
      'With the data at hand this method cannot be used, whatever period, squares or events are chosen. Choose another one.',
    ),
    apply: both('Áp dụng và phân tích', 'Apply and analyse'),
  },
  near: both('Gần {street}, {commune}', 'Near {street}, {commune}'),
  nearStreet: both('Gần {street}', 'Near {street}'),
  onlyHot: both(
    'Bảng chỉ nêu {shown} ô có sự việc, trong {all} ô đã xét.',
    'Only the {shown} squares with events are listed, of {all} tested.',
  ),
  fullTable: both('Số liệu kiểm định', 'Figures of the test'),
  said: {
    hotNone: both(
      'Không ô nào trong {tested} ô nóng hoặc lạnh hơn mức ngẫu nhiên.',
      'None of {tested} squares is hotter or colder than chance.',
    ),
    hot: both(
      '{hot} ô nóng và {cold} ô lạnh trong {tested} ô: khác các ô khác nhiều hơn mức ngẫu nhiên.',
      '{hot} hot and {cold} cold of {tested} squares: they differ from the others by more than chance.',
    ),
    emerging: both(
      '{spots} trong {tested} ô có kiểu điểm nóng hoặc lạnh theo thời gian.',
      '{spots} of {tested} squares show a hot or cold pattern over time.',
    ),
    repeats: both(
      'Trong vòng {metres} và {days}, số cặp gấp {ratio} lần mức ngẫu nhiên.',
      'Within {metres} and {days} there are {ratio} times as many pairs as by chance.',
    ),
    repeatsNone: both(
      'Không thấy sự việc nối tiếp nhau gần và sớm hơn mức ngẫu nhiên.',
      'Events are not seen to follow each other nearby and soon more often than by chance.',
    ),
    scan: both(
      'Cụm mạnh nhất ({where}): {cases} sự việc, dự kiến {expected}, từ {from}. Ngẫu nhiên tạo cụm cỡ này khoảng {every} một lần.',
      'Strongest cluster ({where}): {cases} events against {expected} expected, since {from}. Chance brings one like it about once in {every}.',
    ),
    scanNone: both(
      'Không có cụm nào đáng kể đến ngày cuối kỳ.',
      'No cluster worth naming up to the last day.',
    ),
    scanOrdinary: both(
      'Ngẫu nhiên cũng tạo ra cụm cỡ này hơn một lần mỗi năm: chưa đáng báo động.',
      'More often than once a year by chance: no reason for alarm.',
    ),
    density: both(
      '{events} sự việc; nơi dày nhất {most} trên một km².',
      '{events} events; at most {most} a square kilometre.',
    ),
  },
  legend: both('Chú giải', 'Legend'),
  hotClass: {
    hot: both('Nóng', 'Hot'),
    cold: both('Lạnh', 'Cold'),
    cluster: both('Cụm vượt mức ngẫu nhiên', 'Cluster beyond chance'),
    none: both('Không khác ngẫu nhiên', 'No different from chance'),
  },
  pattern: {
    new: both('Mới', 'New'),
    consecutive: both('Liên tiếp', 'Consecutive'),
    intensifying: both('Tăng dần', 'Intensifying'),
    persistent: both('Dai dẳng', 'Persistent'),
    diminishing: both('Giảm dần', 'Diminishing'),
    sporadic: both('Rải rác', 'Sporadic'),
    oscillating: both('Dao động', 'Oscillating'),
    historical: both('Trong quá khứ', 'Historical'),
  },
  temperature: { hot: both('nóng', 'hot'), cold: both('lạnh', 'cold') },
  link: both(
    'Cặp gần nhau (cùng nơi hoặc trong 100 m, trong 7 ngày)',
    'Near pair (same place or within 100 m, within 7 days)',
  ),
  cluster: both('Cụm {number}', 'Cluster {number}'),
  densityLess: both('thưa', 'sparse'),
  densityMore: both('dày', 'dense'),
  mapOf: both(
    'Bản đồ kết quả phân tích; số liệu ở bảng bên dưới.',
    'Map of the result; the figures are in the table below.',
  ),
  cellColumns: {
    place: both('Nơi', 'Place'),
    finding: both('Nhận xét', 'Finding'),
    events: both('Sự việc', 'Events'),
    checks: both('Lượt kiểm tra', 'Checks'),
    z: both('z', 'z'),
    p: both('p', 'p'),
    adjusted: both('p hiệu chỉnh', 'Adjusted p'),
    density: both('Sự việc trên km² (mười ô dày nhất)', 'Events a km² (ten densest)'),
    pattern: both('Kiểu', 'Pattern'),
    trend: both('Xu hướng (z)', 'Trend (z)'),
  },
  pairColumns: {
    place: both('Nơi', 'Place'),
    metres: both('Khoảng cách', 'Distance'),
    days: both('Cách nhau', 'Days apart'),
  },
  pairTable: both('Các cặp gần nhau nhất', 'Nearest pairs'),
  repeatColumns: {
    metres: both('Khoảng cách', 'Distance'),
    days: both('Số ngày', 'Days'),
    observed: both('Số cặp thực tế', 'Pairs observed'),
    expected: both('Số cặp dự kiến', 'Pairs expected'),
    ratio: both('Tỷ số', 'Ratio'),
    adjusted: both('p hiệu chỉnh', 'Adjusted p'),
  },
  samePlace: both('cùng nơi', 'same place'),
  upTo: both('đến {value}', 'up to {value}'),
  scanColumns: {
    cluster: both('Cụm', 'Cluster'),
    from: both('Từ ngày', 'Since'),
    radius: both('Bán kính', 'Radius'),
    places: both('Số nơi', 'Places'),
    cases: both('Sự việc', 'Events'),
    expected: both('Dự kiến', 'Expected'),
    p: both('p', 'p'),
    every: both('Tần suất ngẫu nhiên', 'By chance'),
  },
  everyDays: both('{days} một lần', 'once in {days}'),
  show: both('Xem trên bản đồ', 'Show on the map'),
};
