import { both, type Both } from '#client/i18n/both.ts';
import type { OptimiseProgress } from '#server/contract/route-edit.ts';

/** Plan against result: how the figures are named. */
export const routeOutcome = {
  tally: {
    planned: both('Theo kế hoạch', 'Planned'),
    visited: both('Đã kiểm tra', 'Checked'),
    couldNotCheck: both('Không kiểm tra được', 'Could not be checked'),
    carried: both('Chuyển lộ trình sau', 'Moved to a later route'),
    open: both('Chưa có kết quả', 'No result yet'),
    late: both('Đến muộn', 'Late'),
    signs: both('Có dấu hiệu', 'Signs'),
    findings: both('Cơ sở cần tái kiểm tra', 'Businesses to re-inspect'),
    foundPerHour: both('Phát hiện mỗi giờ', 'Finds per hour'),
  },
  tallies: {
    all: both('Tất cả', 'All'),
    ranked: both('Xếp theo lý do', 'By reasons'),
    random: both('Rút ngẫu nhiên', 'At random'),
    unplanned: both('Ngoài kế hoạch', 'Unplanned'),
  },
  lateRule: both(
    'Muộn: bắt đầu sau giờ dự kiến hơn {minutes} phút.',
    'Late: begun more than {minutes} minutes after the planned start.',
  ),
  rateRule: both(
    'Số nơi có dấu hiệu hoặc cần tái kiểm tra, chia cho thời gian làm việc của mỗi tổ (từ lúc đến nơi đầu tiên đến kết quả cuối). Chỉ tính khi có từ {minutes} phút.',
    'Found an hour: places with signs or to re-inspect, over the time of each team from its first arrival to its last result; only from {minutes} minutes on.',
  ),
  recordedAway: both(
    'Ghi cách nơi này {distance} (± {accuracy})',
    'Recorded {distance} from the place (± {accuracy})',
  ),
  resultsDiffer: both('{count} kết quả khác nhau', '{count} different results'),
  resultsAgree: both('{count} kết quả giống nhau', '{count} results that agree'),
  resultBy: both(
    '{result}: {who} ghi lúc {pressed}, máy chủ nhận lúc {arrived}',
    '{result}: recorded by {who} at {pressed}, received at {arrived}',
  ),
  resultCounts: both('Kết quả này được tính', 'This one counts'),
  rateTooShort: both('Chưa tính: mới {minutes} phút', 'None yet: {minutes} minutes seen'),
  quotas: {
    title: both(
      'Tiến độ chỉ tiêu năm của phường, xã đã đến',
      "Progress of the year's quotas of the communes visited",
    ),
    commune: both('Phường, xã', 'Commune'),
    onRoute: both('Lộ trình này đã kiểm tra', 'Inspected on this route'),
    inspected: both('Cả năm đã kiểm tra', 'Inspected this year'),
    quota: both('Chỉ tiêu', 'Quota'),
    none: both('Chưa giao', 'Not set'),
    share: both('{quota} (đạt {share})', '{quota} ({share} reached)'),
  },
};

/** Outcomes of asking an external optimiser. */
export const outsideOptimiser: Record<NonNullable<OptimiseProgress['service']>, Both> = {
  waiting: both(
    'Đang hỏi thêm dịch vụ tối ưu bên ngoài.',
    'The external optimiser is being asked, too.',
  ),
  taken: both(
    'Thứ tự của dịch vụ tối ưu bên ngoài, đã kiểm tra mọi ràng buộc.',
    'The order of the optimiser outside, held against every rule.',
  ),
  not_better: both(
    'Thứ tự của hệ thống: dịch vụ bên ngoài không cho kết quả tốt hơn.',
    'Our own order: the optimiser outside found none that is better.',
  ),
  broke_rules: both(
    'Thứ tự của hệ thống: kết quả của dịch vụ bên ngoài vi phạm ràng buộc nên bị bỏ.',
    'Our own order: that of the optimiser outside broke rules and was left aside.',
  ),
  late: both(
    'Thứ tự của hệ thống: dịch vụ bên ngoài không trả lời kịp.',
    'Our own order: the optimiser outside did not answer in time.',
  ),
  unreachable: both(
    'Thứ tự của hệ thống: dịch vụ bên ngoài không trả lời được.',
    'Our own order: the optimiser outside gave no answer.',
  ),
  not_asked: both(
    'Thứ tự của hệ thống: dịch vụ bên ngoài không nhận yêu cầu giữ thứ tự hay vị trí khóa.',
    'Our own order: the optimiser outside cannot keep orders or locked positions.',
  ),
};
