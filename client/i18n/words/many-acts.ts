import { both } from '#client/i18n/both.ts';

/** One form for an act on many points. */
export const manyActs = {
  open: both('Ghi cho nhiều điểm', 'Record for many'),
  judging: both('Đang xét từng điểm…', 'Judging each point…'),
  may: both(
    (p: { count: string }) => `${p.count} điểm sẽ được ghi`,
    (p) => (p.count === '1' ? '1 point will be recorded' : `${p.count} points will be recorded`),
  ),
  mayNot: both(
    (p: { count: string }) => `${p.count} điểm không ghi được, và lý do`,
    (p) =>
      p.count === '1' ? '1 point cannot be, and why' : `${p.count} points cannot be, and why`,
  ),
  tooMany: both(
    'Vùng chọn có {total} điểm; mỗi lần ghi được nhiều nhất {most}. Hãy thu hẹp vùng chọn hoặc bộ lọc.',
    '{total} points are chosen; at most {most} can be recorded at once. Choose fewer, or narrow the filter.',
  ),
  tooEarly: both(
    'Ngày ghi sớm hơn sự kiện trước của điểm.',
    'The day is before the point’s last event.',
  ),
  none: both('Không có điểm nào ghi được việc này.', 'This cannot be recorded for any of them.'),
  record: both(
    (p: { count: string }) => `Ghi ${p.count} điểm`,
    (p) => (p.count === '1' ? 'Record 1 point' : `Record ${p.count} points`),
  ),
  kept: both(
    'Từng điểm được ghi riêng. Đóng trang giữa chừng không mất gì: phần còn lại được gửi khi mở lại.',
    'Each point is recorded by itself. Closing the page loses nothing: the rest is sent when it is opened again.',
  ),
  progress: both('Đã ghi {done} trên {total} điểm', '{done} of {total} points recorded'),
  refused: both(
    (p: { count: string }) => `${p.count} điểm bị từ chối`,
    (p) => (p.count === '1' ? '1 point was refused' : `${p.count} points were refused`),
  ),
  undoAll: both('Hoàn tác cả đợt', 'Undo the whole batch'),
  undoLead: both(
    'Từng ghi nhận của đợt được hủy hoặc rút riêng, và vẫn đọc được trong lịch sử. Đóng trang giữa chừng không mất gì: phần còn lại được gửi khi mở lại.',
    'Each act of the batch is annulled or withdrawn by itself, and stays in the history. Closing the page loses nothing: the rest is sent when it is opened again.',
  ),
  undoMay: both(
    (p: { count: string }) => `${p.count} điểm sẽ được hoàn tác`,
    (p) => (p.count === '1' ? '1 point will be undone' : `${p.count} points will be undone`),
  ),
  undoMayNot: both(
    (p: { count: string }) => `${p.count} điểm không hoàn tác được, và lý do`,
    (p) =>
      p.count === '1' ? '1 point cannot be, and why' : `${p.count} points cannot be, and why`,
  ),
  undone: both(
    (p: { count: string }) => `${p.count} điểm đã được hoàn tác`,
    (p) => (p.count === '1' ? '1 point is undone already' : `${p.count} points are undone already`),
  ),
  undoOnItsWay: both(
    (p: { count: string }) => `${p.count} điểm đang chờ gửi việc hoàn tác`,
    (p) =>
      p.count === '1'
        ? 'The undoing of 1 point waits to be sent'
        : `The undoing of ${p.count} points waits to be sent`,
  ),
  undoNone: both(
    'Không còn điểm nào của đợt hoàn tác được lúc này.',
    'None of the batch can be undone now.',
  ),
  undo: both(
    (p: { count: string }) => `Hoàn tác ${p.count} điểm`,
    (p) => (p.count === '1' ? 'Undo 1 point' : `Undo ${p.count} points`),
  ),
  undoProgress: both('Đã hoàn tác {done} trên {total} điểm', '{done} of {total} points undone'),
  undoneActs: both('Ghi nhận được hoàn tác', 'Acts that are undone'),
  undoReason: both('Lý do hoàn tác', 'Reason for undoing'),
  stop: both('Dừng phần chưa gửi', 'Stop the rest'),
  close: both('Đóng', 'Close'),
  result: both('Kết quả kiểm tra', 'Result of the check'),
};
