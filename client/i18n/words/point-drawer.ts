import { both } from '#client/i18n/both.ts';

/** The record of one point: facts, hand-overs, signals, the timeline of its life. */
export const pointDrawer = {
  wholeRecord: both('Xem cả hồ sơ', 'Show the whole record'),
  title: both('Hồ sơ điểm', 'Record of the point'),
  close: both('Đóng hồ sơ', 'Close the record'),
  copyLink: both('Sao chép liên kết hồ sơ', 'Copy a link to the record'),
  copied: both('Đã sao chép liên kết hồ sơ.', 'Link to the record copied.'),
  copyFailed: both(
    'Trình duyệt không cho sao chép. Hãy sao chép từ thanh địa chỉ.',
    'The browser does not allow copying. Copy it from the address bar.',
  ),
  print: both('In hồ sơ', 'Print the record'),
  printLead: both(
    'Bản in có mục đích, người in và thời điểm in. Mỗi lần in đều ghi vào nhật ký.',
    'The print carries its purpose, who printed it and when. Every print is written to the log.',
  ),
  printNow: both('In', 'Print'),
  facts: both('Thông tin', 'Facts'),
  since: both(
    (p: { date: string; ago: string }) => `từ ${p.date} (${p.ago})`,
    (p) => `since ${p.date} (${p.ago})`,
  ),
  cycle: both(
    (p: { number: string }) => `Chu kỳ ${p.number}`,
    (p) => `Cycle ${p.number}`,
  ),
  recurrences: both(
    (p: { count: string }) => `tái hoạt động ${p.count} lần`,
    (p) => `recurred ${p.count}×`,
  ),
  noRecurrence: both('chưa tái hoạt động lần nào', 'never recurred'),
  aliasSource: both(
    (p: { name: string; source: string }) => `${p.name} (theo ${p.source})`,
    (p) => `${p.name} (source: ${p.source})`,
  ),
  kind: both('Nhóm', 'Group'),
  communes: both('Phường, xã', 'Communes'),
  lead: both('chủ trì', 'lead'),
  uncertainNear: both(
    'Gần địa giới: phường, xã có thể khác.',
    'Near a border: the commune may be another one.',
  ),
  uncertainApproximate: both(
    'Địa giới gần đúng, chưa chắc thuộc phường, xã này.',
    'Borders are approximate: the commune is not certain.',
  ),
  noAddress: both('chưa có địa chỉ', 'no address yet'),
  addressFound: both('theo danh mục địa chỉ', 'by the gazetteers'),
  lastEvent: both('Việc gần nhất', 'Latest entry'),
  pastDay: both(
    (p: { date: string }) => `Hồ sơ ngày ${p.date}`,
    (p) => `Record of ${p.date}`,
  ),
  pastMore: both(
    'Trạng thái và lịch sử tính đến cuối ngày này. Hồ sơ ngày cũ chỉ để xem.',
    'State and history until the end of that day. A past record is for reading only.',
  ),
  toToday: both('Xem hồ sơ hôm nay', 'Read the record of today'),
  place: both('Vị trí', 'Place'),
  shapePoint: both('Một vị trí', 'A spot'),
  shapeLine: both('Đoạn đường', 'A stretch of street'),
  shapeArea: both('Vùng', 'An area'),
  byAddress: both(
    (p: { precision: string }) => `đặt theo địa chỉ (${p.precision})`,
    (p) => `placed by its address (${p.precision})`,
  ),
  locationError: both(
    (p: { distance: string }) => `sai số khoảng ${p.distance}`,
    (p) => `error about ${p.distance}`,
  ),
  copyPlace: both('Sao chép tọa độ', 'Copy the coordinates'),
  copiedPlace: both('Đã sao chép tọa độ.', 'Coordinates copied.'),
  otherNotations: both('Cách ghi khác', 'Other notations'),
  notation: {
    degrees: both('WGS 84, vĩ độ, kinh độ', 'WGS 84, latitude, longitude'),
    sexagesimal: both('Độ, phút, giây', 'Degrees, minutes, seconds'),
    vn2000: both(
      'VN-2000, kinh tuyến trục 105°00′, múi 3° (X, Y)',
      'VN-2000, central meridian 105°00′, 3° zone (X, Y)',
    ),
    plusCode: both('Plus code', 'Plus code'),
  },
  notationFailed: both(
    'Không tải được phép đổi tọa độ. Hãy kiểm tra mạng rồi mở lại.',
    'The conversion could not be fetched. Check the network and open this again.',
  ),
  rings: both('Vòng 100, 200, 500 m', 'Rings of 100, 200, 500 m'),
  grounds: both('Căn cứ đề xuất', 'Grounds of the proposal'),
  proposedBy: both('Người đề xuất', 'Proposed by'),
  proposedByMe: both(
    (p: { name: string }) => `${p.name} (bạn)`,
    (p) => `${p.name} (you)`,
  ),
  nextCheck: both('Kiểm tra kế tiếp', 'Next check'),
  nextCheckOverdue: both(
    (p: { date: string; ago: string }) => `quá hạn từ ${p.date} (${p.ago})`,
    (p) => `overdue since ${p.date} (${p.ago})`,
  ),
  nextCheckOn: both(
    (p: { date: string; ago: string }) => `hạn ${p.date} (${p.ago})`,
    (p) => `due ${p.date} (${p.ago})`,
  ),
  removed: both('Đề xuất đã bị hủy', 'The proposal was annulled'),
  removedMore: both(
    'Đề xuất điểm này được ghi nhận sai, nên điểm không còn trong danh mục và không được tính ở đâu. Lý do ở mục Lịch sử.',
    'The proposal of this point was a mistake: the register does not hold it any more and counts it nowhere. The history says why.',
  ),
  mergedInto: both('Đã gộp vào điểm khác', 'Merged into another point'),
  mergedIntoMore: both(
    (p: { code: string }) =>
      `Lịch sử của điểm này được xem cùng với điểm ${p.code}. Việc mới ghi ở điểm đó.`,
    (p) =>
      `The history of this point is read together with ${p.code}. New acts are recorded there.`,
  ),
  openOther: both(
    (p: { code: string }) => `Mở ${p.code}`,
    (p) => `Open ${p.code}`,
  ),
  mergedFrom: both('Các điểm đã gộp vào đây', 'Points merged into this one'),
  handovers: both('Bàn giao', 'Hand-overs'),
  handoverReason: both(
    (p: { reason: string }) => `Lý do: ${p.reason}`,
    (p) => `Reason: ${p.reason}`,
  ),
  signals: both('Dấu hiệu nghi tái hoạt động', 'Signals of a suspected recurrence'),
  signalOn: both(
    (p: { date: string }) => `Ngày ${p.date}`,
    (p) => `On ${p.date}`,
  ),
  signalOrigin: {
    reported: both('tin phản ánh', 'reported by a tip'),
    found: both('phát hiện khi kiểm tra', 'found on a check'),
  },
  signalState: {
    unmatched: both('Không gần điểm đã triệt xóa nào', 'Near no closed place'),
    vicinity: both(
      'Vùng lân cận: có thể dịch chuyển, không tính',
      'Vicinity: possible displacement, not counted',
    ),
    lapsed: both('Hết hiệu lực', 'Lapsed'),
    suspected: both('Chờ xác minh', 'Awaits verification'),
    confirmed: both('Đã xác nhận tái hoạt động', 'Confirmed as a recurrence'),
    rejected: both('Đã bác bỏ', 'Rejected'),
  },
  signalAway: both(
    (p: { distance: string }) => `cách điểm ${p.distance}`,
    (p) => `${p.distance} from the point`,
  ),
  signalRaised: both(
    (p: { name: string }) => `Người ghi nhận: ${p.name}`,
    (p) => `Recorded by ${p.name}`,
  ),
  signalDecided: both(
    (p: { date: string; name: string }) => `Kết luận ngày ${p.date}, ${p.name}`,
    (p) => `Decided on ${p.date}, ${p.name}`,
  ),
  unverified: both(
    'Chưa xác minh thì chưa tính là tái hoạt động.',
    'While unverified it does not count as a recurrence.',
  ),
  timeline: both('Lịch sử', 'History'),
  beforeList: both('Trước khi vào danh mục', 'Before it was listed'),
  cycleFrom: both(
    (p: { date: string }) => `từ ${p.date}`,
    (p) => `since ${p.date}`,
  ),
  cycleSpan: both(
    (p: { from: string; until: string }) => `${p.from} đến ${p.until}`,
    (p) => `${p.from} to ${p.until}`,
  ),
  openedByRecurrence: both('mở lại do tái hoạt động', 'opened by a recurrence'),
  recordedOn: both(
    (p: { date: string }) => `ghi ngày ${p.date}`,
    (p) => `recorded on ${p.date}`,
  ),
  system: both('Hệ thống', 'System'),
  document: both(
    (p: { number: string }) => `Văn bản số ${p.number}`,
    (p) => `Document ${p.number}`,
  ),
  corrected: both('đã đính chính', 'corrected'),
  correctedMore: both(
    'Nội dung hiện là sau đính chính. Xem việc đính chính trong lịch sử.',
    'Shown as it reads after correction. The correction stands in the history.',
  ),
  correctThis: both('Đính chính việc này', 'Correct this entry'),
  complete: both(
    'Đã đủ các phường, xã; điểm chuyển sang Đã bàn giao.',
    'All communes have confirmed; the point is handed over.',
  ),
  reason: both('Lý do', 'Reason'),
  groundsOf: both('Căn cứ', 'Grounds'),
  wayOf: both('Cách triệt xóa', 'How it was ended'),
  resultOf: both('Kết quả', 'Result'),
  communeOf: both('Phường, xã', 'Commune'),
  changed: both('Nội dung sửa', 'What was changed'),
  correctedEvent: both(
    (p: { kind: string }) => `việc “${p.kind}”`,
    (p) => `the entry “${p.kind}”`,
  ),
  newDate: both(
    (p: { date: string }) => `ngày hiệu lực thành ${p.date}`,
    (p) => `effective date now ${p.date}`,
  ),
  newDocument: both(
    (p: { number: string }) => `số văn bản thành ${p.number}`,
    (p) => `document number now ${p.number}`,
  ),
  noDocument: both('bỏ số văn bản', 'document number removed'),
  newNote: both('ghi chú', 'note'),
  newWay: both(
    (p: { from: string; to: string }) => `cách triệt xóa: từ “${p.from}” thành “${p.to}”`,
    (p) => `way: from “${p.from}” to “${p.to}”`,
  ),
  newGrounds: both(
    (p: { from: string }) => `căn cứ (trước đây: “${p.from}”)`,
    (p) => `grounds (before: “${p.from}”)`,
  ),
  oldDocument: both(
    (p: { number: string }) => `số văn bản trước đây ${p.number}`,
    (p) => `former document ${p.number}`,
  ),
  oldDate: both(
    (p: { date: string }) => `ngày trước đây ${p.date}`,
    (p) => `former day ${p.date}`,
  ),
  mergedPoint: both('Gộp vào', 'Merged into'),
  claimed: both('Theo bảng đã nhập', 'By the imported table'),
  placed: both('Vị trí', 'Position'),
  placedByHand: both(
    (p: { name: string; distance: string }) =>
      `${p.name} đặt thủ công khi nhập danh sách, trong vòng ${p.distance}`,
    (p) => `placed by hand by ${p.name} while importing, within ${p.distance}`,
  ),
  placedByHandIn: both(
    (p: { name: string; commune: string }) =>
      `${p.name} đặt thủ công khi nhập danh sách, chỉ biết thuộc ${p.commune}`,
    (p) => `placed by hand by ${p.name} while importing, known to be in ${p.commune} only`,
  ),
  placedByAddress: both(
    (p: { label: string; precision: string; source: string }) =>
      `theo địa chỉ ${p.label} (${p.precision}), nguồn: ${p.source}`,
    (p) => `by the address ${p.label} (${p.precision}), source: ${p.source}`,
  ),
  origin: both('Nguồn', 'Origin'),
  fields: {
    geometry: both('hình vẽ', 'drawing'),
    anchor: both('vị trí đánh dấu', 'position of the mark'),
    locationErrorMetres: both('sai số vị trí', 'location error'),
  },
  notFoundTitle: both('Không mở được hồ sơ', 'The record could not be opened'),
};
