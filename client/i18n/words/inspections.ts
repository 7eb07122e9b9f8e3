import { both, type Both } from '#client/i18n/both.ts';
import type { InspectionNeed } from '#server/contract/inspection-object.ts';
import type { InspectionKind, InspectionResult } from '#server/contract/inspection.ts';

const kind: Record<InspectionKind, Both> = {
  regular: both('Định kỳ', 'Scheduled'),
  unannounced: both('Đột xuất', 'Unannounced'),
  reinspection: both('Tái kiểm tra', 'Re-inspection'),
  counter_check: both('Phúc tra', 'Counter-check'),
  guidance: both('Hướng dẫn', 'Guidance'),
};

const result: Record<InspectionResult, Both> = {
  no_violation: both('Không phát hiện vi phạm', 'No violation found'),
  reminder: both('Nhắc nhở', 'Reminder'),
  warning: both('Cảnh cáo', 'Warning'),
  violation_record: both('Lập biên bản vi phạm hành chính', 'Violation recorded'),
  sanction: both('Kiến nghị hoặc đã xử phạt', 'Sanction proposed or given'),
  suspension: both('Đình chỉ hoạt động', 'Suspended'),
  licence_withdrawal: both('Kiến nghị thu hồi giấy phép', 'Withdrawal of the licence proposed'),
  sent_to_investigators: both('Chuyển cơ quan điều tra', 'Sent to investigators'),
  closed_down: both('Cơ sở đóng cửa', 'Business closed down'),
  could_not_inspect: both('Không kiểm tra được', 'Could not be inspected'),
};

const need: Record<InspectionNeed, Both> = {
  not_inspected: both('Chưa kiểm tra trong năm', 'Not inspected this year'),
  reinspection_due: both('Đến hạn tái kiểm tra', 'Re-inspection due'),
};

