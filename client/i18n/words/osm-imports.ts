import { both, type Both } from '#client/i18n/both.ts';
import type { OsmPart, OsmPreview } from '#server/contract/osm-import.ts';

const part: Record<OsmPart, Both> = {
  communes: both('Địa giới phường, xã', 'Areas of communes'),
  roads: both('Mạng đường để tính lộ trình', 'Roads for routes'),
  gazetteer: both('Bảng địa danh để tìm địa chỉ', 'Gazetteer for addresses'),
  ground: both(
    'Nền bản đồ: đường, sông hồ, cây xanh, nhà',
    'Ground of the map: streets, water, green, houses',
  ),
};
const kept: Record<OsmPreview['kept'][number]['reason'], Both> = {
  other_source: both(
    'Địa giới đang dùng lấy từ nguồn khác, nên được giữ trừ khi đánh dấu ở đây.',
    'The areas in force came from another source and stay, unless this is ticked.',
  ),
  put_aside: both(
    'Có người đã ngừng dùng hoặc thay phần này sau lượt nhập trước, nên được giữ như vậy trừ khi đánh dấu ở đây.',
    'Somebody has put this aside or replaced it since the last import; it stays so, unless this is ticked.',
  ),
};

export const osmImports = {
  title: both('Nhập từ một tệp OpenStreetMap', 'Import from one OpenStreetMap file'),
  lead: both(
    'Một tệp của khu vực có đủ địa giới, đường, địa chỉ và nền bản đồ. Xem trước, chọn phần cần nhập; có thể quay lại bản trước bất cứ lúc nào.',
    'One file of the area has its borders, roads, addresses and the ground of the map. Look first, choose the parts; a whole import can be taken back at any time.',
  ),
  files: both(
    'OpenStreetMap: PBF, OSM XML hoặc Overpass JSON, tối đa 64 MB',
    'OpenStreetMap: PBF, OSM XML or Overpass JSON, at most 64 MB',
  ),
  usualSource: both('OpenStreetMap', 'OpenStreetMap'),
  usualLicence: both('© OpenStreetMap, ODbL 1.0', '© OpenStreetMap, ODbL 1.0'),
  nodes: both('Nút', 'Nodes'),
  ways: both('Tuyến và đường bao', 'Ways and outlines'),
  relations: both('Vùng ghép', 'Joined areas'),
  coverage: both('Phạm vi của tệp', 'What the file covers'),
  coverageMap: both('Bản đồ phạm vi của tệp', 'Map of what the file covers'),
  covers: both(
    '{share} diện tích thành phố: trọn {whole} và một phần {part} trong {total} phường, xã.',
    '{share} of the city’s area: {whole} communes wholly and {part} in part, of {total}.',
  ),
  partial: both('Tệp chỉ có một phần thành phố', 'The file has only a part of the city'),
  partialMore: both(
    'Ngoài phạm vi này sẽ không có đường và địa chỉ của tệp. Mạng đường mới thay toàn bộ mạng đang dùng.',
    'Outside of it there will be no roads and addresses of the file. New roads replace the whole network in force.',
  ),
  parts: both('Các phần sẽ nhập', 'Parts to bring in'),
  part,
  noParts: both('Hãy chọn ít nhất một phần', 'Choose at least one part'),
  communesFound: both(
    'Khớp {matched} trong {expected} phường, xã; {points} điểm đổi phường, xã chủ trì.',
    'Matched {matched} of {expected} communes; {points} points change their lead commune.',
  ),
  communesKept: both(
    '{count} phường, xã không có trong tệp giữ địa giới hiện có.',
    '{count} communes that the file lacks keep their present area.',
  ),
  cutOff: both(
    'Bị cắt ở mép tệp nên bỏ qua: {names}.',
    'Cut at the edge of the file and left out: {names}.',
  ),
  formerNames: both('Tên cũ được thêm: {names}.', 'Former names to be added: {names}.'),
  roadsFound: both(
    '{km} km đường, {edges} đoạn giữa các nút.',
    '{km} km of roads, {edges} stretches between junctions.',
  ),
  entriesFound: both(
    '{entries} mục: {streets} tên đường, {doors} số nhà, {places} địa điểm.',
    '{entries} entries: {streets} names of streets, {doors} house numbers, {places} places.',
  ),
  groundFound: both(
    '{streets} đường, {names} tên, {size} trên máy chủ.',
    '{streets} streets, {names} names, {size} on the server.',
  ),
  replaces: both(
    'Thay bản của {source}, nhập {date}.',
    'Replaces that of {source}, imported {date}.',
  ),
  kept,
  submit: both('Nhập các phần đã chọn', 'Bring in the chosen parts'),
  running: both('Đang nhập', 'Importing'),
  phaseReading: both('Đang đọc tệp', 'Reading the file'),
  phaseWriting: both('Đang ghi: {part} ({done} / {total})', 'Writing: {part} ({done} of {total})'),
  stop: both('Hủy lượt nhập', 'Cancel the import'),
  stopping: both('Đang hủy…', 'Cancelling …'),
  stopped: both('Đã hủy, chưa nhập gì', 'Cancelled; nothing was imported'),
  done: both('Đã nhập', 'Imported'),
  doneMore: both('Đang dùng từ bây giờ: {parts}.', 'In use from now on: {parts}.'),
  brought: both('Các phần', 'Parts'),
  history: both('Các lượt nhập OpenStreetMap', 'Imports of OpenStreetMap files'),
  inForce: both('Đang dùng', 'In use'),
  replaced: both('Đã thay', 'Replaced'),
  takenBack: both('Đã quay lại bản trước', 'Taken back'),
  undo: both('Quay lại trước lượt nhập cuối', 'Take back the last import'),
  undoTitle: both('Quay lại trước lượt nhập này?', 'Take this import back?'),
  undoFrom: both('Lượt nhập', 'Import'),
  undoParts: both('Quay lại bản trước', 'Back to the version before'),
  undoKept: both('Giữ nguyên', 'Stays as it is'),
  undoKeptMore: both(
    'phần đã được thay hoặc ngừng dùng riêng từ đó đến nay; lộ trình đã giao',
    'parts that were replaced or put aside since; published routes',
  ),
  undone: both('Đã quay lại bản trước', 'The import was taken back'),
};
