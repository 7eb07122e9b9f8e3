import { both, type Both } from '#client/i18n/both.ts';
import type { BoundaryReport } from '#server/contract/boundary.ts';

const conflict: Record<BoundaryReport['conflicts'][number]['reason'], Both> = {
  name_of_another: both('tên là của phường, xã khác', 'the name is another commune’s'),
  name_unknown: both('tên không có trong danh sách hiện hành', 'no present commune has this name'),
  other_type: both(
    'ghi nhầm phường thành xã hoặc ngược lại',
    'called a ward where it is a commune, or the other way round',
  ),
  duplicate: both('nhiều vùng cùng nhận một phường, xã', 'several areas claim one commune'),
};

/** Warnings of the file's reader, by code; a new code falls back to `warningOther`. */
const warning: Record<string, Both> = {
  crs_assumed: both(
    'Tệp không ghi hệ tọa độ; số liệu là độ nên đọc theo WGS 84.',
    'The file names no coordinate system; it is in degrees and was read as WGS 84.',
  ),
  crs_may_be_vn2000: both(
    'Tệp ghi WGS 84 nhưng lưới tọa độ chỉ VN-2000 mới dùng: vị trí có thể lệch khoảng 200 m. Hãy chọn hệ tọa độ VN-2000.',
    'The file says WGS 84 on a grid that only VN-2000 uses: it may lie 200 m off. Choose a VN-2000 system.',
  ),
  crs_overridden: both(
    'Dùng hệ tọa độ bạn chọn thay cho hệ ghi trong tệp.',
    'The system that you chose is used instead of the one in the file.',
  ),
  axes_swapped: both(
    'Tệp ghi vĩ độ trước kinh độ; đã đổi lại.',
    'The file gives latitude before longitude; this was turned round.',
  ),
  mostly_outside_city: both(
    'Phần lớn các vùng nằm ngoài thành phố. Hãy xem lại hệ tọa độ.',
    'Most areas lie outside the city. Look at the coordinate system.',
  ),
  bad_coordinates: both(
    'Vùng có tọa độ hỏng, bị bỏ qua.',
    'An area with broken coordinates was left out.',
  ),
  not_a_polygon: both(
    'Hình không phải vùng, bị bỏ qua.',
    'A feature that is no area was left out.',
  ),
  empty_geometry: both(
    'Dòng thuộc tính không có hình, bị bỏ qua.',
    'A feature without a shape was left out.',
  ),
  ring_closed: both('Đường bao chưa khép kín, đã khép lại.', 'An open outline was closed.'),
  ring_dropped: both(
    'Đường bao có quá ít đỉnh, bị bỏ.',
    'An outline with too few vertices was dropped.',
  ),
  winding_reversed: both(
    'Chiều vẽ đường bao ngược chuẩn, đã đổi lại.',
    'An outline drawn the wrong way round was turned.',
  ),
  self_crossing: both(
    'Đường bao tự cắt, sẽ được sửa khi nhập.',
    'An outline crosses itself; it is repaired on import.',
  ),
  self_crossing_unchecked: both(
    'Đường bao quá dài nên chưa kiểm tra tự cắt.',
    'An outline is too long to be checked for crossing itself.',
  ),
  invalid_text: both(
    'Có chữ không đọc được theo bảng mã đang chọn.',
    'Some text cannot be read in the chosen encoding.',
  ),
  encoding_guessed: both(
    'Bảng mã được đoán. Hãy xem tên bên trên đã đúng chưa.',
    'The encoding was guessed. See whether the names above are right.',
  ),
  attributes_missing: both(
    'Thiếu bảng thuộc tính (.dbf).',
    'The table of attributes (.dbf) is missing.',
  ),
  record_counts_differ: both(
    'Số hình và số dòng thuộc tính không bằng nhau.',
    'There are more shapes than attributes, or fewer.',
  ),
  unsaved_changes: both(
    'GeoPackage còn thay đổi chưa lưu hết; hãy đóng tệp trong phần mềm bản đồ rồi sao chép lại.',
    'The GeoPackage holds changes not yet saved; close it in the map program and copy it again.',
  ),
};

