import { foldHeading } from '#server/tables/fold-heading.ts';

/** Headings of the columns that a file of refused rows has after its own ones. */
export const REASON_COLUMNS = ['Dòng trong tệp đã gửi', 'Lý do chưa nhập'] as const;

const FOLDED: ReadonlySet<string> = new Set(REASON_COLUMNS.map(foldHeading));

/** Tests a heading for one of {@link REASON_COLUMNS}: such a column says nothing about a point. */
export function isReasonColumn(heading: string): boolean {
  return FOLDED.has(foldHeading(heading));
}
