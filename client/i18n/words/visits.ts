import { both, type Both } from '#client/i18n/both.ts';
import type { ChangeKind } from '#server/contract/visit.ts';

const change: Record<ChangeKind, Both> = {
  recurred: both('tái hoạt động', 'recurring'),
  suspected: both('nghi tái hoạt động', 'suspected'),
  refused: both('bị từ chối tiếp nhận', 'refused by the commune'),
  overdue: both('quá hạn kiểm tra', 'checks overdue'),
  proposed: both('đề xuất mới', 'newly proposed'),
};

/** Words of the changes since the last visit. */
export const visits = {
  title: both('Thay đổi từ lần truy cập trước ({time})', 'Since last time ({time})'),
  sinceDay: both('Từ ngày {date}', 'Since {date}'),
  open: both('Có gì thay đổi?', 'What has changed?'),
  yesterday: both('Từ hôm qua', 'Since yesterday'),
  week: both('7 ngày qua', 'The last 7 days'),
  ownDay: both('Từ ngày tự chọn', 'Since a day of my choice'),
  nothing: both('Không có thay đổi', 'Nothing has changed'),
  name: both(
    'Thay đổi từ lần truy cập trước hoặc từ ngày đã chọn',
    'Changes since your last visit or a chosen day',
  ),
  change,
  openedElsewhere: both('Cùng mở hồ sơ này: {names}', 'Also open with: {names}'),
  sinceThen: both('{name} (từ {moment})', '{name} (since {moment})'),
  close: both('Ẩn thay đổi từ lần trước', 'Hide changes since last time'),
};
