import { both, type Both } from '#client/i18n/both.ts';
import type { BOUNDARY_ENCODINGS } from '#server/contract/boundary.ts';

import { boundaryReport } from './boundary-report.ts';

const encoding: Record<(typeof BOUNDARY_ENCODINGS)[number], Both> = {
  auto: both('Tự nhận', 'Detect'),
  'utf-8': both('UTF-8 (Unicode)', 'UTF-8 (Unicode)'),
  'windows-1258': both('Windows-1258', 'Windows-1258'),
  tcvn3: both('TCVN3 (ABC)', 'TCVN3 (ABC)'),
  vni: both('VNI', 'VNI'),
};

export const boundaries = {
  title: both('Địa giới hành chính', 'Administrative borders'),
  lead: both(
    'Địa giới phường, xã dùng để xác định điểm thuộc nơi nào. Nhập tệp chính thức để thay địa giới gần đúng.',
    'The borders of wards and communes decide to which of them a point belongs. An official file replaces approximate ones.',
  ),

  inForce: both('Bộ địa giới đang dùng', 'Set in force'),
  kind: { approximate: both('Gần đúng', 'Approximate'), imported: both('Nhập từ tệp', 'Imported') },
  approximateTitle: both('Địa giới gần đúng', 'Approximate borders'),
  approximateMore: both(
    'Vẽ từ tâm của 126 phường, xã: khoảng một phần năm diện tích thành phố nằm sai phường, xã. Hãy nhập tệp địa giới chính thức.',
    'Drawn from the centres of the 126 communes: about a fifth of the city’s area lies in the wrong one. Import an official file.',
  ),
  source: both('Nguồn', 'Source'),
  sourceDate: both('Ngày của số liệu', 'Date of the data'),
  licence: both('Giấy phép', 'Licence'),
  file: both('Tệp', 'File'),
  fileHash: both('SHA-256 của tệp', 'SHA-256 of the file'),
  coordinateSystem: both('Hệ tọa độ', 'Coordinate system'),
  validFrom: both('Có hiệu lực từ', 'Valid from'),
  importedAt: both('Nhập lúc', 'Imported at'),
  importedBy: both('Người nhập', 'Imported by'),
  matched: both('Khớp', 'Matched'),
  state: both('Trạng thái', 'State'),
  now: both('Đang dùng', 'In force'),
  former: both('Đã thay', 'Replaced'),
  seeReport: both('Xem báo cáo', 'See the report'),
  reportOf: both('Báo cáo nhập: {source}', 'Import report: {source}'),
  noReport: both('Bộ này không có báo cáo nhập.', 'This set has no import report.'),

  history: both('Các bộ đã có', 'Earlier sets'),
  undo: both('Quay lại bộ trước', 'Go back to the set before'),
  undoTitle: both('Quay lại bộ địa giới trước', 'Go back to the set before'),
  undoFrom: both('Ngừng dùng', 'Out of force'),
  undoTo: both('Dùng lại', 'In force again'),
  undoPoints: both('Điểm trong danh mục', 'Points of the register'),
  undoPointsMore: both(
    'Xác định lại phường, xã của mọi điểm theo bộ dùng lại',
    'The communes of every point are found again by the set in force',
  ),
  undoKept: both('Bộ ngừng dùng', 'The set out of force'),
  undoKeptMore: both('Vẫn lưu trong danh sách', 'Stays in the list'),
  undone: both('Đã quay lại bộ địa giới trước', 'The set before is in force again'),

  import: both('Nhập bộ địa giới mới', 'Import a new set'),
  importLead: both(
    'Chọn tệp để xem trước: chưa có gì được ghi cho đến khi bạn xác nhận.',
    'Choose a file to see what it would do: nothing is written until you confirm.',
  ),
  chooseFile: both('Chọn tệp', 'Choose a file'),
  chooseOther: both('Chọn tệp khác', 'Choose another file'),
  removeFile: both('Bỏ tệp này', 'Remove this file'),
  dropHere: both('Kéo tệp vào đây, hoặc', 'Drop a file here, or'),
  fileHint: both(
    'GeoJSON, GeoPackage, KML, KMZ, MIF, hoặc Shapefile, MapInfo TAB nén ZIP; tối đa 64 MB.',
    'GeoJSON, GeoPackage, KML, KMZ, MIF, or a zipped Shapefile or MapInfo TAB; at most 64 MB.',
  ),
  tooLarge: both(
    'Tệp {size}, quá lớn. Hãy giản lược hình cho tệp không quá {limit}.',
    'The file is too large ({size}). Simplify it to at most {limit}.',
  ),
  reading: both(
    'Đang đọc tệp và so khớp với 126 phường, xã…',
    'Reading the file and matching it with the 126 communes…',
  ),
  stopReading: both('Dừng đọc', 'Stop reading'),
  stopped: both('Đã dừng đọc tệp', 'Reading was stopped'),
  readAgain: both('Đọc lại', 'Read again'),

  howRead: both('Cách đọc tệp', 'How the file is read'),
  format: both('Định dạng', 'Format'),
  layer: both('Lớp', 'Layer'),
  layerHint: both(
    'Tệp có nhiều lớp vùng. Hãy chọn lớp phường, xã.',
    'The file holds several layers of areas. Choose the one of the communes.',
  ),
  layerNone: both('Chưa chọn', 'Not chosen yet'),
  fields: both('Các cột', 'Columns'),
  datumShift: both(
    'Chuyển từ VN-2000 sang WGS 84 bằng 7 tham số chính thức (khoảng 224 m).',
    'Shifted from VN-2000 to WGS 84 by the seven official parameters (about 224 m).',
  ),
  noDatumShift: both('Không cần chuyển gốc tọa độ.', 'No shift of datum is needed.'),
  encoding: both('Bảng mã của tên', 'Encoding of names'),
  encodings: encoding,
  encodingUsed: both('Đang đọc theo {encoding}', 'Read as {encoding}'),
  encodingGuessed: both('đoán', 'guessed'),
  encodingPreview: both('Tên đọc theo từng bảng mã', 'Names under each encoding'),
  unicode: both('Unicode', 'Unicode'),
  sourceSrid: both('Hệ tọa độ của tệp', 'Coordinate system of the file'),
  sridAuto: both('Như ghi trong tệp', 'As the file says'),
  sridSuggested: both('Hợp với vị trí của thành phố', 'Fit the place of the city'),
  sridOthers: both('Các hệ khác', 'Other systems'),
  sridWhy: both(
    '{inside}/{total} vị trí nằm trong khu vực thành phố, tâm lệch {distance}',
    '{inside}/{total} positions near the city, middle {distance} off',
  ),
  sridHint: both(
    'Chỉ chọn khi tệp không ghi, hoặc ghi sai, hệ tọa độ.',
    'Choose only if the file does not name its system, or names a wrong one.',
  ),

  ...boundaryReport,
  describe: both('Ghi nguồn và nhập', 'Name the source and import'),
  sourceHint: both(
    'Cơ quan ban hành, số quyết định hoặc nơi tải về.',
    'Who issued it, the decision’s number, or where it was downloaded.',
  ),
  sourceMissing: both('Nhập nguồn của tệp.', 'Enter where the file comes from.'),
  validFromHint: both(
    'Bỏ trống: ngày các phường, xã hiện hành có hiệu lực.',
    'Empty: the first day of the communes in force.',
  ),
  validFromDefault: both(
    'Ngày các phường, xã hiện hành có hiệu lực',
    'The first day of the communes in force',
  ),
  dryRun: both('Chạy thử', 'Dry run'),
  dryRunDone: both('Chạy thử xong, không ghi gì', 'Dry run finished, nothing was written'),
  dryRunMore: both(
    'Nếu nhập: {matched} phường, xã có vùng mới; {changed} điểm đổi phường, xã phụ trách; {uncertain} điểm gần địa giới.',
    'An import would give {matched} communes a new area; {changed} points would change their lead commune; {uncertain} points lie near a border.',
  ),
  importIt: both('Nhập bộ địa giới này', 'Import this set'),
  importTitle: both('Thay bộ địa giới đang dùng', 'Replace the set in force'),
  importing: both(
    'Đang nhập và xác định lại phường, xã của mọi điểm…',
    'Importing, and finding the communes of every point…',
  ),
  recordReplaces: both('Thay cho', 'Replaces'),
  recordPoints: both('Điểm trong danh mục', 'Points of the register'),
  recordPointsMore: both(
    '{changed} điểm đổi phường, xã phụ trách, trong cùng một lượt ghi',
    '{changed} points change their lead commune, in the same transaction',
  ),
  recordBack: both('Quay lại', 'Way back'),
  recordBackMore: both('Được, bằng “Quay lại bộ trước”', 'Yes, by “Go back to the set before”'),
  none: both('không ghi', 'not given'),
  needsPartial: both(
    'Tệp thiếu phường, xã: đánh dấu giữ địa giới đang dùng, hoặc bổ sung tệp.',
    'The file lacks communes: agree to keep the present borders, or complete the file.',
  ),
  needsUnique: both(
    'Có phường, xã được nhiều vùng nhận: gộp các vùng ấy trong tệp rồi chọn lại.',
    'Several areas claim one commune: join them in the file and choose it again.',
  ),
  done: both('Đã nhập bộ địa giới', 'The set was imported'),
  doneMore: both(
    '{total} điểm được xác định lại: {changed} điểm đổi phường, xã phụ trách, {uncertain} điểm cách địa giới dưới 30 m nên chưa chắc chắn.',
    '{total} points were placed again: {changed} changed their lead commune, {uncertain} lie within 30 m of a border and are uncertain.',
  ),

  formerNames: both('Tên phường, xã trước sắp xếp', 'Names before the reorganisation'),
  formerNamesLead: both(
    'Để tìm theo tên cũ. Tệp CSV UTF-8 có các cột old_name, extent (full, partial hoặc trống) và new_code.',
    'For searching by old names. A UTF-8 CSV file with the columns old_name, extent (full, partial or empty) and new_code.',
  ),
  formerNamesImport: both('Nhập tên cũ', 'Import old names'),
  formerNamesHint: both('CSV, tối đa 64 MB và 20.000 dòng.', 'CSV, at most 64 MB and 20,000 rows.'),
  formerNamesDone: both(
    'Đã đọc {rows} dòng, {names} tên cũ',
    '{rows} rows were read, {names} old names',
  ),
  formerNamesMore: both(
    'Thêm {added}, sửa {changed}; {unchanged} dòng trùng tên hiện nay.',
    '{added} added, {changed} changed; {unchanged} rows repeat the present name.',
  ),
  wrongLine: both('Dòng {line}, cột {column}', 'Line {line}, column {column}'),
};
