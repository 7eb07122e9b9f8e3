import { both, type Both } from '#client/i18n/both.ts';
import type { PeriodEvent } from '#server/contract/point.ts';

const happened: Record<PeriodEvent, Both> = {
  listed: both('Vào danh mục', 'Listed'),
  eliminated: both('Triệt xóa', 'Eliminated'),
  handed_over: both('Bàn giao', 'Handed over'),
  recurring: both('Tái hoạt động', 'Recurred'),
  suspected: both('Nghi tái hoạt động', 'Suspected'),
  checked: both('Kiểm tra', 'Checked'),
};

const presets = {
  days7: both('7 ngày', '7 days'),
  days28: both('28 ngày', '28 days'),
  week: both('Tuần này', 'This week'),
  month: both('Tháng này', 'This month'),
  quarter: both('Quý này', 'This quarter'),
  planYear: both('Năm kế hoạch', 'Plan year'),
  reporting: both('Kỳ báo cáo', 'Reporting period'),
};

/** The filter by what happened in a period. */
export const periods = {
  title: both('Diễn ra trong kỳ', 'Happened in'),
  category: both('Lọc nhanh theo loại hình', 'Quick filter by category'),
  period: both('Kỳ', 'Period'),
  kinds: both('Việc diễn ra', 'What happened'),
  happened,
  presets,
  own: both('Tự chọn…', 'Own dates…'),
  from: both('Từ ngày', 'From'),
  to: both('Đến ngày', 'To'),
  anything: both('Có thay đổi', 'Anything happened'),
  meaning: both(
    'Theo ngày việc có hiệu lực. Không chọn việc nào: tính mọi việc.',
    'By the day it took effect. With nothing chosen, everything counts.',
  ),
  clear: both('Bỏ kỳ', 'Clear the period'),
  between: both('{what}: {from} – {to}', '{what}: {from} – {to}'),
  since: both('{what}: từ {from}', '{what}: from {from}'),
  until: both('{what}: đến {to}', '{what}: until {to}'),
};
