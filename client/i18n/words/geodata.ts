import { both, type Both } from '#client/i18n/both.ts';
import type { GazetteerField } from '#server/contract/gazetteer.ts';
import type { Vehicle } from '#server/contract/travel.ts';

const field: Record<GazetteerField, Both> = {
  longitude: both('Kinh độ', 'Longitude'),
  latitude: both('Vĩ độ', 'Latitude'),
  coordinates: both('Tọa độ (một cột)', 'Coordinates (one column)'),
  name: both('Tên địa điểm', 'Name of the place'),
  address: both('Địa chỉ đầy đủ', 'Full address'),
  street: both('Tên đường', 'Street'),
  houseNumber: both('Số nhà', 'House number'),
  alleys: both('Ngõ, ngách', 'Alleys'),
  locality: both('Phường, xã hoặc khu vực', 'Commune or area'),
  errorMetres: both('Sai số (m)', 'Error (m)'),
};
const vehicle: Record<Vehicle, Both> = {
  motorbike: both('Xe máy', 'Motorbike'),
  car: both('Ô tô', 'Car'),
};

export const geodata = {
  title: both('Địa chỉ và đường', 'Addresses and roads'),
  lead: both(
    'Bảng địa danh để tìm nơi theo địa chỉ, và mạng đường để tính lộ trình. Không dữ liệu nào ở đây nói về các điểm.',
    'Gazetteers, by which places are found from their addresses, and a road network, by which routes are measured. Nothing here is about points.',
  ),

  chooseFile: both('Chọn tệp', 'Choose a file'),
  chooseOther: both('Chọn tệp khác', 'Choose another file'),
  dropHere: both('hoặc kéo tệp vào đây', 'or drop it here'),
  tooLarge: both(
    'Tệp {size} quá lớn, tối đa {limit}. Với tệp lớn hơn, hãy dùng lệnh import-osm, import-gazetteer hoặc import-roads trên máy chủ.',
    'The file of {size} is too large; at most {limit}. For larger ones use the commands import-osm, import-gazetteer or import-roads on the server.',
  ),
  reading: both('Đang đọc tệp…', 'Reading the file…'),
  found: both('Nội dung tệp', 'What the file holds'),
  source: both('Nguồn', 'Source'),
  sourceHint: both(
    'Cơ quan hoặc nơi cung cấp, để người dùng biết số liệu từ đâu',
    'Who provided it, so that people know where the data come from',
  ),
  sourceMissing: both('Hãy ghi nguồn của tệp', 'Say where the file comes from'),
  sourceDate: both('Ngày của số liệu', 'Date of the data'),
  licence: both('Giấy phép', 'Licence'),
  importedAt: both('Nhập lúc', 'Imported at'),
  importedBy: both('Người nhập', 'Imported by'),
  state: both('Trạng thái', 'State'),
  byCommand: both('dòng lệnh', 'command line'),
  act: both('Việc có thể làm', 'What can be done'),

  gazetteers: both('Bảng địa danh', 'Gazetteers'),
  gazetteersLead: both(
    'Tên đường, số nhà, địa điểm kèm tọa độ. Ô tìm kiếm và việc nhập danh sách dùng các bảng đang bật.',
    'Names of streets, house numbers and places with positions. The search and the import of lists use those that are in use.',
  ),
  gazetteersNone: both('Chưa có bảng địa danh nào', 'No gazetteer yet'),
  gazetteersNoneMore: both(
    'Ô tìm kiếm chỉ tìm được phường, xã và tọa độ cho đến khi có bảng đầu tiên. Hãy chọn tệp ở trên.',
    'Until there is one, the search finds communes and coordinates only. Choose a file above.',
  ),
  gazetteerFiles: both(
    'CSV, XLSX hoặc GeoJSON có tọa độ; OpenStreetMap: Overpass JSON, OSM XML, PBF',
    'CSV, XLSX or GeoJSON with positions; OpenStreetMap: Overpass JSON, OSM XML, PBF',
  ),
  columns: both('Ý nghĩa các cột', 'Which column is what'),
  noColumn: both('Không có', 'None'),
  field,
  missing: both('Còn phải chọn cột cho: {fields}.', 'Still to be chosen: {fields}.'),
  entries: both('Mục dùng được', 'Usable entries'),
  entriesOf: both('{entries} / {elements}', '{entries} of {elements}'),
  doors: both('Số nhà, ngõ', 'House numbers, alleys'),
  streets: both('Đoạn đường', 'Stretches of streets'),
  streetNames: both('Tên đường', 'Street names'),
  places: both('Địa điểm có tên', 'Named places'),
  refused: both('Dòng bị bỏ qua', 'Rows left out'),
  refusedLine: both(
    '{reason} ({count} dòng, ví dụ dòng {lines})',
    '{reason} ({count} rows, such as {lines})',
  ),
  samples: both('Vài mục trong tệp', 'Some entries of the file'),
  place: both('Nơi', 'Place'),
  position: both('Vị trí', 'Position'),
  error: both('Tọa độ trong tệp sai số khoảng (m)', 'Positions in the file are off by about (m)'),
  errorHint: both(
    'Sai số này được cộng vào bán kính kết quả tìm và vào sai số vị trí của điểm',
    'What is found gets so much wider a radius, which goes into the location error of points',
  ),
  importGazetteer: both('Nhập bảng địa danh', 'Import the gazetteer'),
  gazetteerDone: both('Đã nhập bảng địa danh', 'The gazetteer was imported'),
  gazetteerDoneMore: both(
    '{entries} mục được tìm từ bây giờ.',
    '{entries} entries are searched from now on.',
  ),
  inUse: both('Đang dùng', 'In use'),
  aside: both('Đã ngừng dùng', 'Put aside'),
  withdraw: both('Ngừng dùng', 'Put aside'),
  withdrawOf: both('Ngừng dùng bảng {source}', 'Put {source} aside'),
  restore: both('Dùng lại', 'Use again'),
  restoreOf: both('Dùng lại bảng {source}', 'Use {source} again'),
  service: both(
    'Khi người dùng yêu cầu, địa chỉ còn được hỏi ở dịch vụ ngoài {host}; nội dung địa chỉ khi đó rời hệ thống.',
    'When somebody asks, addresses are also looked up at the external service {host}; the address then leaves the system.',
  ),

  roads: both('Mạng đường', 'Road network'),
  roadsLead: both(
    'Đường một chiều, đường cấm và tốc độ theo loại đường được dùng để tính lộ trình. Chưa có mạng đường thì khoảng cách là đường chim bay nhân hệ số, ghi rõ là gần đúng.',
    'One-way streets, closed roads and speeds by class of road are what routes are measured by. Without a network, lengths are straight lines times a factor, marked as approximate.',
  ),
  roadsNone: both('Chưa có mạng đường', 'No road network yet'),
  roadsNoneMore: both(
    'Lộ trình đang tính theo đường chim bay. Hãy chọn tệp OpenStreetMap ở trên.',
    'Routes are measured straight for now. Choose an OpenStreetMap file above.',
  ),
  roadFiles: both(
    'OpenStreetMap: Overpass JSON, OSM XML hoặc PBF, có các đường (highway) của khu vực',
    'OpenStreetMap: Overpass JSON, OSM XML or PBF, with the roads (highway) of the area',
  ),
  vehicle,
  length: both('Tổng chiều dài', 'Total length'),
  kilometres: both('{km} km', '{km} km'),
  edges: both('Đoạn giữa các nút', 'Stretches between junctions'),
  nodes: both('Nút trong tệp', 'Nodes in the file'),
  ways: both('Tuyến trong tệp', 'Ways in the file'),
  closedWays: both('Tuyến không xe nào được đi', 'Ways closed to all vehicles'),
  cutWays: both('Tuyến bị cắt ở mép tệp', 'Ways cut at the edge of the file'),
  perVehicle: both('Theo phương tiện', 'By vehicle'),
  vehicleHead: both('Phương tiện', 'Vehicle'),
  oneWay: both('Đoạn một chiều', 'One-way stretches'),
  islands: both('Đoạn đường bị tách rời', 'Islands'),
  islandLength: both('Chiều dài mảng rời', 'Length of islands'),
  islandsMore: both(
    'Mảng rời là phần đường không đi tới được hoặc không ra được từ phần còn lại; điểm dừng ở đó sẽ được nêu tên khi lập lộ trình.',
    'An island is a part that cannot be reached from the rest, or not left; stops there are named when a route is planned.',
  ),
  largestIslands: both('Mảng rời lớn nhất', 'Largest islands'),
  importRoads: both('Đưa mạng đường vào dùng', 'Bring the roads into use'),
  roadsDone: both('Mạng đường đã được dùng', 'The road network is in use'),
  roadsDoneMore: both(
    'Lộ trình từ nay tính theo {km} km đường của tệp này.',
    'Routes are measured along {km} km of roads of this file from now on.',
  ),
  former: both('Trước đây', 'Former'),
  undo: both('Quay lại mạng trước', 'Back to the network before'),
  undoTitle: both('Quay lại mạng đường trước?', 'Go back to the road network before?'),
  undoFrom: both('Ngừng dùng', 'No longer used'),
  undoTo: both('Dùng lại', 'Used again'),
  undoToNone: both(
    'không có mạng đường: đường chim bay nhân hệ số',
    'no road network: straight lines times a factor',
  ),
  undoKept: both('Giữ lại', 'Kept'),
  undoKeptMore: both(
    'mạng đường này vẫn còn trong danh sách; lộ trình đã giao không đổi',
    'this network stays in the list; published routes do not change',
  ),
  undone: both('Đã quay lại', 'Gone back'),
  router: both(
    'Lộ trình được hỏi trước ở dịch vụ ngoài {host}; vị trí các điểm dừng khi đó rời hệ thống. Khi dịch vụ không trả lời, mạng đường ở đây được dùng.',
    'Routes are asked of the service outside, {host}, first; positions of stops leave the system then. When it does not answer, the roads here are used.',
  ),
};
