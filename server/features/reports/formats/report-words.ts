import {
  isSeenEnough,
  MOST_UNSEEN_SHARE,
  type ConductCounts,
  type ConductPart,
} from '#server/contract/conduct.ts';
import type { ReportContent } from '#server/contract/report.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { RuleChange } from '#server/contract/rule-change.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Words of the documents: documents of the administration are Vietnamese, whatever the reader's language is. */
export const TARGET_WORDS: Record<ReportContent['targets'][number]['state'], string> = {
  met: 'Đạt',
  on_pace: 'Đúng tiến độ',
  not_seen: 'Chưa đủ kiểm chứng',
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

/** A share by its parts, with how much of it the communes took in and closed themselves. */
export function reachedWords(amount: number, outOf: number, own: number): string {
  const reached = `${numberWords(amount)}/${numberWords(outOf)}`;
  return own === 0
    ? reached
    : `${reached}, trong đó tự tiếp nhận và tự giải quyết ${numberWords(own)}`;
}

const PART_WORDS: Record<ConductPart, string> = {
  late: 'nhập muộn',
  own: 'do đơn vị tự ghi',
  unseen: 'chỉ tự khai',
  ruled: 'sau khi quy định đổi',
  annulled: 'đã hủy',
};

/** How the cases behind the figures came about, in one line; parts without any are left out. */
export function conductWords(conduct: ConductCounts): string {
  const { cases, looks, parts } = conduct;
  const counted = (Object.keys(PART_WORDS) as ConductPart[])
    .filter((part) => parts[part] > 0)
    .map((part) => `${numberWords(parts[part])} ${PART_WORDS[part]}`);
  const done = looks.seen + looks.stated;
  const checked =
    done === 0
      ? []
      : [
          `${numberWords(done)} lượt kiểm tra (có kiểm chứng ${numberWords(looks.seen)}, tự khai ${numberWords(looks.stated)})`,
        ];
  const all = [`Căn cứ: ${numberWords(cases)} việc`, ...checked, ...counted].join('; ');
  if (isSeenEnough(conduct)) return `${all}.`;
  return `${all}. Chưa đủ kiểm chứng để biểu dương: quá ${numberWords(MOST_UNSEEN_SHARE * 100)}% chỉ do đơn vị tự khai.`;
}

const RULE_WORDS: Record<RuleChange['rule'], string> = {
  check_schedule: 'lịch kiểm tra',
  tip_rule: 'thời hạn giải quyết tin',
  signal_parameter: 'tham số đối chiếu dấu hiệu',
  report_periods: 'kỳ báo cáo',
  plan_targets: 'chỉ tiêu kế hoạch',
  populations: 'dân số phường, xã',
  boundaries: 'địa giới phường, xã',
};

/** Sentences that a file says of rules that changed in its period: figures before and after are not counted alike. */
export function ruleNotes(changes: readonly RuleChange[]): string[] {
  return changes.map(
    ({ rule, from, origin }) =>
      `Quy định thay đổi từ ${slashDate(from)}: ${RULE_WORDS[rule]} (${origin}).`,
  );
}
