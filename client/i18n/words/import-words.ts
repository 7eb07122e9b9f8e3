import { both } from '#client/i18n/both.ts';

/** Words of people's lists: those that nobody knows, those that were taught, and templates. */
export const importWords = {
  template: both('Tệp mẫu, kèm các từ dùng được', 'Template, with the words that are understood'),
  title: both('Từ chưa hiểu ở cột loại hình', 'Words for categories that are not understood'),
  lead: both(
    'Chọn loại hình cho từng từ. Hệ thống ghi nhớ cho mọi danh sách của cơ quan, kèm tên người chọn, và đọc lại tệp này.',
    'Choose a category for each word. It is remembered for all lists of the office, with who chose it, and this file is read again.',
  ),
  meaning: both('“{word}” ({count} dòng) là', '“{word}” ({count} rows) means'),
  choose: both('Chọn loại hình', 'Choose a category'),
  remember: both('Ghi nhớ', 'Remember'),
  remembered: both('Đã ghi nhớ “{word}”', '“{word}” is remembered'),
  taught: both('Từ đã ghi nhớ', 'Words that are remembered'),
  taughtLead: both(
    'Bỏ một từ thì các danh sách đọc sau đó không hiểu từ ấy; điểm đã nhập giữ nguyên.',
    'A word that is taken back is not understood any more; what was imported with it stays.',
  ),
  word: both('Từ trong danh sách', 'Word of a list'),
  category: both('Loại hình', 'Category'),
  by: both('Người chọn', 'Chosen by'),
  at: both('Lúc', 'At'),
  act: both('Thao tác', 'Act'),
  takeBack: both('Bỏ', 'Take back'),
  takenBack: both('Đã bỏ “{word}”', '“{word}” was taken back'),
};

/** Rows that may be places that are there already. */
export const importDuplicates = {
  title: both('Có thể trùng: {count} dòng', 'Possible duplicates: {count} rows'),
  lead: both(
    'Tên giống nhau trong bán kính đối chiếu, hoặc hai dòng cùng vị trí. “Điểm mới”: ghi thêm một điểm riêng. “Bỏ dòng”: không ghi dòng này; điểm đã có giữ nguyên, muốn bổ sung thì mở hồ sơ của điểm. Dòng chưa chọn thì không ghi.',
    'The names are alike within the matching radius, or two rows have one position. “New point”: one more point is written. “Leave out”: the row is not written and the place that is there stays as it is; to add to it, open its record. A row without a decision is not written.',
  ),
  label: both('Dòng có thể trùng', 'Possible duplicates'),
  allNew: both('Tất cả là điểm mới', 'All are new points'),
  allOut: both('Bỏ tất cả', 'Leave all out'),
  row: both('Dòng trong tệp, và lựa chọn', 'Row of the file, and the decision'),
  there: both('Điểm đã có', 'Place that is there'),
  distance: both('Cách', 'Distance'),
  last: both('Sự kiện cuối', 'Last event'),
  decisionOf: both('Chọn cho {name}', 'Decision for {name}'),
  decisions: {
    new: both('Điểm mới', 'New point'),
    leave_out: both('Bỏ dòng', 'Leave out'),
  },
  undecided: both('Chưa chọn, chưa ghi', 'Undecided, not written'),
  otherLine: both('cùng vị trí với dòng {line}', 'same position as line {line}'),
  more: both('Xem thêm', 'Show more'),
  capped: both(
    'Chọn {shown} dòng đầu, ghi, rồi chọn lại tệp cho các dòng còn lại.',
    'Decide on the first {shown}, write, then choose the file again for the rest.',
  ),
};
