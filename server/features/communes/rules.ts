import { AppError, type FieldProblem } from '#server/contract/problem.ts';
import { foldText } from '#server/contract/text.ts';

import type { FormerCommune } from './formats/read-former-communes.ts';

/** Greatest distance of a simplified border from the true one, degrees (0.0001° is about 11 m). */
export const MOST_SIMPLIFICATION = 0.01;
const MOST_ERRORS = 50;

export type FormerNamesToWrite = {
  names: { communeCode: string; name: string; coverage: FormerCommune['coverage'] }[];
  /** Old names that are still the commune's own, folded: they say nothing new. */
  unchanged: number;
  /** Lines (the header is 1) whose new code is no commune in force. */
  unknown: { line: number; code: string }[];
};

/**
 * Selects the lines of a table of old communes that are worth writing. Two old communes of one name that went into
 * the same commune become one line, `full` only where each of them is.
 */
export function selectFormerNames(
  rows: readonly FormerCommune[],
  communes: ReadonlyMap<string, string>,
): FormerNamesToWrite {
  const names = new Map<string, FormerNamesToWrite['names'][number]>();
  const unknown: FormerNamesToWrite['unknown'] = [];
  let unchanged = 0;
  for (const [index, row] of rows.entries()) {
    const present = communes.get(row.newCode);
    if (present === undefined) {
      unknown.push({ line: index + 2, code: row.newCode });
    } else if (foldText(present) === foldText(row.oldName)) {
      unchanged += 1;
    } else {
      const key = `${row.newCode} ${row.oldName}`;
      const known = names.get(key);
      const coverage = known && known.coverage !== row.coverage ? 'partial' : row.coverage;
      names.set(key, { communeCode: row.newCode, name: row.oldName, coverage });
    }
  }
  return { names: [...names.values()], unchanged, unknown };
}

/** Explains why no row of a table was written; names at most the first fifty fields. */
export function rowsInvalid(errors: readonly FieldProblem[]): AppError {
  return new AppError('import.rows_invalid', {
    errors: errors.slice(0, MOST_ERRORS),
    parameters: { count: errors.length },
  });
}
