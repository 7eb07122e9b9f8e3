import { both, type Both } from '#client/i18n/both.ts';
import type { Shortcut, SHORTCUT_GROUPS, UsualKey } from '#client/ui/shortcuts.ts';

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
};

const usual: Record<UsualKey, Both> = {
  move: both('Di chuyển trong danh sách', 'Move within a list'),
  ends: both('Đến đầu, cuối danh sách', 'First and last of a list'),
  leave: both('Đóng hộp thoại, rời chế độ trên bản đồ', 'Close a dialog, leave a mode of the map'),
};

const group: Record<keyof typeof SHORTCUT_GROUPS, Both> = {
  everywhere: both('Mọi trang', 'Everywhere'),
  signals: both('Trang Dấu hiệu', 'On Signals'),
  routes: both('Trang lộ trình', 'On a route'),
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
  usualTitle: both('Danh sách và hộp thoại', 'Lists and dialogs'),
  group,
  or: both('hoặc', 'or'),
};
