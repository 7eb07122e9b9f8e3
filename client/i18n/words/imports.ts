import { both, type Both } from '#client/i18n/both.ts';
import type { ImportField } from '#server/contract/point-import.ts';

import { importCheck } from './import-check.ts';
import { placeFacts } from './place-facts.ts';

const field: Record<ImportField, Both> = {
  ...placeFacts,
  externalId: both('Mã của nơi lập danh sách', 'Identifier in the source'),
  officialName: both('Tên điểm', 'Name of the point'),
  kind: both('Nhóm', 'Group'),
  longitude: both('Kinh độ, hoặc mét hướng Đông', 'Longitude, or metres east'),
  latitude: both('Vĩ độ, hoặc mét hướng Bắc', 'Latitude, or metres north'),
  coordinates: both('Tọa độ trong một cột', 'Position in one column'),
  wkt: both('Hình vẽ (WKT)', 'Shape (WKT)'),
  address: both('Địa chỉ (khi không có tọa độ)', 'Address (where there is no position)'),
  communeCode: both('Mã phường, xã', 'Commune code'),
  communeName: both('Tên phường, xã', 'Commune name'),
  status: both('Trạng thái', 'Status'),
  listedOn: both('Ngày đưa vào danh mục', 'Listed on'),
  eliminatedOn: both('Ngày triệt xóa', 'Eliminated on'),
  handedOverOn: both('Ngày bàn giao', 'Handed over on'),
  documentNumber: both('Số văn bản', 'Document number'),
  note: both('Ghi chú', 'Note'),
  locationErrorMetres: both('Sai số vị trí (m)', 'Error of position (m)'),
};

