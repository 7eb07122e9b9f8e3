import { both } from '#client/i18n/both.ts';

/** The table of communes and the figures behind it. */
export const comparedCommunes = {
  tableTitle: both('Bảng số liệu theo phường, xã', 'Figures by commune'),
  figuresTitle: both('Số liệu tính toán', 'Figures of the calculation'),
  rowsLeftOut: both(
    '{count} phường, xã khác không có sự việc và có số dự kiến dưới 1.',
    '{count} other communes have no event and expect fewer than 1.',
  ),
  showAllRows: both('Hiện tất cả', 'Show all'),
  showFewRows: both('Thu gọn', 'Show fewer'),
  columns: {
    commune: both('Phường, xã', 'Commune'),
    observed: both('Thực tế', 'Observed'),
    expected: both('Dự kiến', 'Expected'),
    exposure: {
      place_days: both('Số ngày-điểm sau triệt xóa', 'Closed-place-days'),
      person_days: both('Ngày-người', 'Person-days'),
      tips: both('Tin đã đóng hoặc quá hạn', 'Tips closed or overdue'),
    },
    ratio: both('Tỷ số', 'Ratio'),
    limits: both('Khoảng dao động', 'Range by chance'),
    before: both('Kỳ trước', 'Period before'),
    change: both('Thay đổi (z)', 'z since the period before'),
    verdict: both('Nhận xét', 'Assessment'),
    onTime: both('Đúng hạn (tự tiếp nhận và tự giải quyết)', 'On time (own)'),
    awaiting: both('Chờ xác nhận giấy tờ', 'Waiting for a look at the paper'),
  },
  onTimeOf: both('{all} ({own})', '{all} ({own})'),
  ownTips: both(
    '{all} tin đúng hạn, trong đó tự tiếp nhận và tự giải quyết {own}; {awaiting} tin chờ xác nhận giấy tờ, không tính đúng hạn hay muộn.',
    '{all} tips on time, of which {own} taken in and closed by the commune itself; {awaiting} wait for a look at the paper, neither on time nor late.',
  ),
  limitsMore: both(
    'Khoảng dao động là giới hạn 99,8%: riêng ngẫu nhiên hầu như không vượt khoảng này.',
    'The range is that of the 99.8% limits: chance alone hardly ever leaves it.',
  ),
  changeMore: both(
    'Chỉ khi z vượt ±3 mới coi là thay đổi thật. Số nhỏ thì không dùng phần trăm. Công thức: z = 2(√kỳ này − √kỳ trước).',
    'z = 2(√now − √before); only beyond ±3 is it a real change. Percentages are not used for small counts.',
  ),
};
