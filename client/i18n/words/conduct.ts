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
  behind: both(
    (p: { count: string }) => `Căn cứ: ${p.count} việc`,
    ({ count }) => `Rests on ${count} entries`,
  ),
  results: both(
    (p: { count: string }) => `Căn cứ: ${p.count} kết quả`,
    ({ count }) => `Rests on ${count} results`,
  ),
  looks: both(
    (p: { count: string; seen: string; stated: string }) =>
      `${p.count} lượt kiểm tra: có kiểm chứng ${p.seen}, tự khai ${p.stated}`,
    ({ count, seen, stated }) => `${count} looks: ${seen} seen, ${stated} only stated`,
  ),
  part: {
    late: both(
      (p: { count: string }) => `${p.count} nhập muộn`,
      ({ count }) => `${count} entered late`,
    ),
    own: both(
      (p: { count: string }) => `${p.count} do đơn vị tự ghi`,
      ({ count }) => `${count} by the commune itself`,
    ),
    unseen: both(
      (p: { count: string }) => `${p.count} chỉ tự khai`,
      ({ count }) => `${count} only stated`,
    ),
    ruled: both(
      (p: { count: string }) => `${p.count} sau khi quy định đổi`,
      ({ count }) => `${count} after a rule changed`,
    ),
    annulled: both(
      (p: { count: string }) => `${p.count} đã hủy`,
      ({ count }) => `${count} annulled`,
    ),
  },
  withheld: both(
    (p: { unseen: string; most: string }) =>
      `Chưa đủ kiểm chứng để biểu dương: ${p.unseen} chỉ do đơn vị tự khai (tối đa ${p.most}).`,
    ({ unseen, most }) =>
      `Not seen enough to be commended: ${unseen} is known from the commune alone (at most ${most}).`,
  ),
  lead: both(
    (p: { figure: string; from: string; to: string; where: string }) =>
      `${p.figure}, ${p.from} – ${p.to}, ${p.where}`,
    ({ figure: of, from, to, where }) => `${of}, ${from} – ${to}, ${where}`,
  ),
  everywhere: both('toàn phạm vi được xem', 'all within reach'),
  parts: both('Phần của số liệu', 'Part of the figure'),
  choice: both(
    (p: { name: string; count: string }) => `${p.name}: ${p.count}`,
    ({ name, count }) => `${name}: ${count}`,
  ),
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
  annulledAct: both(
    (p: { act: string }) => `${p.act} (đã hủy)`,
    ({ act }) => `${act} (annulled)`,
  ),
  none: both('Không có việc nào.', 'None.'),
  more: both('Xem thêm', 'Show more'),
};
