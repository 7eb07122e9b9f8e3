import type { TipRowProblem } from '#server/contract/tip-import.ts';
import { TIP_ROW_REASONS } from '#server/contract/tip-row-text.ts';

/** Says why each row of tips is not written as it stands, by line: one sentence a problem, with its column. */
export function refusedTipRows(
  problems: readonly TipRowProblem[],
): { line: number; reason: string }[] {
  const reasons = new Map<number, Set<string>>();
  for (const { line, column, code, otherLine } of problems) {
    const place = column === null ? '' : `“${column}”: `;
    const other = otherLine === undefined ? '' : ` (lặp dòng ${otherLine})`;
    const said = `${place}${TIP_ROW_REASONS[code].vi}${other}`;
    reasons.set(line, (reasons.get(line) ?? new Set()).add(said));
  }
  return [...reasons]
    .map(([line, said]) => ({ line, reason: [...said].join(' ') }))
    .toSorted((a, b) => a.line - b.line);
}
