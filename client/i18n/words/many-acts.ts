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
    (p: { most: string; total: string }) =>
      `Vùng chọn có ${p.total} điểm; mỗi lần ghi được nhiều nhất ${p.most}. Hãy thu hẹp vùng chọn hoặc bộ lọc.`,
    (p) =>
      `${p.total} points are chosen; at most ${p.most} can be recorded at once. Choose fewer, or narrow the filter.`,
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
  progress: both(
    (p: { done: string; total: string }) => `Đã ghi ${p.done} trên ${p.total} điểm`,
    (p) => `${p.done} of ${p.total} points recorded`,
  ),
  refused: both(
    (p: { count: string }) => `${p.count} điểm bị từ chối`,
    (p) => (p.count === '1' ? '1 point was refused' : `${p.count} points were refused`),
  ),
  stop: both('Dừng phần chưa gửi', 'Stop the rest'),
  close: both('Đóng', 'Close'),
  result: both('Kết quả kiểm tra', 'Result of the check'),
};