/** Findings on a boundary file before it is imported. */
export const boundaryReport = {
  report: both('Kết quả so khớp', 'Result of matching'),
  matchedOf: both(
    'Khớp {matched} trên {expected} phường, xã',
    '{matched} of {expected} communes matched',
  ),
  byCode: both('Theo mã', 'By code'),
  byName: both('Theo tên', 'By name'),
  totalArea: both('Tổng diện tích', 'Total area'),
  previousArea: both('bộ đang dùng: {area}', 'in force: {area}'),
  squareKilometres: both('{area} km²', '{area} km²'),
  hectares: both('{area} ha', '{area} ha'),
  squareMetres: both('{area} m²', '{area} m²'),
  pointsTotal: both('Điểm được xác định lại', 'Points placed again'),
  pointsChanged: both('Đổi phường, xã chủ trì', 'Lead commune changes'),
  pointsUncertain: both(
    'Cách địa giới dưới 30 m, chưa chắc chắn',
    'Within 30 m of a border, uncertain',
  ),
  pointsNear: both(
    'Ngoài mọi vùng, gán cho phường, xã gần nhất',
    'Outside every area, given to the nearest',
  ),
  pointsOutside: both('Xa mọi vùng, giữ như cũ', 'Far outside, kept as they are'),
  pointsChosenLost: both(
    'Phường, xã chủ trì chọn thủ công không còn giao với điểm',
    'Lead chosen by hand is touched no more',
  ),
  pointsSuccessorsAsked: both(
    'Bàn giao đã hỏi lại đơn vị kế thừa',
    'Hand-overs asked anew of a successor',
  ),
  pointsSuccessorsUnknown: both(
    'Bàn giao cho đơn vị đã sáp nhập, chưa rõ đơn vị kế thừa',
    'Hand-overs to an abolished commune without a known successor',
  ),
  points: both('Ảnh hưởng đến danh mục', 'What becomes of the register'),
  findings: both('Cần xem', 'To look at'),
  noFindings: both(
    'Không có gì bất thường: đủ mọi phường, xã, không chồng, không hở.',
    'Nothing unusual: every commune is there, nothing overlaps, nothing gapes.',
  ),
  conflicts: both('Mã và tên không khớp nhau', 'Code and name disagree'),
  conflictsMore: both(
    'Mã được cấp lại từ 01/7/2025: mã cũ nay là đơn vị khác. Các vùng này bị bỏ qua, trừ khi bạn đã xem và chấp nhận.',
    'Codes were given anew on 01/07/2025: an old code is another unit now. These areas are left out unless you have looked and accept them.',
  ),
  conflict,
  acceptConflicts: both(
    'Tôi đã xem: lấy các vùng này theo mã',
    'I have looked: take these areas by their code',
  ),
  missing: both('Phường, xã không có trong tệp', 'Communes that the file lacks'),
  keeps: both('giữ vùng đang dùng', 'keeps its present area'),
  keepsNot: both('không có vùng', 'has no area'),
  allowPartial: both(
    'Giữ địa giới đang dùng cho các phường, xã thiếu',
    'Keep the present borders of the communes that are missing',
  ),
  unmatched: both('Vùng không thuộc phường, xã nào', 'Areas of no commune'),
  outsideCity: both('ngoài thành phố', 'outside the city'),
  feature: both('Hình thứ {number}', 'Feature {number}'),
  invalid: both('Hình không hợp lệ, đã sửa', 'Invalid shapes, repaired'),
  overlaps: both('Vùng chồng lên nhau', 'Overlapping areas'),
  gaps: both('Khoảng hở giữa các vùng', 'Gaps between areas'),
  strayed: both('Xa tâm đã biết hơn 2 km', 'More than 2 km from the known centre'),
  warnings: both('Lưu ý khi đọc tệp', 'Noticed while reading'),
  warning,
  warningOther: both('Lưu ý khác ({code}).', 'Something else ({code}).'),
  times: both('{count} lần', '{count} times'),
  areas: both('Diện tích từng phường, xã', 'Area of each commune'),
  commune: both('Phường, xã', 'Commune'),
  code: both('Mã', 'Code'),
  area: both('Diện tích', 'Area'),
  areaBefore: both('Bộ đang dùng', 'In force'),
  areaChange: both('Chênh', 'Difference'),
  showMore: both('Xem thêm', 'Show more'),
  count: both('({count})', '({count})'),

  where: both('Trên bản đồ', 'On the map'),
  mapName: both(
    'Bản đồ xem trước: vùng mới đè lên vùng đang dùng. Diện tích từng phường, xã có trong bảng.',
    'Preview map: the new areas over the present ones. The area of each commune is in the table.',
  ),
  mapNew: both('Vùng trong tệp', 'In the file'),
  mapPresent: both('Vùng đang dùng', 'In force'),
  mapGaps: both('Khoảng hở', 'Gaps'),
};
