import { both, type Both } from '#client/i18n/both.ts';
import type { ConsentCode, RowProblemCode } from '#server/contract/point-import.ts';

import { tableWarning } from './import-rows.ts';

/** The heads of the groups of problems; the sentences beside them come from the contract. */
const problem: Record<RowProblemCode, Both> = {
  'import.coordinates_swapped': both('Kinh độ, vĩ độ bị đổi chỗ', 'Longitude and latitude swapped'),
  'import.coordinates_vn2000': both('Tọa độ VN-2000 tính bằng mét', 'VN-2000 position in metres'),
  'import.outside_city': both('Nằm ngoài thành phố', 'Outside the city'),
  'import.address_commune': both('Chỉ biết phường, xã', 'Only the commune is known'),
  'import.address_several': both('Địa chỉ có nhiều nơi', 'Address with several places'),
  'import.address_not_found': both('Không tìm thấy địa chỉ', 'Address not found'),
  'import.address_left_out': both('Đã bỏ', 'Left out'),
  'import.too_many_addresses': both('Quá nhiều địa chỉ một lần', 'Too many addresses at a time'),
  'import.coordinates_missing': both('Thiếu tọa độ', 'No position'),
  'import.coordinates_zero': both('Tọa độ bằng 0', 'Position at 0'),
  'import.coordinates_unreadable': both('Không đọc được tọa độ', 'Unreadable position'),
  'import.coordinates_vn2000_unplaced': both(
    'Tọa độ mét không rõ múi chiếu',
    'Metres on an unknown grid',
  ),
  'import.outside_country': both('Nằm ngoài Việt Nam', 'Outside Vietnam'),
  'import.geometry_broken': both('Hình vẽ bị hỏng', 'Broken shape'),
  'import.name_missing': both('Thiếu tên điểm', 'No name'),
  'import.name_too_short': both('Tên quá ngắn', 'Name too short'),
  'import.text_too_long': both('Nội dung quá dài', 'Text too long'),
  'import.too_many_aliases': both('Quá nhiều tên gọi khác', 'Too many other names'),
  'import.category_missing': both('Thiếu loại hình', 'No category'),
  'import.category_unknown': both('Loại hình không có trong danh mục', 'Unknown category'),
  'import.kind_unknown': both('Nhóm không rõ', 'Unknown kind'),
  'import.kind_contradicts_category': both(
    'Nhóm không khớp loại hình',
    'Kind does not fit category',
  ),
  'import.status_unknown': both('Trạng thái không rõ', 'Unknown status'),
  'import.status_not_importable': both(
    'Trạng thái không nhập từ bảng được',
    'Status cannot come from a table',
  ),
  'import.date_unreadable': both('Không đọc được ngày', 'Unreadable date'),
  'import.date_in_future': both('Ngày trong tương lai', 'Date in the future'),
  'import.date_order': both('Ngày sai thứ tự', 'Dates out of order'),
  'import.date_missing_for_status': both('Thiếu ngày', 'Date missing'),
  'import.date_contradicts_status': both('Ngày không khớp trạng thái', 'Date contradicts status'),
  'import.commune_code_unreadable': both('Mã phường, xã không đúng', 'Wrong commune code'),
  'import.location_error_unreadable': both('Sai số vị trí không đúng', 'Wrong error of position'),
  'import.duplicate_row': both('Dòng lặp lại', 'Repeated row'),
  'import.possible_duplicate': both('Có thể trùng điểm đã có', 'Possible duplicate'),
  'import.duplicate_left_out': both('Đã bỏ vì trùng', 'Left out as a duplicate'),
  'text.personal_data': both('Có dữ liệu về người', 'Data about a person'),
};

/** Consents of the user, each with the number of rows that it frees. */
const consent: Record<ConsentCode, Both<(p: { count: string }) => string>> = {
  'import.coordinates_swapped': both(
    'Đổi lại kinh độ và vĩ độ của {count} dòng',
    'Turn longitude and latitude round in {count} rows',
  ),
  'import.coordinates_vn2000': both(
    'Quy đổi {count} dòng từ VN-2000 sang WGS 84',
    'Convert {count} rows from VN-2000 to WGS 84',
  ),
  'import.outside_city': both(
    'Giữ vị trí xa thành phố của {count} dòng',
    'Keep the places of {count} rows far from the city',
  ),
  'import.address_commune': both(
    'Dùng vị trí phường, xã cho {count} dòng',
    'Place {count} rows by their commune',
  ),
};

