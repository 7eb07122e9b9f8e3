import type { ReportContent, ReportFigure } from '#server/contract/report.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** What the papers say: documents of the administration are Vietnamese, whatever the reader's screen is. */
export const FIGURE_WORDS: Record<ReportFigure, string> = {
  points_active: 'Điểm đang hoạt động (cuối kỳ)',
  points_eliminated: 'Điểm đã triệt xóa (cuối kỳ)',
  points_handed_over: 'Điểm đã bàn giao (cuối kỳ)',
  points_recurring: 'Điểm tái hoạt động (cuối kỳ)',
  new_points: 'Điểm phát sinh mới',
  eliminations: 'Lượt triệt xóa',
  recurrences: 'Lượt tái hoạt động được xác nhận',
  handovers_confirmed: 'Bàn giao được xác nhận',
  handovers_refused: 'Bàn giao bị từ chối',
  handovers_pending: 'Bàn giao chờ trả lời (cuối kỳ)',
  checks_done: 'Lượt kiểm tra sau triệt xóa',
  checks_with_signs: 'Trong đó có dấu hiệu',
  signals_raised: 'Dấu hiệu nghi tái hoạt động',
  signals_confirmed: 'Nghi vấn được xác nhận',
  signals_rejected: 'Nghi vấn bị bác',
  signals_open: 'Nghi vấn chưa kết luận (cuối kỳ)',
  tips_received: 'Tin phản ánh tiếp nhận',
  tips_on_time: 'Trong đó xử lý đúng hạn',
  tips_late: 'Xử lý muộn hoặc đang quá hạn',
};

export const TARGET_WORDS: Record<ReportContent['targets'][number]['state'], string> = {
  met: 'Đạt',
  on_pace: 'Đúng tiến độ',
  behind: 'Chậm tiến độ',
  missed: 'Không đạt',
  none_arisen: 'Không phát sinh',
  no_data: 'Chưa có số liệu',
  no_target: 'Không giao số',
};

export function slashDate(date: IsoDate): string {
  return date.split('-').toReversed().join('/');
}

export function numberWords(value: number, digits = 1): string {
  return new Intl.NumberFormat('vi-VN', { maximumFractionDigits: digits }).format(value);
}

/** `tháng 10 năm 2026`, `6 tháng đầu năm 2026`, `năm 2026`. */
export function periodWords({ kind, year, number }: ReportingPeriod): string {
  if (kind === 'month') return `tháng ${number} năm ${year}`;
  if (kind === 'quarter') return `quý ${['I', 'II', 'III', 'IV'][number - 1]} năm ${year}`;
  if (kind === 'half_year') return `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`;
  return `năm ${year}`;
}

/** A target or what came of it: a share as percent, "none" as a word. */
export function targetAmount(
  target: Pick<ReportContent['targets'][number], 'shape'>,
  amount: number | null,
): string {
  if (amount === null) return '–';
  if (target.shape === 'amount') return numberWords(amount);
  return `${numberWords(amount * 100)}%`;
}