/** Businesses to inspect, visits to them and the communes' quotas. */
export const inspections = {
  title: both('Cơ sở cần kiểm tra', 'Businesses to inspect'),
  lead: both(
    'Cơ sở kinh doanh dễ bị lợi dụng: là nơi để kiểm tra, không phải điểm phức tạp. Không ghi tên chủ cơ sở.',
    'Susceptible businesses: places to inspect, not complex points. No owner is named.',
  ),
  kind,
  result,
  need,
  state: { open: both('Đang kinh doanh', 'Open'), closed: both('Đã đóng cửa', 'Closed') },
  registerTab: both('Danh sách cơ sở', 'Register'),
  quotaTab: both('Chỉ tiêu phường, xã', 'Quota by commune'),
  search: both('Tìm theo tên, địa chỉ hoặc mã', 'Find by name, address or code'),
  all: both('Tất cả', 'All'),
  category: both('Loại hình', 'Category'),
  allCategories: both('Mọi loại hình', 'All categories'),
  commune: both('Phường, xã', 'Commune'),
  allCommunes: both('Mọi phường, xã', 'All communes'),
  needs: both('Cần làm', 'To do'),
  found: both('{count} cơ sở', '{count} businesses'),
  nothing: both('Không có cơ sở nào khớp', 'No business matches'),
  nothingMore: both(
    'Bỏ bớt điều kiện lọc, hoặc thêm cơ sở mới.',
    'Loosen the filter, or add a business.',
  ),
  nothingYet: both(
    'Chưa có cơ sở nào trong phạm vi của bạn',
    'There is no business within your reach yet',
  ),
  nothingYetMore: both(
    'Người lập kế hoạch hoặc cơ quan thường trực thêm từng cơ sở hoặc nhập cả danh sách.',
    'A planner or the standing agency adds them one by one or imports a list.',
  ),
  more: both('Xem thêm', 'Show more'),
  last: both('Lần gần nhất {date}: {result}', 'Last seen {date}: {result}'),
  never: both('Chưa có lượt kiểm tra nào', 'Never inspected'),
  visits: both('{count} lượt trong năm', '{count} visits this year'),
  dueOn: both('Tái kiểm tra trước {date}', 'Inspect again by {date}'),
  rule: both('Tái kiểm tra sau {days}. {origin}.', 'Inspected again after {days}. {origin}.'),
  name: both('Tên biển hiệu', 'Name on the sign'),
  nameMore: both(
    'Như trên biển hiệu; không ghi tên chủ hoặc người làm.',
    'As the sign reads; no owner, nobody who works there.',
  ),
  address: both('Địa chỉ', 'Address'),
  placeMore: both(
    'Bấm bản đồ, hoặc nhập vĩ độ, kinh độ. Phường, xã được tìm từ vị trí.',
    'Tap the map, or type latitude and longitude. The commune follows from the place.',
  ),
  coordinates: both('Tọa độ (vĩ độ, kinh độ)', 'Coordinates (latitude, longitude)'),
  useCentre: both('Lấy giữa bản đồ', 'Take the middle of the map'),
  code: both('Mã', 'Code'),
  add: both('Thêm cơ sở', 'Add a business'),
  importTable: both('Nhập danh sách', 'Import a list'),
  change: both('Sửa', 'Change'),
  close: both('Đóng cửa', 'Close'),
  closeTitle: both('Cơ sở đóng cửa', 'The business has closed'),
  closedOn: both('Ngày đóng cửa', 'Closed on'),
  closedSince: both('Đóng cửa từ {date}', 'Closed since {date}'),
  reopen: both('Mở lại', 'Open again'),
  reopenTitle: both('Cơ sở hoạt động trở lại', 'The business is at work again'),
  reason: both('Lý do', 'Reason'),
  stateReason: {
    open: both('Lý do mở lại', 'Reason for opening again'),
    closed: both('Lý do ngừng', 'Reason for closing'),
  },
  saved: both('Đã ghi vào danh sách', 'Written to the register'),
  recorded: both('Đã ghi kiểm tra', 'Visit recorded'),
  record: both('Ghi kiểm tra', 'Record a visit'),
  kindLabel: both('Hình thức', 'Kind'),
  resultLabel: both('Kết quả', 'Result'),
  inspectedOn: both('Ngày kiểm tra', 'Inspected on'),
  obstacle: both('Vì sao không kiểm tra được', 'Why it could not be inspected'),
  documentNumber: both('Số biên bản', 'Number of the record'),
  note: both('Ghi chú về cơ sở', 'Note about the business'),
  noteMore: both(
    'Chỉ ghi về cơ sở, không ghi về người.',
    'About the business only, not about persons.',
  ),
  history: both('Các lượt kiểm tra', 'Visits'),
  by: both('Ghi bởi {name}', 'Recorded by {name}'),
  withdraw: both('Rút lượt này', 'Withdraw this visit'),
  withdrawTitle: both('Rút lượt kiểm tra ghi nhầm', 'Withdraw a visit recorded by mistake'),
  withdrawn: both('Đã rút: {reason}', 'Withdrawn: {reason}'),
  year: both('Năm', 'Year'),
  quota: both('Chỉ tiêu', 'Quota'),
  noQuota: both('chưa giao', 'not set'),
  open: both('Cơ sở', 'Businesses'),
  inspected: both('Đã kiểm tra', 'Inspected'),
  visitCount: both('Lượt', 'Visits'),
  awaited: both('+{count} chờ xác nhận', '+{count} waiting for confirmation'),
  due: both('Cần tái kiểm tra', 'Re-inspection due'),
  progress: both('{done} / {quota}', '{done} / {quota}'),
  setQuota: both('Giao chỉ tiêu', 'Set the quota'),
  setQuotaOf: both('Giao chỉ tiêu cho {commune}', 'Set the quota of {commune}'),
  quotaNumber: both('Số cơ sở phải kiểm tra trong năm', 'Businesses to inspect in the year'),
  quotaDocument: both('Số văn bản giao', 'Number of the document'),
  noQuotas: both(
    'Chưa có phường, xã nào có cơ sở hoặc chỉ tiêu',
    'No commune has businesses or a quota yet',
  ),
  quotaFormula: both(
    'Đã kiểm tra: cơ sở khác nhau có ít nhất một lượt trong năm; không tính lượt hướng dẫn, lượt không kiểm tra được và lượt đã rút. Lượt nhập khi đã sang năm khác chờ người của thành phố xem văn bản.',
    'Inspected: different businesses with at least one visit in the year; guidance, visits that could not be made and withdrawn ones do not count. Visits entered in another year wait for somebody of the city who sees the paper.',
  ),
  toRegister: both('Xem danh sách cơ sở', 'See the register'),
  importTitle: both('Nhập danh sách cơ sở', 'Import a list of businesses'),
  importLead: both(
    'Bảng CSV, Excel hoặc GeoJSON; mỗi dòng một cơ sở đang hoạt động. Cột trạng thái và ngày tháng không dùng đến.',
    'A CSV, Excel or GeoJSON table; each row is an open business. Status and dates are not used.',
  ),
  wrong: {
    name: both(
      'Hãy ghi tên biển hiệu (ít nhất 2 ký tự).',
      'Give the name on the sign (at least 2 characters).',
    ),
    category: both('Hãy chọn loại hình.', 'Choose a category.'),
    address: both('Ít nhất 3 ký tự, hoặc để trống.', 'At least 3 characters, or leave it empty.'),
    position: both(
      'Hãy chọn vị trí trên bản đồ hoặc nhập tọa độ.',
      'Choose the place on the map or type coordinates.',
    ),
    reason: both('Hãy nêu lý do (ít nhất 3 ký tự).', 'Give the reason (at least 3 characters).'),
    date: both('Hãy chọn ngày, không sau hôm nay.', 'Choose a day, not after today.'),
    result: both('Hãy chọn kết quả.', 'Choose the result.'),
    quota: both('Hãy nhập một số từ 0 trở lên.', 'Give a number from 0 up.'),
    documentNumber: both('Hãy ghi số văn bản.', 'Give the number of the document.'),
  },
};

