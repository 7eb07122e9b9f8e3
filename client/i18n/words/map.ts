import { both } from '#client/i18n/both.ts';

export const map = {
  coming: both(
    'Đang tải bản đồ. Danh sách và bộ lọc đã dùng được.',
    'Loading the map. The list and the filters can be used already.',
  ),
  title: both('Bản đồ', 'Map'),
  name: both(
    'Bản đồ điểm phức tạp. Phím mũi tên để di chuyển, dấu cộng và trừ để phóng to, thu nhỏ. Mọi điểm trên bản đồ đều có trong danh sách.',
    'Map of complex points. Arrow keys move it, plus and minus zoom. Every point on the map is in the list too.',
  ),
  zoomIn: both('Phóng to', 'Zoom in'),
  zoomOut: both('Thu nhỏ', 'Zoom out'),
  wholeArea: both('Xem toàn địa bàn', 'Show the whole area'),
  northUp: both('Quay về hướng bắc', 'Turn back to north'),
  ownPosition: both('Vị trí của tôi', 'My position'),
  noPosition: both(
    'Không lấy được vị trí. Hãy cho phép trình duyệt dùng vị trí rồi thử lại.',
    'Your position could not be read. Allow the browser to use it and try again.',
  ),
  approximate: both('Địa giới gần đúng', 'Approximate boundaries'),
  groundFrom: both(
    (p: { source: string }) => `Nền bản đồ: ${p.source}`,
    ({ source }) => `Ground of the map: ${source}`,
  ),
  readByItself: both('Bản đồ cập nhật chậm tới 1 giây', 'The map may be up to 1 second late'),
  readUntil: both(
    (p: { at: string }) => `Chưa cập nhật từ ${p.at}`,
    ({ at }) => `Not updated since ${at}`,
  ),
  approximateMore: both(
    'Vẽ từ tâm phường, xã, chưa phải địa giới chính thức: khoảng một phần năm diện tích nằm sai phường, xã. Quản trị viên nhập tệp chính thức ở màn hình Địa giới.',
    'Drawn from the centres of the communes, not the official borders: about a fifth of the area falls in the wrong commune. An administrator imports the official boundary file on the Boundaries screen.',
  ),
  basemapFailed: both(
    'Không tải được bản đồ nền; đang dùng nền đơn giản.',
    'The basemap could not be loaded; the plain ground is shown.',
  ),
  basemapUnknown: both(
    'Không nhận ra cấu trúc của tệp bản đồ nền. Quản trị viên cần tệp theo lược đồ Protomaps, OpenMapTiles hoặc Shortbread.',
    'The layers of the basemap file are not known. An administrator needs a file in the schema Protomaps, OpenMapTiles or Shortbread.',
  ),
  foundPlace: both('Nơi tìm được', 'Place found'),
  foundWithin: both(
    (p: { distance: string }) => `nằm trong vòng ${p.distance} quanh ghim`,
    (p) => `within ${p.distance} of the pin`,
  ),
  leaveFound: both('Bỏ ghim', 'Remove the pin'),
  labels: both('Nhãn của điểm', 'Labels of points'),
  labelKinds: {
    name: both('Tên', 'Name'),
    code: both('Mã', 'Code'),
    last_event: both('Ngày diễn biến gần nhất', 'Date of the last event'),
    none: both('Không ghi', 'None'),
  },
  streetsInView: both('Đường phố trong khung nhìn', 'Streets in view'),
  marksFailed: both(
    'Không tải được điểm lên bản đồ.',
    'The points could not be loaded onto the map.',
  ),
  marksLoading: both('Đang tải điểm', 'Loading points'),
  pastDay: both(
    (p: { date: string }) => `Đang xem ngày ${p.date}`,
    (p) => `Showing ${p.date}`,
  ),
  backToToday: both('Về hôm nay', 'Back to today'),
  clusterCount: both(
    (p: { count: string }) => `${p.count} điểm`,
    (p) => `${p.count} points`,
  ),
  spotCount: both(
    (p: { count: string }) => `${p.count} điểm tại cùng một vị trí`,
    (p) => `${p.count} points at one spot`,
  ),
  clusterList: both(
    (p: { count: string }) => `Danh sách ${p.count} điểm vừa bấm`,
    (p) => `List of the ${p.count} points you tapped`,
  ),
  cycle: both(
    (p: { number: string }) => `Chu kỳ ${p.number}`,
    (p) => `Cycle ${p.number}`,
  ),
  shapesCapped: both(
    'Quá nhiều tuyến và vùng trong khung; hãy phóng to để thấy đủ hình.',
    'Too many lines and areas in view; zoom in to see them all.',
  ),
  showPanel: both('Mở danh sách và bộ lọc', 'Open list and filters'),
  hidePanel: both('Thu gọn', 'Collapse'),
  sheet: both('Danh sách và bộ lọc', 'List and filters'),
  sheetTaller: both('Kéo cao danh sách', 'Raise the list'),
  sheetLower: both('Hạ thấp danh sách', 'Lower the list'),
  showMap: both('Xem bản đồ', 'Show the map'),
  showList: both('Xem danh sách', 'Show the list'),
  addPoint: both('Đề xuất điểm mới', 'Propose a new point'),
  moreTools: both('Công cụ khác', 'More tools'),
  fewerTools: both('Thu gọn công cụ', 'Fewer tools'),
  measure: both('Đo chiều dài, diện tích', 'Measure a length or an area'),
  measureMore: both(
    'Chỉ để đo: không có gì được ghi. Phím Esc kết thúc.',
    'Only a measure: nothing is recorded. Escape ends it.',
  ),
  measureEnd: both('Đo xong', 'End measuring'),
  share: both('Sao chép liên kết của khung nhìn này', 'Copy a link to this view'),
  shared: both(
    'Đã sao chép liên kết: mở ra sẽ thấy đúng khung nhìn, bộ lọc và ngày này.',
    'Link copied: it opens exactly this view, filter and date.',
  ),
  export: both('Xuất hình, in', 'Export picture, print'),
  exportTitle: both('Xuất bản đồ', 'Export the map'),
  exportLead: both(
    'Hình có chú giải, thước tỷ lệ, ngày, bộ lọc và mục đích. Mỗi lần xuất đều ghi vào nhật ký.',
    'The picture carries legend, scale, date, filter and purpose. Every export is written to the log.',
  ),
  exportPurpose: both('Mục đích sử dụng', 'Purpose'),
  exportPurposeMore: both(
    'Ví dụ: báo cáo giao ban tuần. Không ghi tên người.',
    'For example: weekly briefing. Do not name persons.',
  ),
  exportPurposeMissing: both(
    'Ghi mục đích, ít nhất 5 ký tự.',
    'State the purpose, at least 5 characters.',
  ),
  exportPicture: both('Tải hình PNG', 'Download PNG'),
  exportPrint: both('Mở trang in', 'Open print page'),
  exporting: both('Đang dựng hình…', 'Making the picture…'),
  exported: both('Đã tải hình bản đồ xuống.', 'The picture of the map was downloaded.'),
  printTitle: both('In bản đồ', 'Print the map'),
  printNow: both('In', 'Print'),
  printPrepare: both('Tạo trang in', 'Make the print page'),
  sheetTitle: both('Bản đồ điểm phức tạp', 'Map of complex points'),
  legend: both('Chú giải', 'Legend'),
  north: both('B', 'N'),
  printedRings: both(
    (p: { radii: string; point: string }) => `Vòng ${p.radii} quanh ${p.point}`,
    (p) => `Rings of ${p.radii} around ${p.point}`,
  ),
  printedScale: both(
    (p: { scale: string }) => `Tỷ lệ 1:${p.scale} khi in khổ A4, không co giãn`,
    (p) => `Scale 1:${p.scale} when printed on A4 at full size`,
  ),
  scale: both('Thước tỷ lệ', 'Scale'),
  stateOn: both(
    (p: { date: string }) => `Tình hình ngày ${p.date}`,
    (p) => `State of ${p.date}`,
  ),
  filterIs: both(
    (p: { filter: string }) => `Bộ lọc: ${p.filter}`,
    (p) => `Filter: ${p.filter}`,
  ),
  filterNone: both('không lọc', 'none'),
  purposeIs: both(
    (p: { purpose: string }) => `Mục đích: ${p.purpose}`,
    (p) => `Purpose: ${p.purpose}`,
  ),
  madeBy: both(
    (p: { name: string; time: string }) => `${p.name} xuất lúc ${p.time}`,
    (p) => `Exported by ${p.name} at ${p.time}`,
  ),
  demoNotice: both(
    'Dữ liệu minh họa, mọi điểm đều hư cấu',
    'Demonstration data, every point is invented',
  ),
  clusterLegend: both(
    'Vòng tròn có số: nhiều điểm, màu theo tỷ lệ trạng thái',
    'Ring with a number: several points, coloured by their status mix',
  ),
};
