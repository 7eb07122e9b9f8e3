import { rowReasonOf } from '#server/contract/import-row-text.ts';
import type { RowProblem } from '#server/contract/point-import.ts';

/** A row that was not written, and the reasons in one text. */
export type RefusedRow = { line: number; reason: string };

/** Says why each row is not written as it stands, by line: one sentence a problem, with its column. */
export function refusedRows(problems: readonly RowProblem[]): RefusedRow[] {
  const reasons = new Map<number, Set<string>>();
  for (const problem of problems) {
    const { column, otherLine } = problem;
    const place = column === null ? '' : `“${column}”: `;
    const other = otherLine === undefined ? '' : ` (lặp dòng ${otherLine})`;
    const said = `${place}${rowReasonOf(problem).vi}${other}`;
    reasons.set(problem.line, (reasons.get(problem.line) ?? new Set()).add(said));
  }
  return [...reasons]
    .map(([line, said]) => ({ line, reason: [...said].join(' ') }))
    .toSorted((a, b) => a.line - b.line);
}
