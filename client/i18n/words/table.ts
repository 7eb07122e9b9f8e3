import { both } from '#client/i18n/both.ts';

/** The table of points, and choosing many of them. */
export const table = {
  title: both('Bảng điểm', 'Table of points'),
  show: both('Bảng', 'Table'),
  backToMap: both('Về bản đồ', 'Back to the map'),
  columns: both('Cột', 'Columns'),
  rowHeight: both('Chiều cao dòng', 'Row height'),
  dense: both('Dòng hẹp', 'Dense'),
  wide: both('Dòng rộng', 'Wide'),
  earlier: both('Đưa cột {what} lên trước', 'Move column {what} earlier'),
  later: both('Đưa cột {what} ra sau', 'Move column {what} later'),
  notKept: both(
    'Chưa lưu được lựa chọn này vào tài khoản; chỉ giữ trên thiết bị này. Hãy chọn lại khi có mạng.',
    'This choice could not be kept with your account, only on this device. Choose it again once there is a network.',
  ),
  keys: both(
    'Phím lên, xuống để chuyển dòng; phím cách để chọn dòng; Enter để mở hồ sơ.',
    'Up and down move between rows; Space ticks a row; Enter opens its record.',
  ),
  tick: both('Chọn', 'Tick'),
  tickPoint: both('Chọn {code}', 'Tick {code}'),
  daysOverdue: both(
    (p: { days: string }) => `${p.days} ngày`,
    (p) => (p.days === '1' ? '1 day' : `${p.days} days`),
  ),
  column: {
    code: both('Mã', 'Code'),
    name: both('Tên', 'Name'),
    category: both('Loại hình', 'Category'),
    status: both('Trạng thái', 'Status'),
    commune: both('Phường, xã', 'Commune'),
    since: both('Từ ngày', 'Since'),
    recurrences: both('Số lần tái', 'Recurrences'),
    last_event: both('Sự kiện cuối', 'Last event'),
    next_check: both('Kiểm tra tới', 'Next check'),
    answer_overdue: both('Quá hạn trả lời', 'Answer overdue'),
    flags: both('Cần chú ý', 'Needs attention'),
  },
};

/** Choosing an area or single points, and what can be done with them. */
export const selection = {
  choose: both('Chọn vùng', 'Choose an area'),
  lasso: both('Khoanh tay', 'Draw around'),
  polygon: both('Vẽ đa giác', 'Draw corner by corner'),
  circle: both('Theo bán kính', 'By radius'),
  inView: both('Khung bản đồ hiện tại', 'The present map view'),
  commune: both('Cả {name}', 'All of {name}'),
  lassoHint: both('Kéo một nét quanh các điểm cần chọn.', 'Draw one stroke around the points.'),
  polygonHint: both(
    'Bấm từng góc; bấm lại góc đầu để khép vùng.',
    'Press each corner; press the first one again to close the area.',
  ),
  circleHint: both('Bấm vào tâm trên bản đồ.', 'Press the centre on the map.'),
  radius: both('Bán kính (m)', 'Radius (m)'),
  middle: both('Lấy giữa bản đồ', 'Use the middle of the map'),
  cancel: both('Hủy', 'Cancel'),
  area: both(
    (p: { count: string }) => `${p.count} điểm trong vùng đã chọn`,
    (p) =>
      p.count === '1' ? '1 point in the chosen area' : `${p.count} points in the chosen area`,
  ),
  ticked: both(
    (p: { count: string }) => `Đã chọn ${p.count} điểm`,
    (p) => (p.count === '1' ? '1 point ticked' : `${p.count} points ticked`),
  ),
  onlyTicked: both('Chỉ hiện các điểm đã chọn', 'Show only these'),
  allAgain: both('Hiện tất cả', 'Show all again'),
  drop: both('Bỏ chọn', 'Clear selection'),
  share: both('Sao chép liên kết', 'Copy link'),
  zoomIn: both('Phóng to', 'Zoom in'),
  list: both('Danh sách', 'List'),
};
