import type { OptimiseProgress } from '#server/contract/route-edit.ts';

/** Plan against result: how the figures are named. */
export const routeOutcome = {
  tally: {
    planned: 'Theo kế hoạch',
    visited: 'Đã kiểm tra',
    couldNotCheck: 'Không kiểm tra được',
    carried: 'Chuyển lộ trình sau',
    open: 'Chưa có kết quả',
    late: 'Đến muộn',
    signs: 'Có dấu hiệu',
    findings: 'Cơ sở cần tái kiểm tra',
    foundPerHour: 'Phát hiện mỗi giờ',
  },
  tallies: {
    all: 'Tất cả',
    ranked: 'Xếp theo lý do',
    random: 'Rút ngẫu nhiên',
    unplanned: 'Ngoài kế hoạch',
  },
  lateRule: (p: { minutes: string }) => `Muộn: bắt đầu sau giờ dự kiến hơn ${p.minutes} phút.`,
  rateRule: (p: { minutes: string }) =>
    `Phát hiện mỗi giờ: số nơi có dấu hiệu hoặc cần tái kiểm tra, chia cho thời gian từ lúc đến nơi đầu tiên đến kết quả cuối cùng của mỗi tổ, chỉ tính khi có từ ${p.minutes} phút.`,
  rateTooShort: (p: { minutes: string }) => `Chưa tính: mới ${p.minutes} phút`,
  quotas: {
    title: 'Tiến độ chỉ tiêu năm của xã, phường đã đến',
    commune: 'Xã, phường',
    onRoute: 'Lộ trình này đã kiểm tra',
    inspected: 'Cả năm đã kiểm tra',
    quota: 'Chỉ tiêu',
    none: 'Chưa giao',
    share: (p: { quota: string; share: string }) => `${p.quota} (đạt ${p.share})`,
  },
};

/** What became of asking an optimiser outside. */
export const outsideOptimiser: Record<NonNullable<OptimiseProgress['service']>, string> = {
  waiting: 'Đang hỏi thêm dịch vụ tối ưu bên ngoài.',
  taken: 'Thứ tự của dịch vụ tối ưu bên ngoài, đã kiểm tra mọi ràng buộc.',
  not_better: 'Thứ tự của hệ thống: dịch vụ bên ngoài không cho kết quả tốt hơn.',
  broke_rules: 'Thứ tự của hệ thống: kết quả của dịch vụ bên ngoài vi phạm ràng buộc nên bị bỏ.',
  late: 'Thứ tự của hệ thống: dịch vụ bên ngoài không trả lời kịp.',
  unreachable: 'Thứ tự của hệ thống: dịch vụ bên ngoài không trả lời được.',
  not_asked:
    'Thứ tự của hệ thống: dịch vụ bên ngoài không nhận yêu cầu giữ thứ tự hay vị trí khóa.',
};
