import { expect, it } from 'vitest';

import type { PossibleDuplicate } from '#server/contract/import-duplicate.ts';

import type { JudgedTable } from './read-drafts.ts';
import { withoutDuplicates } from './waiting-duplicates.ts';

it('a row that may be there already is written only once somebody has said that it is new', () => {
  const lines = [2, 3, 4, 5];
  const kept = lines.map((line) => ({ key: String(line), draft: { line } }));
  const duplicate = { officialName: 'Quán Minh Họa', category: 'KAR', points: [], otherLine: null };
  const duplicates: PossibleDuplicate[] = [
    { ...duplicate, line: 3, decision: 'new' },
    { ...duplicate, line: 4, decision: 'leave_out' },
    { ...duplicate, line: 5, decision: null },
  ];
  const table = { kept, problems: [] } as unknown as JudgedTable;
  const left = withoutDuplicates(table, duplicates, 'Tên điểm');
  expect(left.kept.map(({ draft }) => draft.line)).toEqual([2, 3]);
  expect(left.problems).toMatchObject([
    { line: 4, code: 'import.duplicate_left_out', severity: 'error' },
    { line: 5, code: 'import.possible_duplicate', severity: 'needs_consent' },
  ]);
});

it('a row that repeats an earlier one names it, behind what was wrong before', () => {
  const before = { line: 9, code: 'import.date_unreadable' };
  const table = { kept: [], problems: [before] } as unknown as JudgedTable;
  const repeated: PossibleDuplicate = {
    line: 6,
    officialName: 'Quán Minh Họa',
    category: 'KAR',
    points: [],
    otherLine: 5,
    decision: null,
  };
  const { problems } = withoutDuplicates(table, [repeated], 'Tên điểm');
  expect(problems).toEqual([
    before,
    {
      line: 6,
      field: 'officialName',
      column: 'Tên điểm',
      code: 'import.possible_duplicate',
      severity: 'needs_consent',
      value: 'Quán Minh Họa',
      otherLine: 5,
    },
  ]);
});
