import { both, type Both } from '#client/i18n/both.ts';
import type { AuditFault } from '#server/contract/audit.ts';

const fault: Record<AuditFault, Both> = {
  altered: both(
    'Nội dung dòng này không khớp với mã băm của nó: dòng đã bị sửa.',
    'The content of this line does not give its hash: it was altered.',
  ),
  missing: both(
    'Thiếu một dòng ở vị trí này: dòng đã bị xóa.',
    'A line is missing here: it was removed.',
  ),
  out_of_order: both(
    'Các dòng không cho ra mã băm đã ký: thứ tự hoặc nội dung đã bị đổi.',
    'The lines do not give the signed hash: their order or content was changed.',
  ),
  chopped: both(
    'Dòng cuối không phải dòng đã ghi nhớ: phần cuối nhật ký đã bị cắt.',
    'The last line is not the one remembered: the end of the log was cut off.',
  ),
  head_forged: both(
    'Không khóa nào của hệ thống đã ký mốc cuối của nhật ký: mốc đã bị làm giả.',
    'No key of this system has signed the head of the log: it was forged.',
  ),
  noted_hash_gone: both(
    'Không còn dòng nào mang mã băm đã ghi lại: phần cuối có thể đã bị cắt, hoặc cả chuỗi đã bị viết lại.',
    'No line carries a hash noted earlier: the end may have been cut off, or the whole chain rewritten.',
  ),
};

/** The log and its verification. */
export const audit = {
  title: both('Nhật ký truy cập', 'Access log'),
  lead: both(
    'Mọi lần ghi và mọi lần mở một hồ sơ. Chỉ thêm, không sửa, không xóa; mã băm của mọi dòng hợp thành một cây có chữ ký.',
    'Every write and every opening of a record. Lines are only added; their hashes make one signed tree.',
  ),
  verify: both('Kiểm tra toàn vẹn', 'Verify the log'),
  verifyTitle: both('Toàn vẹn của nhật ký', 'Integrity of the log'),
  verifyLead: both(
    'Tính lại mã băm từ dòng đầu đến dòng cuối, so với mốc đã ký và các mốc đã lưu ở nơi khác. Có thể mất vài giây.',
    'Recomputes the hashes from the first line to the last, and compares them with the signed head and the anchors kept elsewhere. May take some seconds.',
  ),
  notedHash: both('Mã băm đã ghi lại lần trước', 'Hash noted last time'),
  notedHashHint: both(
    'Dán mã băm cuối của lần kiểm tra trước để phát hiện cả trường hợp toàn bộ chuỗi bị viết lại.',
    'Paste the last hash of an earlier verification to detect even a chain rewritten as a whole.',
  ),
  notedHashWrong: both('Mã băm gồm 64 chữ số thập lục phân.', 'A hash has 64 hexadecimal digits.'),
  whole: both('Nhật ký nguyên vẹn', 'The log is whole'),
  wholeMore: both(
    'Đã kiểm tra {entries} dòng. Hãy ghi lại mã băm cuối ở nơi khác:',
    '{entries} lines verified. Note the last hash somewhere else:',
  ),
  exportTitle: both('Chuyển nhật ký sang hệ thống khác', 'The log for another system'),
  exportLead: both(
    'Toàn bộ nhật ký, dòng cũ trước. Việc xuất cũng được ghi vào nhật ký.',
    'The whole log, oldest line first. That it was taken out stands in the log, too.',
  ),
  exportNdjson: both('Xuất NDJSON', 'Export NDJSON'),
  exportSyslog: both('Xuất syslog (RFC 5424)', 'Export syslog (RFC 5424)'),
  broken: both('Nhật ký không còn nguyên vẹn', 'The log is no longer whole'),
  brokenAt: both('Chỗ sai đầu tiên: dòng số {seq}.', 'First fault: line {seq}.'),
  fault,
  seq: both('Số', 'No.'),
  at: both('Thời điểm', 'Time'),
  who: both('Người thực hiện', 'Who'),
  action: both('Hành động', 'Action'),
  subject: both('Hồ sơ', 'Record'),
  detail: both('Chi tiết', 'Detail'),
  system: both('Hệ thống', 'System'),
  filterAction: both('Mã hành động', 'Action code'),
  filterSubjectKind: both('Loại hồ sơ', 'Kind of record'),
  filterSubjectId: both('Mã hồ sơ', 'Record id'),
  filterHint: both('ví dụ point.read', 'such as point.read'),
  apply: both('Lọc', 'Filter'),
  entries: both('{total} dòng', '{total} lines'),
  emptyTitle: both('Không có dòng nào khớp', 'No line matches'),
  empty: both('Bỏ bớt điều kiện lọc để xem các dòng khác.', 'Remove a filter to see other lines.'),
  headRefused: both(
    'Nhật ký trên máy chủ không nối tiếp nhật ký mà thiết bị này đã thấy lúc {at}: có thể đã bị viết lại, hoặc máy chủ vừa được khôi phục từ bản sao lưu. Hãy lưu bằng chứng và gọi ngay người kiểm tra nhật ký và quản trị viên.',
    'The log on the server does not go on from what this device saw at {at}: it may have been rewritten, or the server was restored from a backup. Save the evidence, and call the auditor and an administrator at once.',
  ),
  headSave: both('Lưu bằng chứng', 'Save the evidence'),
  headFollow: both('Đã báo, theo nhật ký mới', 'I have told them, follow the new log'),
};
