import { describe, expect, it } from 'vitest';

import type { RowProblem } from '#server/contract/point-import.ts';

import { cutAtMarks, groupProblems } from './problem-groups.ts';

function problem(
  line: number,
  code: RowProblem['code'],
  more: Partial<RowProblem> = {},
): RowProblem {
  return { line, field: 'note', column: null, code, severity: 'error', value: null, ...more };
}

describe('problems of a table', () => {
  it('stand together by reason, those to be mended before those that only wait', () => {
    const waiting = { severity: 'needs_consent' } as const;
    const groups = groupProblems({
      problems: [
        problem(2, 'import.outside_city', waiting),
        problem(3, 'import.name_missing'),
        problem(4, 'import.outside_city', waiting),
        problem(5, 'import.date_unreadable'),
        problem(6, 'import.date_unreadable'),
      ],
      problemCounts: [
        { code: 'import.outside_city', count: 900 },
        { code: 'import.date_unreadable', count: 2 },
        { code: 'import.name_missing', count: 1 },
      ],
    });
    expect(groups.map(({ code, total, problems }) => [code, total, problems.length])).toEqual([
      ['import.date_unreadable', 2, 2],
      ['import.name_missing', 1, 1],
      ['import.outside_city', 900, 2],
    ]);
  });
});

describe('a reason that some rows can be freed of and others not', () => {
  it('is shown as one that refuses', () => {
    const groups = groupProblems({
      problems: [
        problem(2, 'import.outside_city', { severity: 'needs_consent' }),
        problem(3, 'import.outside_city'),
      ],
      problemCounts: [{ code: 'import.outside_city', count: 2 }],
    });
    expect(groups.map(({ severity }) => severity)).toEqual(['error']);
  });
});

describe('a text with marks', () => {
  const mark = (start: number, end: number) => ({ start, end, kind: 'telephone' as const });

  it('is cut so that nothing is lost', () => {
    const stretches = cutAtMarks('gọi 0912345678 nhé', [mark(4, 14)]);
    expect(stretches).toEqual([
      { at: 0, text: 'gọi ', marked: false },
      { at: 4, text: '0912345678', marked: true },
      { at: 14, text: ' nhé', marked: false },
    ]);
  });

  it('may have been shortened, so marks end with it', () => {
    expect(cutAtMarks('0912', [mark(0, 10), mark(20, 30)])).toEqual([
      { at: 0, text: '0912', marked: true },
    ]);
  });

  it('without marks is one stretch, and none when it is empty', () => {
    expect(cutAtMarks('chợ', [])).toHaveLength(1);
    expect(cutAtMarks('', [])).toEqual([]);
  });
});
