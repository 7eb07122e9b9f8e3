import { both } from '#client/i18n/both.ts';

/** Views of the map that people keep by name. */
export const views = {
  open: both('Chế độ xem đã lưu', 'Saved views'),
  openNew: both('Chế độ xem đã lưu, {count} điểm mới', 'Saved views, {count} new points'),
  lead: both(
    'Lưu bộ lọc, vị trí bản đồ và khoảng thời gian đang xem để mở lại bằng một lần bấm.',
    'Keep the filter, the place and the period that you see, and open them again with one press.',
  ),
  name: both('Tên chế độ xem', 'Name of the view'),
  share: both('Chia sẻ với', 'Share with'),
  shareNobody: both('Chỉ mình tôi', 'Only me'),
  save: both('Lưu chế độ xem này', 'Save this view'),
  saved: both('Đã lưu chế độ xem.', 'View saved.'),
  changed: both('Đã ghi lại chế độ xem.', 'View written anew.'),
  deleted: both('Đã xóa chế độ xem.', 'View deleted.'),
  list: both('Chế độ xem của tôi và được chia sẻ', 'My views and those shared with me'),
  empty: both('Chưa có chế độ xem nào được lưu.', 'No view has been saved yet.'),
  openView: both('Mở chế độ xem {name}', 'Open the view {name}'),
  sharedWith: both('chia sẻ với {role}', 'shared with {role}'),
  sharedBy: both('do {name} chia sẻ', 'shared by {name}'),
  entered: both(
    '{count} điểm vừa vào chế độ xem này từ hôm qua',
    '{count} points came into this view since yesterday',
  ),
  enteredNone: both(
    'Từ hôm qua chưa có điểm nào mới vào chế độ xem này.',
    'No point came into this view since yesterday.',
  ),
  enteredMore: both('và {count} điểm khác', 'and {count} more'),
  watch: both('Theo dõi', 'Watch'),
  watchOf: both('Theo dõi chế độ xem {name}', 'Watch the view {name}'),
  byMail: both('Gửi cả qua thư', 'By mail too'),
  byMailOf: both('Gửi thư về chế độ xem {name}', 'Mail about the view {name}'),
  byMailMore: both(
    'Mỗi sáng có điểm mới: một thư, chỉ nêu số điểm.',
    'On each morning after points came in: one mail that says only how many.',
  ),
  mailNoAddress: both(
    'Chưa có địa chỉ nhận thư. Nhập địa chỉ ở mục',
    'There is no mail address yet. Enter one in',
  ),
  mailSettings: both('Cài đặt của tôi', 'My settings'),
  mailOff: both(
    'Hệ thống này chưa nối máy chủ thư nên chưa gửi thư nào.',
    'This installation has no mail server yet, so no mail is sent.',
  ),
  overwrite: both('Ghi lại theo bản đồ đang xem', 'Write anew as the map is now'),
  overwriteOf: both('Ghi lại {name} theo bản đồ đang xem', 'Write {name} anew as the map is now'),
  remove: both('Xóa', 'Delete'),
  removeOf: both('Xóa chế độ xem {name}', 'Delete the view {name}'),
};
