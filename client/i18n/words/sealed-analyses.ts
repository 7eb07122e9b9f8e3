import { both, type Both } from '#client/i18n/both.ts';
import {
  COLUMN_WORDS,
  COUNTED_WORDS,
  SEALED_WORDS,
  SUBJECT_WORDS,
  type SealedSubject,
  type SealedWord,
} from '#server/contract/report-analysis-words.ts';

type Column = keyof typeof COLUMN_WORDS;

const SUBJECTS_EN: Record<SealedSubject, string> = {
  recurrences: 'Comparison of communes: recurrences',
  new_points: 'Comparison of communes: new points',
  late_tips: 'Comparison of communes: tips handled late',
  survival: 'How long eliminated places stay quiet',
  patrol_audit: 'Patrol bias',
  hot_spots: 'Hot spots',
  emerging: 'Emerging hot spots',
  near_repeat: 'Near repeats',
  scan: 'Space-time clusters',
  density: 'Density',
  commune: 'Recurrences of a commune by category',
  attribution: 'Attribution',
};

const WORDS_EN: Record<SealedWord, string> = {
  above: 'Above chance',
  below: 'Below chance',
  within: 'Within the range expected by chance',
  undecided: 'Too little to tell',
  city: 'The whole city',
  unknown: 'Way of elimination not recorded',
  raid: 'Raid and sanctions',
  closure: 'Suspension or closure',
  conversion: 'Conversion to another use',
  voluntary: 'Ended by the business itself',
  other: 'Another way',
  hot: 'Hot',
  cold: 'Cold',
  ordinary: 'No different from chance',
  new: 'New',
  consecutive: 'Consecutive',
  intensifying: 'Intensifying',
  persistent: 'Persistent',
  diminishing: 'Diminishing',
  sporadic: 'Sporadic',
  oscillating: 'Oscillating',
  historical: 'Historical',
  received: 'Hand-over confirmed',
  successor_received: 'Confirmed by the successor',
  successor_by_area: 'Successor, by area',
  not_received: 'Received by no commune',
  by_group: 'Divided',
  by_all: 'All',
  by_category: 'By category',
  by_way: 'By way of elimination',
  by_commune: 'By commune',
  about: 'Events',
  about_recurrences: 'Confirmed recurrences',
  about_new_points: 'Newly listed points',
  about_signals: 'Signals that were not rejected',
  origin: 'Origin of signals',
  origin_reported: 'Reported by residents or agencies',
  origin_found: 'Found by patrols and checks',
  origin_both: 'Both together',
  counted_as: 'Counted as',
  per_count: 'Events',
  per_checks: 'Per 100 checks',
  cell_metres: 'Side of a square (m)',
  radius_metres: 'Radius (m)',
  most_days: 'At most (days)',
  seed: 'Seed',
  replicates: 'Permutations',
  population_source: 'Source of the population',
  of_commune: 'Commune',
  of_point: 'Point',
};

const COLUMNS_EN: Record<Column, string> = {
  commune: 'Commune',
  group: 'Group',
  category: 'Category',
  place: 'Place',
  quarter: 'Quarter',
  owners: 'Commune that answers',
  observed: 'Observed',
  expected: 'Expected',
  low: 'Lower limit (99.8%)',
  high: 'Upper limit (99.8%)',
  ratio: 'Observed / expected',
  before: 'Period before',
  verdict: 'Reading',
  on_time: 'Tips on time',
  own_tips: 'Of which taken in and closed by itself',
  closures: 'Eliminations',
  recurrences: 'Recurrences',
  quiet_90: 'Quiet for 90 days',
  quiet_180: 'Quiet for 180 days',
  quiet_365: 'Quiet for 365 days',
  median_days: 'Median (days)',
  reported: 'Reported',
  found: 'Found by patrols',
  found_share: 'Share of patrols',
  share_low: '95% from',
  share_high: '95% to',
  checks: 'Checks',
  signs: 'With signs',
  finding: 'Finding',
  events: 'Events',
  adjusted_p: 'Adjusted p',
  metres: 'Within (m)',
  radius: 'Radius (m)',
  days: 'Within (days)',
  since: 'Since',
  places: 'Places',
  chance_days: 'By chance once in (days)',
  density: 'Events a km²',
  recurred_on: 'Day of the recurrence',
  basis: 'Basis',
};

const COUNTED_EN: Record<keyof typeof COUNTED_WORDS, string> = {
  events: 'events',
  communes: 'communes',
  closures: 'eliminations',
  recurrences: 'recurrences',
  signals: 'signals',
  checks: 'checks',
};

/** Puts the English words beside those of the papers. */
function besides<Name extends string>(
  vi: Record<Name, string>,
  en: Record<Name, string>,
): Record<Name, Both> {
  const names = Object.keys(vi) as Name[];
  return Object.fromEntries(names.map((name) => [name, both(vi[name], en[name])])) as Record<
    Name,
    Both
  >;
}

