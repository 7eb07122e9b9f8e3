import { both, type Both } from '#client/i18n/both.ts';
import type { Shortcut, SHORTCUT_GROUPS, USUAL_GROUPS, UsualKey } from '#client/ui/shortcuts.ts';

const act: Record<Shortcut, Both> = {
  help: both('Mở danh sách phím tắt', 'Open this list'),
  search: both('Tìm kiếm', 'Search'),
  send: both('Ghi nội dung đang nhập', 'Send what is being written'),
  signalNext: both('Dấu hiệu tiếp theo', 'Next signal'),
  signalPrevious: both('Dấu hiệu trước', 'Previous signal'),
  signalConfirm: both('Xác nhận tái hoạt động', 'Confirm the recurrence'),
  signalReject: both('Bác bỏ dấu hiệu', 'Reject the signal'),
  signalNewPoint: both('Đề xuất điểm mới', 'Propose a new point'),
  signalUndo: both('Rút lại kết luận', 'Take the decision back'),
  stopUp: both('Chuyển điểm dừng lên', 'Move the stop up'),
  stopDown: both('Chuyển điểm dừng xuống', 'Move the stop down'),
  chooseUp: both('Chọn thêm điểm dừng phía trên', 'Choose the stop above as well'),
  chooseDown: both('Chọn thêm điểm dừng phía dưới', 'Choose the stop below as well'),
  routeUndo: both('Hoàn tác thay đổi của lộ trình', 'Undo a change of the route'),
  routeRedo: both('Làm lại thay đổi của lộ trình', 'Make it again'),
};

const usual: Record<UsualKey, Both> = {
  move: both('Di chuyển trong danh sách', 'Move within a list'),
  ends: both('Đến đầu, cuối danh sách', 'First and last of a list'),
  leave: both('Đóng hộp thoại, rời chế độ trên bản đồ', 'Close a dialog, leave a mode of the map'),
  page: both('Lên, xuống một trang', 'One page up or down'),
  tick: both('Chọn hoặc bỏ chọn dòng', 'Tick the row, or not'),
  open: both('Mở hồ sơ của dòng', 'Open the record of the row'),
  day: both('Lùi, tiến một ngày', 'One day back or on'),
  month: both('Lùi, tiến một tháng', 'One month back or on'),
  play: both('Chạy hoặc dừng', 'Play or stop'),
  dot: both('Đến đơn vị trước, sau', 'Go to the unit before or after'),
  bar: both('Đến điểm dừng khác trên các hàng', 'Go to another stop of the rows'),
  cases: both('Mở các trường hợp của đơn vị', 'Open the cases of the unit'),
  pan: both('Dịch bản đồ', 'Move the map'),
  zoom: both('Phóng to, thu nhỏ', 'Zoom in or out'),
};

const group: Record<keyof typeof SHORTCUT_GROUPS, Both> = {
  everywhere: both('Mọi trang', 'Everywhere'),
  map: both('Trang Bản đồ', 'On the map page'),
  forms: both('Hộp thoại có biểu mẫu', 'Dialogs with a form'),
  signals: both('Trang Dấu hiệu', 'On Signals'),
  routes: both('Trang lộ trình', 'On a route'),
};

const usualGroup: Record<keyof typeof USUAL_GROUPS, Both> = {
  lists: both('Danh sách và hộp thoại', 'Lists and dialogs'),
  table: both('Bảng các điểm', 'Table of points'),
  time: both('Thanh thời gian', 'Time bar'),
  chart: both('Biểu đồ so sánh', 'Chart of the comparison'),
  timeline: both('Ca của các tổ theo giờ', 'Shifts by the hour'),
  ground: both('Bản đồ', 'Map'),
};

/** Keys that do something, under "?". */
export const shortcuts = {
  title: both('Phím tắt', 'Keyboard shortcuts'),
  lead: both(
    'Phím đơn không có tác dụng khi đang nhập chữ.',
    'Single keys rest while somebody types.',
  ),
  act,
  usual,
  within: both('Khi đang chọn: {part}', 'With the focus in: {part}'),
  usualGroup,
  group,
  or: both('hoặc', 'or'),
};
