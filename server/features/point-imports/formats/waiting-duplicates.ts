import type { PossibleDuplicate } from '#server/contract/import-duplicate.ts';
import type { RowProblem } from '#server/contract/point-import.ts';

import type { JudgedTable } from './read-drafts.ts';

/** Takes out the rows that may be there already, but for those that somebody has said to be places of their own. */
export function withoutDuplicates(
  { kept, problems }: JudgedTable,
  duplicates: readonly PossibleDuplicate[],
  column: string | null,
): JudgedTable {
  const out = duplicates.filter(({ decision }) => decision !== 'new');
  const lines = new Set(out.map(({ line }) => line));
  return {
    kept: kept.filter(({ draft }) => !lines.has(draft.line)),
    problems: [...problems, ...out.map((one) => problemOf(one, column))],
  };
}

function problemOf(
  { line, officialName, otherLine, decision }: PossibleDuplicate,
  column: string | null,
): RowProblem {
  const isLeftOut = decision === 'leave_out';
  return {
    line,
    field: 'officialName',
    column,
    code: isLeftOut ? 'import.duplicate_left_out' : 'import.possible_duplicate',
    severity: isLeftOut ? 'error' : 'needs_consent',
    value: officialName,
    ...(otherLine !== null && { otherLine }),
  };
}
