import { both, type Both } from '#client/i18n/both.ts';
import type { SurvivalGrouping } from '#server/contract/survival.ts';

const grouping: Record<SurvivalGrouping, Both> = {
  all: both('Toàn bộ', 'All'),
  category: both('Theo loại hình', 'By category'),
  way: both('Theo cách triệt xóa', 'By way of elimination'),
  commune: both('Theo phường, xã', 'By commune'),
};

/** Quiet spells of eliminated places. */
export const survival = {
  survivalTitle: both('Thời gian duy trì sau triệt xóa', 'How long eliminated places stay quiet'),
  survivalLead: both(
    'Tỷ lệ điểm chưa tái hoạt động theo số ngày kể từ khi triệt xóa. Điểm đang theo dõi coi là chưa rõ.',
    'Share still quiet by days since the elimination. A place still being watched counts as unknown, not as success.',
  ),
  survivalBasis: both(
    'Đường Kaplan–Meier; điểm nhập từ hồ sơ cũ chỉ tính từ ngày được theo dõi. Khoảng 95% theo cách chọn dưới đây.',
    'Kaplan–Meier curves; places from older records count from the day they came under watch. The 95% interval is of the kind chosen below.',
  ),
  grouping,
  groupingLabel: both('Chia nhóm', 'Grouped'),
  groupsLabel: both('Nhóm được vẽ (tối đa 5)', 'Groups drawn (at most 5)'),
  bandLabel: both('Khoảng tin cậy', 'Confidence'),
  bands: {
    pointwise: both('Từng thời điểm (log–log)', 'Pointwise (log–log)'),
    equal_precision: both(
      'Dải cho cả đường, đều độ chính xác (Nair)',
      'Band for the whole curve, equal precision (Nair)',
    ),
    hall_wellner: both(
      'Dải cho cả đường (Hall–Wellner)',
      'Band for the whole curve (Hall–Wellner)',
    ),
  },
  allCity: both('Toàn thành phố', 'The whole city'),
  unknownWay: both('Không ghi cách triệt xóa', 'Way of elimination not recorded'),
  survivalName: both(
    'Đường tỷ lệ duy trì của {curves} nhóm; mỗi nhóm một nét vẽ và một tên. Số liệu ở bảng bên dưới.',
    'Survival curves of {curves} groups, each with its own stroke and name. The table is below.',
  ),
  axisDays: both('Ngày kể từ khi triệt xóa', 'Days since elimination'),
  axisQuiet: both('Chưa tái hoạt động', 'Still quiet'),
  atRisk: both('Còn theo dõi', 'Still watched'),
  greyed: both(
    'Đoạn nét mảnh màu xám: còn dưới 10 điểm theo dõi, ít giá trị kết luận.',
    'Thin grey parts: fewer than 10 places are still watched, which says very little.',
  ),
  sentence: both(
    '{name}: {share} điểm chưa tái hoạt động sau {days} ngày (khoảng 95%: {low}–{high}).',
    '{name}: {share} of places are still quiet after {days} days (95% interval: {low}–{high}).',
  ),
  sentenceNone: both(
    '{name}: chưa có lần triệt xóa nào được theo dõi.',
    '{name}: no elimination has been watched yet.',
  ),
  sentenceAllQuiet: both(
    '{name}: chưa ghi nhận lần tái hoạt động nào trong {closures} lần triệt xóa, theo dõi lâu nhất {days} ngày.',
    '{name}: no recurrence recorded; eliminations: {closures}, watched for up to {days} days.',
  ),
  sentenceStillQuiet: both(
    '{name}: mọi điểm được theo dõi đều chưa tái hoạt động sau {days} ngày; {recurrences} lần tái hoạt động đều đến sau đó.',
    '{name}: all places watched are still quiet after {days} days; recurrences later than that: {recurrences}.',
  ),
  sentenceGone: both(
    '{name}: trong số điểm theo dõi được đến ngày thứ {days}, điểm nào cũng đã tái hoạt động.',
    '{name}: of the places watched up to day {days}, none is quiet after it.',
  ),
  sentenceShort: both(
    '{name}: {recurrences} lần tái hoạt động trong {closures} lần triệt xóa; mới theo dõi được {days} ngày, chưa đủ lâu để nói về 90 ngày.',
    '{name}: recurrences: {recurrences}, eliminations: {closures}; watched for {days} days only, not long enough to speak of 90 days.',
  ),
  sentenceGap: both(
    '{name}: từ ngày thứ {from} đến ngày thứ {to} không điểm nào được theo dõi, nên không nói gì về sau đó.',
    '{name}: from day {from} to day {to} no place was watched, so nothing is said about later days.',
  ),
  logRank: both('log-rank', 'log-rank'),
  logRankByCategory: both('log-rank phân tầng theo loại hình', 'log-rank stratified by category'),
  testDiffers: both(
    'Các đường khác nhau nhiều hơn mức ngẫu nhiên.',
    'The curves differ by more than chance.',
  ),
  testSame: both(
    'Chưa thấy các đường khác nhau hơn mức ngẫu nhiên.',
    'The curves are not seen to differ by more than chance.',
  ),
  testBasis: both('Kiểm định: {test}, {p}.', 'Test: {test}, {p}.'),
  permuted: both(
    '{test}, hoán vị vì ít lần tái hoạt động',
    '{test}, by permutation since recurrences are few',
  ),
  testNone: both(
    'Chưa so được các đường với nhau: không có lần tái hoạt động nào khi hai nhóm cùng được theo dõi.',
    'The curves cannot be compared yet: no recurrence happened while two groups were being watched.',
  ),
  testNoneByCategory: both(
    'Chưa so được các đường với nhau: không có lần tái hoạt động nào khi hai nhóm cùng có điểm thuộc một loại hình được theo dõi.',
    'The curves cannot be compared yet: no recurrence happened while two groups had places of one category being watched.',
  ),
  testSets: both(
    'Chỉ so được trong từng cụm sau, vì các cụm không có điểm cùng loại hình cùng được theo dõi: {sets}.',
    'Compared within these sets only, since the sets have no places of one category watched at the same time: {sets}.',
  ),
  testAlone: both('Chưa so được với nhóm nào: {names}.', 'Compared with no other group: {names}.'),
  pair: both('{first} và {second}: {p} (Holm)', '{first} and {second}: {p} (Holm)'),
  survivalColumns: {
    group: both('Nhóm', 'Group'),
    closures: both('Lần triệt xóa', 'Eliminations'),
    recurrences: both('Tái hoạt động', 'Recurrences'),
    at: both('Chưa tái hoạt động sau {days} ngày', 'Quiet after {days} days'),
    median: both('Trung vị (ngày)', 'Median (days)'),
    mean: both('Số ngày duy trì bình quân trong 365 ngày', 'Mean quiet days within 365'),
  },
  notReached: both('chưa đạt', 'not reached'),
  watchedFor: both('mới theo dõi {days} ngày', 'watched for {days} days only'),
  noSpells: both(
    'Chưa có điểm nào được triệt xóa, nên chưa có đường nào để vẽ.',
    'No place has been eliminated yet, so there is no curve to draw.',
  ),
  run: both(
    'Định nghĩa số {version} · chốt số liệu {cutOff}',
    'Definitions {version} · data up to {cutOff}',
  ),
  runSeed: both(
    '{replicates} hoán vị, số khởi tạo {seed}',
    '{replicates} permutations, seed {seed}',
  ),
  upTo: both('đến {to}', 'up to {to}'),
  nEvents: both(
    'n = {events} sự việc, {communes} phường, xã',
    'n = {events} events, {communes} communes',
  ),
  nClosures: both(
    'n = {closures} lần triệt xóa, {recurrences} lần tái hoạt động',
    'n = {closures} eliminations, {recurrences} recurrences',
  ),
  nSignals: both(
    'n = {signals} dấu hiệu, {checks} lượt kiểm tra',
    'n = {signals} signals, {checks} checks',
  ),
  nPlaces: both('n = {events} sự việc', 'n = {events} events'),
  noData: both('chưa có', 'none yet'),
};
