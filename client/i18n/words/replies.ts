import { both } from '#client/i18n/both.ts';

/** The replies of communes (giải trình). */
export const replies = {
  title: both('Giải trình', 'Reply'),
  sign: both('đã giải trình', 'replied'),
  signMore: both(
    'Phường, xã đã giải trình; mở hồ sơ để đọc.',
    'The commune has replied; open the record to read it.',
  ),
  askedFor: {
    recognised: both('Giải trình về việc phát sinh điểm', 'Reply to the listing of a new point'),
    recurrence_confirmed: both('Giải trình về việc tái hoạt động', 'Reply to the recurrence'),
  },
  due: both('Chờ giải trình, hạn {date} ({ago})', 'Reply asked, due {date} ({ago})'),
  overdue: both(
    'Chưa giải trình, quá hạn {days} (hạn {date})',
    'No reply yet, overdue by {days} (due {date})',
  ),
  filed: both('Giải trình của {commune}, {time}', 'Reply of {commune}, {time}'),
  filedLate: both('gửi sau hạn', 'filed after its day'),
  draft: both('Bản nháp, {name}, {time}', 'Draft, {name}, {time}'),
  draftMore: both('Chỉ phường, xã của bạn thấy bản nháp.', 'Only your commune sees the draft.'),
  writer: both('Người gửi: {name}', 'Filed by: {name}'),
  documents: both('Văn bản {numbers}', 'Documents {numbers}'),
  earlier: both('Xem {count} bản giải trình trước', 'Show earlier replies: {count}'),
  superseded: both('đã có bản mới hơn', 'there is a newer one'),
  write: both('Viết giải trình', 'Write a reply'),
  writeAgain: both('Giải trình bổ sung', 'Add to the reply'),
  continueDraft: both('Sửa bản nháp', 'Continue the draft'),
  words: both('Nội dung giải trình', 'The reply'),
  wordsMore: both(
    'Việc đã làm, nguyên nhân, biện pháp tiếp theo. Chỉ nói về địa điểm; không ghi tên người, số điện thoại, số giấy tờ, biển số.',
    'What was done, why it happened, what comes next. About the place only: no names, telephone, identity or plate numbers.',
  ),
  wordsMissing: both('Ghi nội dung, ít nhất 10 ký tự.', 'Write at least 10 characters.'),
  documentNumbers: both('Số văn bản kèm theo', 'Numbers of documents'),
  documentNumbersMore: both(
    'Nhập các số, ngăn bằng dấu phẩy. Ví dụ: 215/BC-UBND',
    'Type a number and press Enter. For example: 215/BC-UBND',
  ),
  saveDraft: both('Lưu bản nháp', 'Keep the draft'),
  file: both('Gửi giải trình', 'File the reply'),
  draftKept: both('Đã lưu bản nháp giải trình, {code}.', 'The draft of the reply is kept, {code}.'),
  fileDone: both('Đã gửi giải trình, {code}.', 'The reply is filed, {code}.'),
  leaderFiles: both(
    'Lãnh đạo phường, xã gửi giải trình; bạn chuẩn bị bản nháp.',
    'The leader of the commune files the reply; you prepare the draft.',
  ),
  lines: {
    about: both('Về việc', 'About'),
    commune: both('Bên giải trình', 'Who replies'),
    words: both('Nội dung', 'Words'),
    documents: both('Văn bản', 'Documents'),
    due: both('Hạn', 'Due'),
  },
  keptBeside: both(
    'Giải trình luôn hiện cạnh số liệu liên quan. Bản đã gửi không sửa được; bản gửi sau thay thế, bản trước vẫn lưu.',
    'The reply is shown wherever the figure is. A filed reply cannot be changed; a later one takes its place, and the earlier stays readable.',
  ),
};
