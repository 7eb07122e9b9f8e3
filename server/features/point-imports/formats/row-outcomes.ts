import type { RowProblem } from '#server/contract/point-import.ts';

import type { RowOfRun } from '#server/features/import-history/queries.ts';

import type { JudgedTable } from './read-drafts.ts';

/** A row of the register by the key of a row of the file; `same` is null for a point that this import added. */
export type FoundPoint = { id: number; importKey: string; same: boolean | null };

/**
 * Tells what became of each row of a table, by line. A row with an error is refused, whatever else it needs; one that
 * only asks for a decision waits. The name is kept of written rows alone: others may hold what must not be kept.
 */
export function outcomesOf(
  { kept, problems }: JudgedTable,
  points: readonly FoundPoint[],
): RowOfRun[] {
  const pointOf = new Map(points.map((point) => [point.importKey, point]));
  const written = kept.flatMap(({ key, draft }): RowOfRun[] => {
    const point = pointOf.get(key);
    if (point === undefined) return [];
    const { line, officialName: name } = draft;
    const outcome = point.same === null ? 'added' : point.same ? 'unchanged' : 'changed';
    return [{ line, outcome, name, reasons: [], pointId: point.id }];
  });
  return [...written, ...unwritten(problems)].toSorted((a, b) => a.line - b.line);
}

function unwritten(problems: readonly RowProblem[]): RowOfRun[] {
  const byLine = new Map<number, RowOfRun>();
  for (const { line, code, severity } of problems) {
    const row = byLine.get(line) ?? {
      line,
      outcome: 'waiting',
      name: null,
      reasons: [],
      pointId: null,
    };
    if (severity === 'error') row.outcome = 'refused';
    if (!row.reasons.includes(code)) row.reasons.push(code);
    byLine.set(line, row);
  }
  return [...byLine.values()];
}
