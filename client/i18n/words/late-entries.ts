import { both } from '#client/i18n/both.ts';

/** Acts that were entered after their day, the look of a second person at their paper, and looks that others have seen. */
export const lateEntries = {
  lateBy: both('nhập muộn {days} ngày', 'entered {days} days late'),
  awaited: both('chờ xác nhận', 'waiting for confirmation'),
  paperMore: both(
    'Ngày này trước hôm nay nên cần số và ngày của văn bản. Việc được ghi ngay và mang dấu “nhập muộn”; chỉ tính đúng hạn theo ngày này sau khi người khác của thành phố đã xem văn bản.',
    'This day lies before today, so the number and the day of the paper are needed. It is recorded at once and marked as entered late; it counts from this day only after another person of the city has seen the paper.',
  ),
  documentOn: both('Ngày của văn bản', 'Day of the paper'),
  documentOnMore: both('Từ ngày thực hiện đến hôm nay.', 'Between the day of the act and today.'),
  documentMissing: both(
    'Nhập sau ngày thực hiện: hãy ghi số văn bản.',
    'Entered after its day: give the number of the paper.',
  ),
  documentOnMissing: both(
    'Nhập sau ngày thực hiện: hãy ghi ngày của văn bản.',
    'Entered after its day: give the day of the paper.',
  ),
  documentOnWrong: both(
    'Ngày của văn bản phải từ ngày thực hiện đến hôm nay.',
    'The day of the paper has to lie between the day of the act and today.',
  ),
  paperOf: both('văn bản ngày {date}', 'paper of {date}'),
  noPaper: both('không có', 'none'),
  review: both('Xem giấy tờ', 'Look at the paper'),
  reviewTitle: both('Giấy tờ nhập muộn: {what}', 'Paper of a late entry: {what}'),
  reviewLead: both(
    'Nhập muộn {days} ngày. Chỉ bấm “Đã xem giấy tờ” khi bạn đã xem văn bản và văn bản nêu đúng ngày đó. Từ chối thì việc tính theo ngày nhập.',
    'Entered {days} days late. Confirm only if you have seen the paper and it tells of that day. Refused, the act counts from the day of entry.',
  ),
  seen: both('Đã xem giấy tờ', 'I have seen the paper'),
  refuse: both('Giấy tờ không đúng', 'The paper does not show it'),
  reason: both('Lý do', 'Reason'),
  reasonMore: both('Bắt buộc khi giấy tờ không đúng.', 'Needed where the paper does not show it.'),
  reasonMissing: both('Hãy ghi vì sao giấy tờ không đúng.', 'Say why the paper does not show it.'),
  reviewed: {
    seen: both('Đã xem giấy tờ: {name}, {time}.', 'Paper seen by {name}, {time}.'),
    refused: both('Giấy tờ không đúng: {name}, {time}.', 'Paper refused by {name}, {time}.'),
  },
  lookSeen: both('có kiểm chứng', 'seen'),
  lookStated: both('tự khai', 'stated'),
  seenMore: both(
    'Có kiểm chứng: người ngoài đơn vị kiểm tra, hoặc có ảnh hay vị trí của đúng ngày. Còn lại là tự khai.',
    'Seen: by a person of another unit, or with a photo or a position of that day. Stated: the commune alone says so.',
  ),
  done: both('Đã ghi kết quả xem giấy tờ.', 'The look at the paper is recorded.'),
};
