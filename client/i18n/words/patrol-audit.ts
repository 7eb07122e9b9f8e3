import { both } from '#client/i18n/both.ts';

/** The audit of what patrols find against what people report. */
export const patrolAudit = {
  auditTitle: both(
    'Số liệu có lệch theo lịch tuần tra không?',
    'Do the figures follow the patrols?',
  ),
  auditLead: both(
    'Nếu tỷ lệ do tuần tra tự phát hiện tăng liên tục, số liệu đang phụ thuộc vào lịch tuần tra. Bảng theo quý, in được.',
    'If the share found by patrols keeps growing, the figures depend on the patrol schedule. By quarter, printable.',
  ),
  auditColumns: {
    quarter: both('Quý', 'Quarter'),
    reported: both('Được báo', 'Reported by residents or agencies'),
    found: both('Tuần tra phát hiện', 'Found by patrols'),
    share: both('Phần do tuần tra (95%)', 'Share of patrols (95%)'),
    confirmed: both('Xác nhận: được báo / tuần tra', 'Confirmed: reported / patrols'),
    perChecks: both('Có dấu hiệu trên 100 lượt kiểm tra', 'With signs per 100 checks'),
  },
  auditBasis: both(
    'Khoảng 95% theo Wilson. Dấu hiệu tính vào quý xảy ra sự việc; lượt kiểm tra không vào được thì không tính.',
    'The 95% interval is after Wilson. A signal counts in the quarter in which it happened; a check that could not be made does not count.',
  ),
  quarter: both('Quý {quarter}/{year}', 'Q{quarter} {year}'),
  auditName: both(
    'Phần dấu hiệu do tuần tra phát hiện, theo quý',
    'Share of signals found by patrols, by quarter',
  ),
  noStops: both(
    'Chưa có lộ trình nào hoàn thành và có kết quả nên chưa so sánh được điểm rút ngẫu nhiên với điểm được chọn.',
    'No route with results is done yet, so stops drawn at random cannot be compared with chosen ones: what is missed cannot be estimated.',
  ),
  stops: both(
    'Có dấu hiệu ở điểm dừng rút ngẫu nhiên: {random}; ở điểm dừng được chọn: {chosen}.',
    'With signs at random stops: {random}; at chosen stops: {chosen}.',
  ),
};
