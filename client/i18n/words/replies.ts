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
  due: both(
    (p: { date: string; ago: string }) => `Chờ giải trình, hạn ${p.date} (${p.ago})`,
    (p) => `Reply asked, due ${p.date} (${p.ago})`,
  ),
  overdue: both(
    (p: { date: string; days: string }) => `Chưa giải trình, quá hạn ${p.days} (hạn ${p.date})`,
    (p) => `No reply yet, overdue by ${p.days} (due ${p.date})`,
  ),
  filed: both(
    (p: { commune: string; time: string }) => `Giải trình của ${p.commune}, ${p.time}`,
    (p) => `Reply of ${p.commune}, ${p.time}`,
  ),
  filedLate: both('gửi sau hạn', 'filed after its day'),
  draft: both(
    (p: { name: string; time: string }) => `Bản nháp, ${p.name}, ${p.time}`,
    (p) => `Draft, ${p.name}, ${p.time}`,
  ),
  draftMore: both('Chỉ phường, xã của bạn thấy bản nháp.', 'Only your commune sees the draft.'),
  writer: both(
    (p: { name: string }) => `Người gửi: ${p.name}`,
    (p) => `Filed by: ${p.name}`,
  ),
  documents: both(
    (p: { numbers: string }) => `Văn bản ${p.numbers}`,
    (p) => `Documents ${p.numbers}`,
  ),
  earlier: both(
    (p: { count: string }) => `Xem ${p.count} bản giải trình trước`,
    (p) => `Show earlier replies: ${p.count}`,
  ),
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
  draftKept: both(
    (p: { code: string }) => `Đã lưu bản nháp giải trình, ${p.code}.`,
    (p) => `The draft of the reply is kept, ${p.code}.`,
  ),
  fileDone: both(
    (p: { code: string }) => `Đã gửi giải trình, ${p.code}.`,
    (p) => `The reply is filed, ${p.code}.`,
  ),
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