/** Importing businesses to inspect: where its words differ from those of importing points. */
export const businessImports = {
  title: both('Nhập danh sách cơ sở', 'Import businesses'),
  lead: both(
    'Đọc một bảng cơ sở dễ bị lợi dụng (CSV, XLSX, GeoJSON), kiểm tra từng dòng rồi mới ghi. Bảng không có cột nào về người; nhập lại cùng tệp không ghi thêm gì.',
    'Reads a table of susceptible businesses (CSV, XLSX, GeoJSON) and checks every row before anything is written. It takes no column about persons; the same file again writes nothing.',
  ),
  field: {
    officialName: both('Tên cơ sở', 'Name of the business'),
    note: both('Địa chỉ cơ sở', 'Address of the business'),
  },
  problem: {
    'import.name_missing': both('Thiếu tên cơ sở', 'No name of the business'),
    'import.category_unknown': both('Không phải loại hình cơ sở', 'Not a category of businesses'),
  },
  name: both('Tên cơ sở', 'Name of the business'),
  changedMore: both(
    'Dòng khác với cơ sở đã có không ghi đè; hãy sửa trên hồ sơ cơ sở.',
    'A row that differs from a known business overwrites nothing; change the business itself.',
  ),
  mapName: both(
    'Bản đồ xem trước. Mọi cơ sở trên bản đồ đều có trong bảng bên dưới.',
    'Preview map. Every business on it is in the table below.',
  ),
  mapCapped: both('Vẽ {shown} cơ sở đầu.', 'The first {shown} businesses are drawn.'),
  write: both('Ghi {count} cơ sở vào danh sách', 'Write {count} businesses to the register'),
  nothingNew: both('Không có cơ sở mới nào để ghi.', 'There is no new business to write.'),
  countAdded: both('Cơ sở mới', 'New businesses'),
  recordAdded: both('Cơ sở mới', 'New businesses'),
  phaseWriting: both('Đã ghi {done} trên {total} cơ sở', '{done} of {total} businesses written'),
  phasePlacing: both(
    'Đang xác định phường, xã của {total} cơ sở',
    'Finding the communes of {total} businesses',
  ),
  stoppedTooLateMore: both(
    'Các cơ sở của tệp này đã có trong danh sách.',
    'The businesses of this file are in the register.',
  ),
  done: both(
    'Đã ghi {count} cơ sở vào danh sách',
    '{count} businesses were written to the register',
  ),
  doneChanged: both(
    '{count} dòng khác với cơ sở đã có, giữ nguyên cơ sở trong danh sách.',
    '{count} rows differ from known businesses, which stay as they are.',
  ),
  leaveMore: both(
    'Đang ghi cơ sở vào danh sách. Nếu rời trang, lượt ghi bị hủy và không để lại gì.',
    'Businesses are being written. Leaving the page takes it all back.',
  ),
  open: both('Nhập từ tệp', 'Import a file'),
  toList: both('Mở danh sách cơ sở', 'Open the list of businesses'),
};