export const imports = {
  title: both('Nhập điểm', 'Import points'),
  lead: both(
    'Đưa một danh sách có sẵn vào danh mục. Mọi dòng được kiểm tra trước; chưa bấm ghi thì chưa có gì được ghi.',
    'Bring an existing list into the register. Every row is checked first; nothing is written until you ask for it.',
  ),

  fileStep: both('1. Chọn tệp', '1. Choose a file'),
  chooseFile: both('Chọn tệp', 'Choose a file'),
  chooseOther: both('Chọn tệp khác', 'Choose another file'),
  dropHere: both('Kéo tệp vào đây, hoặc', 'Drop a file here, or'),
  layer: both('Lớp', 'Layer'),
  layerHint: both(
    'Tệp có nhiều lớp. Hãy chọn lớp cần nhập.',
    'The file holds several layers. Choose the one to import.',
  ),
  layerNone: both('Chọn lớp…', 'Choose a layer …'),
  coordinateSystem: both('Hệ tọa độ', 'Coordinate system'),
  fileHint: both(
    'Bảng CSV, XLSX; bản đồ GeoJSON, KML, KMZ, GPX, GeoPackage, MIF; Shapefile và MapInfo TAB nén ZIP. Tối đa 64 MB và 100.000 dòng.',
    'Tables: CSV, XLSX. Maps: GeoJSON, KML, KMZ, GPX, GeoPackage, MIF; zipped Shapefile and MapInfo TAB. At most 64 MB and 100,000 rows.',
  ),
  tooLarge: both(
    'Tệp {size}, quá lớn. Hãy chia thành nhiều tệp không quá {limit}.',
    'The file is too large ({size}). Split it into files of at most {limit}.',
  ),
  reading: both('Đang đọc và kiểm tra tệp…', 'Reading and checking the file…'),
  checkingAgain: both('Đang kiểm tra lại…', 'Checking again…'),
  format: both('Định dạng', 'Format'),
  encoding: both('Bảng mã', 'Encoding'),
  delimiter: both('Dấu ngăn cột', 'Delimiter'),
  comma: both('dấu phẩy', 'comma'),
  semicolon: both('dấu chấm phẩy', 'semicolon'),
  tab: both('dấu tab', 'tab'),
  rows: both('Số dòng', 'Rows'),
  warnings: both('Lưu ý khi đọc tệp', 'Noticed while reading'),
  warningLines: both('{count} dòng: {lines}', '{count} rows: {lines}'),

  mappingStep: both('2. Ghép cột', '2. Match columns'),
  mappingGiven: both('Theo lựa chọn của bạn.', 'As you chose.'),
  mappingRemembered: both(
    'Theo cách ghép đã dùng lần trước cho bảng có cùng tiêu đề. Xem lại trước khi ghi.',
    'As used the last time for a table with these headings. Look through it before writing.',
  ),
  mappingGuessed: both(
    'Đoán theo tiêu đề và nội dung cột. Xem lại trước khi ghi.',
    'Guessed from headings and content. Look through it before writing.',
  ),
  field,
  notMapped: both('Không có cột', 'No column'),
  samples: both('Ví dụ: {values}', 'Such as: {values}'),
  noSamples: both('Cột này trống ở các dòng đầu.', 'This column is empty in the first rows.'),
  missing: both('Cần chọn cột', 'Choose a column'),
  missingPosition: both(
    'Cần kinh độ và vĩ độ, hoặc một cột tọa độ, hoặc cột WKT, hoặc cột địa chỉ',
    'Needs longitude and latitude, or one column of positions, or WKT, or an address',
  ),
  missingCategory: both(
    'Cần chọn cột, hoặc chọn loại hình chung bên dưới',
    'Choose a column, or one category for all below',
  ),
  ownGeometry: both(
    'Vị trí lấy từ hình trong tệp bản đồ.',
    'Positions come from the shapes in the map file.',
  ),
  moreFields: both('Thêm {count} mục khác', '{count} more fields'),
  fewerFields: both('Ẩn các mục không dùng', 'Hide unused fields'),
  defaults: both('Dùng cho ô trống', 'For empty cells'),
  defaultsMore: both(
    'Điền thay khi cột không có hoặc ô bỏ trống.',
    'Used where there is no column or the cell is empty.',
  ),
  defaultCategory: both('Loại hình', 'Category'),
  noDefault: both('Không điền', 'Leave empty'),
  defaultStatus: both('Trạng thái', 'Status'),
  defaultListedOn: both('Ngày đưa vào danh mục', 'Listed on'),
  defaultDocument: both('Số văn bản', 'Document number'),
  defaultDocumentHint: both(
    'Bắt buộc khi có điểm đã vào danh mục, đã triệt xóa hoặc đã bàn giao.',
    'Required when a point is listed, eliminated or handed over already.',
  ),

  ...importCheck,
  writeStep: both('4. Ghi vào danh mục', '4. Write to the register'),
  write: both('Ghi {count} điểm vào danh mục', 'Write {count} points to the register'),
  nothingNew: both('Không có điểm mới nào để ghi.', 'There is no new point to write.'),
  everythingKnown: both(
    'Mọi dòng đọc được đều đã có trong danh mục; nhập lại không thay đổi gì.',
    'Every readable row is in the register already; importing again changes nothing.',
  ),
  finishMapping: both(
    'Ghép đủ các cột bắt buộc ở bước 2 trước khi ghi.',
    'Match every required column in step 2 before writing.',
  ),
  needDocument: both(
    'Có điểm không ở trạng thái đề xuất: nhập số văn bản ở bước 2.',
    'Some points are more than proposed: enter a document number in step 2.',
  ),
  recordFile: both('Tệp', 'File'),
  recordAdded: both('Điểm mới', 'New points'),
  recordStatus: both('Trạng thái', 'Status'),
  recordClaims: both('Hai người', 'Two persons'),
  recordClaimsMore: both(
    'Mọi điểm vào danh mục là đề xuất; trạng thái ghi trong bảng có hiệu lực khi một người khác của cơ quan thường trực chấp nhận.',
    'All points come in as proposals; the statuses of the table hold once another person of the standing agency accepts them.',
  ),
  recordStatusOf: both('{status}: {count}', '{status}: {count}'),
  recordDocument: both('Số văn bản', 'Document number'),
  documentByColumn: both('theo cột “{column}”', 'from column “{column}”'),
  documentBoth: both(
    'theo cột “{column}”, ô trống dùng {number}',
    'from column “{column}”, empty cells take {number}',
  ),
  documentNone: both('không có', 'none'),
  recordLeft: both('Không ghi', 'Left out'),
  recordLeftOf: both(
    '{refused} dòng bị từ chối, {waiting} dòng chờ đồng ý, {known} dòng đã có',
    '{refused} rows refused, {waiting} rows without consent, {known} rows known already',
  ),
  recordByHand: both('Vị trí đặt thủ công', 'Placed by hand'),
  recordByHandOf: both('{count} dòng, do bạn đặt', '{count} rows, by you'),
  recordPlaces: both('Phường, xã', 'Communes'),
  recordPlacesMore: both(
    'Xác định theo vị trí và địa giới đang dùng',
    'Found from the position and the borders in force',
  ),

  running: both('Đang ghi vào danh mục', 'Writing to the register'),
  runningMore: both(
    'Ghi tất cả hoặc không ghi gì. Đừng đóng trang này.',
    'All or nothing is written. Keep this page open.',
  ),
  phaseReading: both('Đang đọc và kiểm tra tệp', 'Reading and checking the file'),
  phaseWriting: both('Đã ghi {done} trên {total} điểm', '{done} of {total} points written'),
  phasePlacing: both(
    'Đang xác định phường, xã của {total} điểm',
    'Finding the communes of {total} points',
  ),
  stop: both('Hủy, không ghi gì', 'Cancel, write nothing'),
  stopping: both('Đang hủy…', 'Cancelling…'),
  cancelled: both('Đã hủy, không ghi gì', 'Cancelled, nothing was written'),
  cancelledMore: both(
    'Danh mục như trước khi bấm ghi. Có thể sửa lựa chọn rồi ghi lại.',
    'The register is as before. You may change your choices and write again.',
  ),
  lost: both('Mất kết nối giữa chừng, không ghi gì', 'The connection broke, nothing was written'),
  lostMore: both(
    'Máy chủ đã bỏ phần đang ghi. Kiểm tra mạng rồi ghi lại.',
    'The server took back what it had begun. Check the network and write again.',
  ),
  stoppedTooLate: both(
    'Đã ghi xong trước khi dừng kịp',
    'It was written before it could be stopped',
  ),
  stoppedTooLateMore: both(
    'Các điểm của tệp này đã có trong danh mục.',
    'The points of this file are in the register.',
  ),
  stoppedUnknown: both('Chưa biết đã ghi hay chưa', 'Whether it was written is not known yet'),
  stoppedUnknownMore: both(
    'Kiểm tra mạng rồi chọn lại tệp này: nếu mọi dòng báo “đã có” là đã ghi, nếu báo “điểm mới” là chưa.',
    'Check the network and choose the file again: rows said to be known were written, new ones were not.',
  ),
  done: both('Đã ghi {count} điểm vào danh mục', '{count} points were written to the register'),
  doneClaimed: both(
    '{count} điểm vào là đề xuất: trạng thái ghi trong bảng chờ một người khác của cơ quan thường trực chấp nhận.',
    '{count} points came in as proposals: the statuses of the table wait for another person of the standing agency.',
  ),
  waitingTitle: both('Bảng chờ người thứ hai chấp nhận', 'Tables that wait for a second person'),
  waitingLead: both(
    'Điểm của các bảng này còn là đề xuất, dù bảng ghi trạng thái khác.',
    'The points of these tables are proposals still, although the tables say otherwise.',
  ),
  waitingBy: both('Người nhập', 'Imported by'),
  accept: both('Chấp nhận trạng thái ghi trong bảng', 'Accept the statuses of the table'),
  acceptMore: both(
    'Các điểm được công nhận và mang trạng thái, ngày và số văn bản ghi trong bảng. Điểm đã được xử lý riêng thì giữ nguyên.',
    'The points are recognised and take the status, days and document numbers of the table. Points that were decided on one by one stay as they are.',
  ),
  accepted: both('Đã chấp nhận {count} điểm', '{count} points were accepted'),
  doneUnchanged: both(
    '{count} dòng đã có trong danh mục, không đổi.',
    '{count} rows were in the register already, unchanged.',
  ),
  doneChanged: both(
    '{count} dòng khác với điểm đã có, giữ nguyên điểm trong danh mục.',
    '{count} rows differ from known points, which stay as they are.',
  ),
  doneRefused: both('{count} dòng không ghi được.', '{count} rows could not be written.'),
  doneRun: both('Lượt nhập số {id}, đã vào nhật ký.', 'Import number {id}, entered in the log.'),
  seeMap: both('Xem trên bản đồ', 'See it on the map'),
  importOther: both('Nhập tệp khác', 'Import another file'),
  leaveTitle: both('Rời trang sẽ hủy lượt ghi', 'Leaving cancels the import'),
  leaveMore: both(
    'Đang ghi điểm vào danh mục. Nếu rời trang, lượt ghi bị hủy và không để lại gì.',
    'Points are being written. If you leave, the import is cancelled and leaves nothing.',
  ),
  leave: both('Rời trang, hủy ghi', 'Leave and cancel'),
  stay: both('Ở lại', 'Stay'),
};
