import { both, type Both } from '#client/i18n/both.ts';
import type { ConductFigure, ConductPart } from '#server/contract/conduct.ts';

const figure: Record<ConductFigure, Both> = {
  recurrences: both('Tái hoạt động', 'Recurrences'),
  new_points: both('Điểm mới phát sinh', 'New points'),
  eliminations: both('Triệt xóa', 'Eliminations'),
  signals: both('Dấu hiệu', 'Signals'),
  tips: both('Tin phản ánh', 'Tips'),
  register: both('Toàn bộ số liệu', 'All figures'),
};

const partName: Record<ConductPart, Both> = {
  late: both('Nhập muộn', 'Entered late'),
  own: both('Do đơn vị tự ghi', 'By the commune itself'),
  unseen: both('Chỉ tự khai', 'Only stated'),
  ruled: both('Sau khi quy định đổi', 'After a rule changed'),
  annulled: both('Đã hủy', 'Annulled'),
};

/** How the cases behind a figure came about, and the page of these cases. */
export const conduct = {
  title: both('Cách ghi số liệu', 'How figures came about'),
  figure,
  partName,
  behind: both('Căn cứ: {count} việc', 'Rests on {count} entries'),
  results: both('Căn cứ: {count} kết quả', 'Rests on {count} results'),
  looks: both(
    '{count} lượt kiểm tra: có kiểm chứng {seen}, tự khai {stated}',
    '{count} looks: {seen} seen, {stated} only stated',
  ),
  part: {
    late: both('{count} nhập muộn', '{count} entered late'),
    own: both('{count} do đơn vị tự ghi', '{count} by the commune itself'),
    unseen: both('{count} chỉ tự khai', '{count} only stated'),
    ruled: both('{count} sau khi quy định đổi', '{count} after a rule changed'),
    annulled: both('{count} đã hủy', '{count} annulled'),
  },
  withheld: both(
    'Chưa đủ kiểm chứng để biểu dương: {unseen} chỉ do đơn vị tự khai (tối đa {most}).',
    'Not seen enough to be commended: {unseen} is known from the commune alone (at most {most}).',
  ),
  lead: both('{figure}, {from} – {to}, {where}', '{figure}, {from} – {to}, {where}'),
  everywhere: both('toàn phạm vi được xem', 'all within reach'),
  parts: both('Phần của số liệu', 'Part of the figure'),
  choice: both('{name}: {count}', '{name}: {count}'),
  meaning: {
    late: both(
      'Ghi vào hệ thống sau ngày thực hiện.',
      'Entered into the register after the day on which it happened.',
    ),
    own: both(
      'Lượt kiểm tra do phường, xã thực hiện; tin do phường, xã tự nhận và tự kết thúc.',
      'Looks by the commune itself; tips that it took in and closed itself.',
    ),
    unseen: both(
      'Không có ảnh, vị trí của đúng ngày và không có người ngoài đơn vị tham gia.',
      'No photo or position of that day, and nobody of another unit took part.',
    ),
    ruled: both(
      'Tính theo quy định có hiệu lực từ giữa kỳ: không so được với phần trước.',
      'Counted by a rule that began within the period: not comparable with what was before.',
    ),
    annulled: both(
      'Đã được hủy vì ghi nhầm: không còn trong số liệu.',
      'Declared mistaken: no longer in the figure.',
    ),
  } satisfies Record<ConductPart, Both>,
  tip: both('Tin phản ánh', 'Tip'),
  annulledAct: both('{act} (đã hủy)', '{act} (annulled)'),
  none: both('Không có việc nào.', 'None.'),
  more: both('Xem thêm', 'Show more'),
};
