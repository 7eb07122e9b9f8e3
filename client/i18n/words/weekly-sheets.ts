import { both } from '#client/i18n/both.ts';

import { definition, figure } from './weekly-figures.ts';

/** The commune's week on one page. */
export const weeklySheets = {
  title: both('Phiếu tuần', 'Weekly sheet'),
  lead: both(
    'Tình hình điểm phức tạp trên địa bàn trong một tuần, lãnh đạo ký xác nhận.',
    'The complex points of a commune in one week, signed by its leader.',
  ),
  figure,
  definition,
  group: {
    points: both('Điểm theo trạng thái', 'Points by status'),
    recurrences: both('Tái hoạt động và giải trình', 'Recurrences and replies'),
    handovers: both('Bàn giao', 'Hand-overs'),
    checks: both('Kiểm tra sau triệt xóa', 'Checks after elimination'),
    signals: both('Dấu hiệu', 'Signals'),
  },
  commune: both('Địa bàn', 'Commune'),
  allCommunes: both('Mọi phường, xã', 'All communes'),
  week: both('Tuần', 'Week'),
  weekOf: both(
    (p: { number: string; year: string }) => `Tuần ${p.number}/${p.year}`,
    (p: { number: string; year: string }) => `Week ${p.number}/${p.year}`,
  ),
  days: both(
    (p: { first: string; last: string }) => `${p.first} – ${p.last}`,
    (p: { first: string; last: string }) => `${p.first} – ${p.last}`,
  ),
  previousWeek: both('Tuần trước', 'Previous week'),
  nextWeek: both('Tuần sau', 'Next week'),
  pickWeek: both('Chọn một ngày trong tuần', 'Pick a day of the week'),
  asOf: both(
    (p: { date: string }) => `Số liệu đến ngày ${p.date}`,
    (p: { date: string }) => `Figures up to ${p.date}`,
  ),
  running: both(
    'Tuần chưa kết thúc: số liệu mới đến hôm nay.',
    'The week is not over: the figures are up to today.',
  ),
  weekOrigin: both(
    (p: { origin: string }) => `Cách tính tuần: ${p.origin}.`,
    (p: { origin: string }) => `What a week is: ${p.origin}.`,
  ),
  version: both('Bản', 'Version'),
  current: both('Số liệu hiện tại', 'Figures as they are now'),
  currentShort: both('Hiện tại', 'Now'),
  versionNumber: both(
    (p: { number: string }) => `Bản ${p.number}`,
    (p: { number: string }) => `Version ${p.number}`,
  ),
  unsigned: both('Chưa ký', 'Not signed'),
  signedState: both(
    (p: { number: string }) => `Đã ký, bản ${p.number}`,
    (p: { number: string }) => `Signed, version ${p.number}`,
  ),
  signedBy: both(
    (p: { name: string; time: string }) => `${p.name} ký lúc ${p.time}`,
    (p: { name: string; time: string }) => `Signed by ${p.name} at ${p.time}`,
  ),
  preparedBy: both(
    (p: { name: string }) => `${p.name} chuẩn bị`,
    (p: { name: string }) => `prepared by ${p.name}`,
  ),
  preparedAt: both(
    (p: { name: string; time: string }) => `${p.name} chuẩn bị lúc ${p.time}`,
    (p: { name: string; time: string }) => `Prepared by ${p.name} at ${p.time}`,
  ),
  reasonIs: both(
    (p: { reason: string }) => `Lý do có bản này: ${p.reason}`,
    (p: { reason: string }) => `Why there is this version: ${p.reason}`,
  ),
  remark: both('Nhận xét', 'Remark'),
  noRemark: both('Không có nhận xét', 'No remark'),
  hash: both('Mã đối chiếu', 'Check code'),
  broken: both(
    'Số liệu của bản này không còn khớp với mã đối chiếu khi ký',
    'The figures of this version do not match the code under which they were signed',
  ),
  brokenMore: both(
    'Dữ liệu đã bị sửa ngoài hệ thống. Không dùng bản này; báo ngay người giám sát nhật ký.',
    'Somebody changed the database. Do not use this version; tell the auditor.',
  ),
  changedSince: both(
    (p: { count: string; number: string }) =>
      `Số liệu hiện tại khác bản ${p.number} ở ${p.count} nội dung`,
    (p: { count: string; number: string }) =>
      `The sheet now differs from version ${p.number} in ${p.count} figures`,
  ),
  changedSinceMore: both(
    'Có việc được ghi hoặc đính chính sau khi ký. Bản đã ký vẫn giữ nguyên.',
    'Something was recorded or corrected after the signature. The signed version stays as it is.',
  ),
  compareCurrent: both('Xem số liệu hiện tại', 'Show today’s figures'),
  head: {
    figure: both('Nội dung', 'Figure'),
    count: both('Số', 'Count'),
    before: both(
      (p: { number: string }) => `Bản ${p.number}`,
      (p: { number: string }) => `Version ${p.number}`,
    ),
    definition: both('Cách tính', 'How it is counted'),
  },
  was: both(
    (p: { before: string }) => `trước là ${p.before}`,
    (p: { before: string }) => `was ${p.before}`,
  ),
  codes: both(
    (p: { codes: string }) => `Điểm: ${p.codes}`,
    (p: { codes: string }) => `Points: ${p.codes}`,
  ),
  moreCodes: both(
    (p: { count: string }) => `và ${p.count} điểm khác`,
    (p: { count: string }) => `and ${p.count} more`,
  ),
  map: both('Bản đồ các điểm cần xử lý', 'Map of the points that need something done'),
  mapNumbers: both(
    'Số trên bản đồ chỉ các điểm ghi mã trong phiếu; vị trí theo dữ liệu hiện nay.',
    'The numbers stand for the points whose codes the sheet gives; positions are those of today.',
  ),
  mapEmpty: both('Không có điểm nào cần xử lý.', 'No point needs anything done.'),
  sign: both('Ký phiếu tuần', 'Sign the sheet'),
  signAgain: both('Ký bản đính chính', 'Sign a corrected version'),
  signTitle: both(
    (p: { week: string }) => `Ký ${p.week}`,
    (p: { week: string }) => `Sign ${p.week}`,
  ),
  signLead: both(
    'Sau khi ký, số liệu được giữ nguyên. Nếu sai, ký bản mới kèm lý do; bản cũ vẫn lưu.',
    'Once signed, the figures are frozen. A mistake is corrected by a new version with a reason; the old one stays readable.',
  ),
  signed: both(
    (p: { number: string }) => `Đã ký bản ${p.number}`,
    (p: { number: string }) => `Version ${p.number} is signed`,
  ),
  remarkLabel: both('Nhận xét của lãnh đạo', 'Remark of the leader'),
  remarkMore: both(
    'Không ghi tên người; chỉ nói về địa điểm và công việc.',
    'No names of persons; only of places and work.',
  ),
  reasonLabel: both('Lý do ký bản mới', 'Reason for a new version'),
  reasonMissing: both(
    'Hãy nêu lý do của bản mới (ít nhất 3 ký tự).',
    'Give the reason for the new version (3 characters or more).',
  ),
  remarkShort: both('Ít nhất 3 ký tự, hoặc để trống.', '3 characters or more, or none.'),
  willSignFor: both('Thay mặt', 'For'),
  willSignBy: both('Người ký', 'Signed by'),
  willSignVersion: both('Bản số', 'Version'),
  willSignChanges: both('Khác bản trước', 'Differs from the one before'),
  noChanges: both('Không khác', 'No difference'),
  asOfLabel: both('Số liệu đến ngày', 'Figures up to'),
  prepare: both('Chuẩn bị cho lãnh đạo ký', 'Prepare it for the signature'),
  prepareLead: both(
    'Ghi nhận xét để lãnh đạo xem và ký. Chưa ký thì chỉ địa bàn của bạn thấy.',
    'Leave a remark for the leader who signs. Until then only your commune can see it.',
  ),
  prepareSave: both('Lưu nhận xét', 'Save the remark'),
  prepared: both('Đã lưu, chờ lãnh đạo ký', 'Saved; it awaits the leader’s signature'),
  officerNoSign: both(
    'Cán bộ chuẩn bị, lãnh đạo phường, xã ký.',
    'Officers prepare, the leader of the commune signs.',
  ),
  print: both('In phiếu', 'Print the sheet'),
  printPurpose: both(
    (p: { week: string; commune: string }) => `Phiếu tuần ${p.week}, ${p.commune}`,
    (p: { week: string; commune: string }) => `Weekly sheet ${p.week}, ${p.commune}`,
  ),
  printUnsigned: both('BẢN CHƯA KÝ', 'NOT SIGNED'),
  printHead: both('PHIẾU TÌNH HÌNH TUẦN', 'WEEKLY SHEET'),
  printSub: both(
    'Điểm phức tạp về tệ nạn mại dâm trên địa bàn',
    'Complex points of prostitution in the commune',
  ),
  signatures: both('Phường, xã đã ký tuần này', 'Who has signed this week'),
  signaturesLead: both(
    (p: { signed: string; total: string }) => `Đã ký: ${p.signed}/${p.total}`,
    (p: { signed: string; total: string }) => `${p.signed} of ${p.total} have signed`,
  ),
  open: both('Xem phiếu', 'Open the sheet'),
  openOf: both(
    (p: { commune: string }) => `Xem phiếu của ${p.commune}`,
    (p: { commune: string }) => `Open the sheet of ${p.commune}`,
  ),
  state: both('Trạng thái', 'State'),
};