/** Analyses in periodic reports. */
export const sealedAnalyses = {
  subject: besides(SUBJECT_WORDS, SUBJECTS_EN),
  word: besides(SEALED_WORDS, WORDS_EN),
  column: besides(COLUMN_WORDS, COLUMNS_EN),
  counted: besides(COUNTED_WORDS, COUNTED_EN),
  put: both('Đưa vào báo cáo', 'Put into a report'),
  putLead: both(
    'Bảng, biểu đồ, định nghĩa và số liệu của lúc này được giữ nguyên trong báo cáo. Báo cáo còn là bản nháp thì sắp xếp lại hoặc bỏ được.',
    'Table, chart, definition and data of this moment are sealed in the report. While it is a draft they can be ordered and removed.',
  ),
  putDone: both('Đã đưa vào báo cáo', 'Put into the report'),
  report: both('Báo cáo', 'Report'),
  reportMore: both(
    'Bản nháp của kỳ có ngày cuối của phân tích đứng đầu; kỳ chưa có báo cáo thì lập mới.',
    'First the draft whose period holds the last day of the analysis; where there is none it is begun.',
  ),
  begins: both('Lập mới', 'Begins'),
  analysis: both('Phân tích', 'Analysis'),
  days: both('Khoảng ngày', 'Days'),
  n: both('n', 'n'),
  sealedAt: both('Ngày đưa vào', 'Sealed on'),
  span: both(
    (p: { from: string; to: string }) => `Từ ${p.from} đến ${p.to}`,
    ({ from, to }) => `From ${from} to ${to}`,
  ),
  upTo: both(
    (p: { to: string }) => `Mọi ngày đến ${p.to}`,
    ({ to }) => `All days up to ${to}`,
  ),
  title: both('Phân tích trong báo cáo', 'Analyses in the report'),
  titleMore: both(
    'Giữ nguyên từ lúc đưa vào. Số liệu thay đổi sau đó không làm thay đổi báo cáo.',
    'Sealed when they were put in. What changes later does not change the report.',
  ),
  none: both('Chưa có phân tích nào', 'No analysis yet'),
  noneMore: both(
    'Mở trang So sánh, Điểm nóng hoặc trang của phường, xã rồi bấm “Đưa vào báo cáo”.',
    'Open the comparison, the hot spots or the page of a commune and press “Put into a report”.',
  ),
  toComparison: both('Mở trang So sánh', 'Open the comparison'),
  counts: both(
    (p: { counts: string }) => `n = ${p.counts}`,
    ({ counts }) => `n = ${counts}`,
  ),
  cutOff: both(
    (p: { version: string; time: string }) =>
      `Định nghĩa số ${p.version}, dữ liệu nhập đến ${p.time}`,
    ({ version, time }) => `Definitions ${version}, data entered up to ${time}`,
  ),
  noData: both('chưa có dữ liệu', 'no data yet'),
  putBy: both(
    (p: { name: string; time: string; hash: string }) =>
      `${p.name} đưa vào lúc ${p.time}. Mã nội dung ${p.hash}`,
    ({ name, time, hash }) => `Put in by ${name} at ${time}. Fingerprint ${hash}`,
  ),
  leftOut: both(
    (p: { count: string }) => `Không nêu ${p.count} dòng còn lại.`,
    ({ count }) => `The other ${count} rows are left out.`,
  ),
  chart: both(
    (p: { title: string }) => `Biểu đồ: ${p.title}. Số liệu ở bảng bên dưới.`,
    ({ title }) => `Chart: ${title}. The figures are in the table below.`,
  ),
  changed: both(
    (p: { before: string; after: string; difference: string }) =>
      `Số liệu đã thay đổi từ khi đưa vào: n từ ${p.before} thành ${p.after} (chênh ${p.difference}).`,
    ({ before, after, difference }) =>
      `The data have changed since it was put in: n was ${before} and is ${after} now (difference ${difference}).`,
  ),
  changedSame: both(
    (p: { count: string }) => `Số liệu đã thay đổi từ khi đưa vào; n vẫn là ${p.count}.`,
    ({ count }) => `The data have changed since it was put in; n is still ${count}.`,
  ),
  changedMore: both(
    'Muốn dùng số mới: bỏ phân tích này rồi đưa lại từ trang phân tích.',
    'To have the new figures, remove it and put it in again from its page.',
  ),
  up: both('Chuyển lên', 'Move up'),
  down: both('Chuyển xuống', 'Move down'),
  remove: both('Bỏ', 'Remove'),
  removeTitle: both('Bỏ phân tích khỏi báo cáo', 'Remove the analysis from the report'),
  removeLead: both(
    (p: { title: string; count: string }) =>
      `“${p.title}” (n = ${p.count}) không còn trong bản nháp. Việc bỏ được ghi vào nhật ký.`,
    ({ title, count }) =>
      `“${title}” (n = ${count}) leaves the draft. The log keeps that it was removed.`,
  ),
  removed: both('Đã bỏ phân tích khỏi báo cáo', 'The analysis is out of the report'),
  frozen: both('Phân tích kèm theo', 'Analyses in it'),
  frozenNone: both('Không có', 'None'),
};
