import { expect, it } from 'vitest';

import { waitingLines } from '#server/features/point-imports/read-preview.ts';
import type { RowProblem } from '#server/contract/point-import.ts';

import { whyNotUndo } from './read-runs.ts';

it('an import is undone once, while its rows are kept and nothing stands on them', () => {
  const why = (isUndone: boolean, keepsRows: boolean, standing: number) =>
    whyNotUndo({ isUndone, keepsRows }, standing, 'import.points_stand');
  expect(why(false, true, 0)).toBeNull();
  expect(why(false, true, 1)).toBe('import.points_stand');
  expect(why(false, false, 1)).toBe('import.rows_not_kept');
  expect(why(true, false, 1)).toBe('import.undone_already');
  expect(why(true, true, 0)).toBe('import.undone_already');
});

it('a row waits that has a question and no error, however many of each', () => {
  const problem = (line: number, severity: RowProblem['severity']) =>
    ({ line, severity }) as RowProblem;
  const questions = [2, 3, 3, 4].map((line) => problem(line, 'needs_consent'));
  expect(waitingLines([problem(4, 'error'), ...questions, problem(5, 'error')])).toEqual([2, 3]);
});
