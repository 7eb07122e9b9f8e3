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
    (p: { share: string; whole: string; part: string; total: string }) =>
      `${p.share} diện tích thành phố: trọn ${p.whole} và một phần ${p.part} trong ${p.total} phường, xã.`,
    (p) =>
      `${p.share} of the city’s area: ${p.whole} communes wholly and ${p.part} in part, of ${p.total}.`,
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
    (p: { matched: string; expected: string; points: string }) =>
      `Khớp ${p.matched} trong ${p.expected} phường, xã; ${p.points} điểm đổi phường, xã chủ trì.`,
    (p) =>
      `Matched ${p.matched} of ${p.expected} communes; ${p.points} points change their lead commune.`,
  ),
  communesKept: both(
    (p: { count: string }) => `${p.count} phường, xã không có trong tệp giữ địa giới hiện có.`,
    (p) => `${p.count} communes that the file lacks keep their present area.`,
  ),
  cutOff: both(
    (p: { names: string }) => `Bị cắt ở mép tệp nên bỏ qua: ${p.names}.`,
    (p) => `Cut at the edge of the file and left out: ${p.names}.`,
  ),
  formerNames: both(
    (p: { names: string }) => `Tên cũ được thêm: ${p.names}.`,
    (p) => `Former names to be added: ${p.names}.`,
  ),
  roadsFound: both(
    (p: { km: string; edges: string }) => `${p.km} km đường, ${p.edges} đoạn giữa các nút.`,
    (p) => `${p.km} km of roads, ${p.edges} stretches between junctions.`,
  ),
  entriesFound: both(
    (p: { entries: string; streets: string; doors: string; places: string }) =>
      `${p.entries} mục: ${p.streets} tên đường, ${p.doors} số nhà, ${p.places} địa điểm.`,
    (p) =>
      `${p.entries} entries: ${p.streets} names of streets, ${p.doors} house numbers, ${p.places} places.`,
  ),
  groundFound: both(
    (p: { streets: string; names: string; size: string }) =>
      `${p.streets} đường, ${p.names} tên, ${p.size} trên máy chủ.`,
    (p) => `${p.streets} streets, ${p.names} names, ${p.size} on the server.`,
  ),
  replaces: both(
    (p: { source: string; date: string }) => `Thay bản của ${p.source}, nhập ${p.date}.`,
    (p) => `Replaces that of ${p.source}, imported ${p.date}.`,
  ),
  kept,
  submit: both('Nhập các phần đã chọn', 'Bring in the chosen parts'),
  running: both('Đang nhập', 'Importing'),
  phaseReading: both('Đang đọc tệp', 'Reading the file'),
  phaseWriting: both(
    (p: { part: string; done: string; total: string }) =>
      `Đang ghi: ${p.part} (${p.done} / ${p.total})`,
    (p) => `Writing: ${p.part} (${p.done} of ${p.total})`,
  ),
  stop: both('Hủy lượt nhập', 'Cancel the import'),
  stopping: both('Đang hủy…', 'Cancelling …'),
  stopped: both('Đã hủy, chưa nhập gì', 'Cancelled; nothing was imported'),
  done: both('Đã nhập', 'Imported'),
  doneMore: both(
    (p: { parts: string }) => `Đang dùng từ bây giờ: ${p.parts}.`,
    (p) => `In use from now on: ${p.parts}.`,
  ),
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
