import type { AuditFault } from '#server/contract/audit.ts';

const fault: Record<AuditFault, string> = {
  altered: 'Nội dung dòng này không khớp với mã băm của nó: dòng đã bị sửa.',
  missing: 'Thiếu một dòng ở vị trí này: dòng đã bị xóa.',
  out_of_order: 'Dòng này không nối tiếp dòng trước: thứ tự đã bị đổi.',
  chopped: 'Dòng cuối không phải dòng đã ghi nhớ: phần cuối nhật ký đã bị cắt.',
  noted_hash_gone: 'Không còn dòng nào mang mã băm đã ghi lại: cả chuỗi có thể đã bị viết lại.',
};

/** The log and its verification. */
export const audit = {
  title: 'Nhật ký truy cập',
  lead: 'Mọi lần ghi và mọi lần mở một hồ sơ. Chỉ thêm, không sửa, không xóa; mỗi dòng mang mã băm của dòng trước.',
  verify: 'Kiểm tra toàn vẹn',
  verifyTitle: 'Toàn vẹn của nhật ký',
  verifyLead: 'Tính lại chuỗi mã băm từ dòng đầu đến dòng cuối. Có thể mất vài giây.',
  notedHash: 'Mã băm đã ghi lại lần trước',
  notedHashHint:
    'Dán mã băm cuối của lần kiểm tra trước để phát hiện cả trường hợp toàn bộ chuỗi bị viết lại.',
  notedHashWrong: 'Mã băm gồm 64 chữ số thập lục phân.',
  whole: 'Nhật ký nguyên vẹn',
  wholeMore: (p: { entries: string }) =>
    `Đã kiểm tra ${p.entries} dòng. Hãy ghi lại mã băm cuối ở nơi khác:`,
  broken: 'Nhật ký không còn nguyên vẹn',
  brokenAt: (p: { seq: string }) => `Chỗ sai đầu tiên: dòng số ${p.seq}.`,
  fault,
  seq: 'Số',
  at: 'Thời điểm',
  who: 'Người thực hiện',
  action: 'Hành động',
  subject: 'Hồ sơ',
  detail: 'Chi tiết',
  system: 'Hệ thống',
  filterAction: 'Mã hành động',
  filterSubjectKind: 'Loại hồ sơ',
  filterSubjectId: 'Mã hồ sơ',
  filterHint: 'ví dụ point.read',
  apply: 'Lọc',
  entries: (p: { total: string }) => `${p.total} dòng`,
  emptyTitle: 'Không có dòng nào khớp',
  empty: 'Bỏ bớt điều kiện lọc để xem các dòng khác.',
};