const consentMore: Record<ConsentCode, Both> = {
  'import.coordinates_swapped': both(
    'Vị trí sau khi đổi được vẽ bằng vòng rỗng trên bản đồ bên dưới.',
    'The map below shows the turned places as hollow rings.',
  ),
  'import.coordinates_vn2000': both(
    'Vị trí quy đổi được vẽ bằng vòng rỗng trên bản đồ bên dưới; hãy xem có đúng chỗ không.',
    'The map below shows the converted places as hollow rings; see whether they are right.',
  ),
  'import.outside_city': both(
    'Dòng không thuộc phường, xã nào của thành phố thì vẫn bị từ chối.',
    'Rows that lie in no commune of the city are refused all the same.',
  ),
  'import.address_commune': both(
    'Vị trí là giữa phường, xã, sai số vài km; mọi dấu hiệu trong bán kính đó đều có thể được ghép với điểm.',
    'The position is the middle of the commune, some kilometres uncertain; every signal within it may be matched to the point.',
  ),
};

/** Check of a table before it is written. */
export const importCheck = {
  tableWarning,
  checkStep: both('3. Kiểm tra', '3. Check'),
  countRows: both('Dòng trong tệp', 'Rows in the file'),
  countReady: both('Sẵn sàng', 'Ready'),
  countConsent: both('Chờ đồng ý', 'Need consent'),
  countRefused: both('Bị từ chối', 'Refused'),
  countAdded: both('Điểm mới', 'New points'),
  countUnchanged: both('Đã có, không đổi', 'Known, the same'),
  countChanged: both('Đã có, khác nội dung', 'Known, different'),
  changedMore: both(
    'Dòng khác với điểm đã có không ghi đè; hãy đính chính trên hồ sơ điểm.',
    'A row that differs from a known point overwrites nothing; correct the point itself.',
  ),
  consents: both('Cần bạn đồng ý', 'Needs your consent'),
  consent,
  consentMore,
  grid: both('Múi chiếu', 'Grid'),
  gridTm3: both(
    'VN-2000 TM-3, kinh tuyến trục {meridian}°',
    'VN-2000 TM-3, central meridian {meridian}°',
  ),
  gridUtm: both('VN-2000 UTM, múi {zone}', 'VN-2000 UTM, zone {zone}'),
  gridAssumed: both('Tự chọn: {grid}', 'Chosen for you: {grid}'),
  gridUnknown: both('Tự chọn theo vị trí', 'Chosen by position'),
  gridAt: both('{grid} (dòng đầu ở {at})', '{grid} (first row at {at})'),
  gridLikely: both(
    '{grid}: {agreeing} trong {named} dòng đã thử nằm đúng phường, xã ghi trong tệp.',
    '{grid}: {agreeing} of {named} rows tried lie in the commune that the file names.',
  ),
  gridRivals: both(
    'Cũng khớp như vậy: {grids}. Hãy xem trên bản đồ để chọn.',
    'As many with {grids}: look at the map to choose.',
  ),
  northingFirst: both(
    'Bảng ghi hướng Bắc trước hướng Đông (thói quen đo đạc); đã đọc theo thứ tự đó.',
    'The table gives north before east, as surveyors do, and was read in that order.',
  ),
  problems: both('Dòng chưa ghi được', 'Rows that cannot be written yet'),
  problemCount: both('{count} dòng', '{count} rows'),
  problem,
  refused: both('Từ chối', 'Refused'),
  waits: both('Chờ đồng ý', 'Needs consent'),
  line: both('Dòng', 'Line'),
  column: both('Cột', 'Column'),
  value: both('Trong tệp', 'In the file'),
  goesTo: both('Sẽ vào vị trí', 'Would go to'),
  empty: both('(trống)', '(empty)'),
  sameAs: both('lặp dòng {line}', 'repeats line {line}'),
  showMore: both('Xem thêm', 'Show more'),
  problemsCapped: both(
    'Nêu {shown} trên {total} dòng; sửa tệp theo lý do này rồi chọn lại.',
    '{shown} of {total} rows are named; correct the file for this reason and choose it again.',
  ),
  noProblems: both('Không dòng nào bị từ chối.', 'No row is refused.'),
  where: both('Vị trí trên bản đồ', 'Places on the map'),
  mapName: both(
    'Bản đồ xem trước. Mọi điểm trên bản đồ đều có trong bảng bên dưới.',
    'Preview map. Every point on it is in the table below.',
  ),
  mapReady: both('Sẽ ghi', 'Will be written'),
  mapWaits: both('Chờ đồng ý', 'Needs consent'),
  mapCapped: both('Vẽ {shown} điểm đầu.', 'The first {shown} points are drawn.'),
  rowsReady: both('Các dòng sẽ ghi', 'Rows that will be written'),
  rowsShown: both('Đang hiện {shown} trên {total} dòng.', 'Showing {shown} of {total} rows.'),
  name: both('Tên điểm', 'Name'),
  category: both('Loại hình', 'Category'),
  status: both('Trạng thái', 'Status'),
  position: both('Vĩ độ, kinh độ', 'Latitude, longitude'),
  nothingReady: both('Chưa có dòng nào ghi được', 'No row can be written yet'),
  nothingReadyMore: both(
    'Ghép cột còn thiếu, đồng ý các cách đọc ở trên, hoặc sửa tệp rồi chọn lại.',
    'Match the missing columns, agree to the readings above, or correct the file and choose it again.',
  ),
};
