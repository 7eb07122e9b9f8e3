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
