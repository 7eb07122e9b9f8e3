import { describe, expect, it } from 'vitest';

import type { RowProblem } from '#server/contract/point-import.ts';

import type { JudgedTable, KeyedDraft } from './read-drafts.ts';
import { outcomesOf, type FoundPoint } from './row-outcomes.ts';

const problem = (line: number, severity: RowProblem['severity'], code: string) =>
  ({ line, severity, code }) as RowProblem;
const kept = (line: number) =>
  ({ key: `k${line}`, draft: { line, officialName: `Nơi ${line}` } }) as KeyedDraft;
const point = (line: number, same: boolean | null): FoundPoint => ({
  id: 100 + line,
  importKey: `k${line}`,
  same,
});
const outcomes = (table: Partial<JudgedTable>, points: FoundPoint[] = []) =>
  outcomesOf({ kept: [], problems: [], ...table }, points).map(
    ({ line, outcome, name, pointId }) => [line, outcome, name, pointId],
  );

describe('what became of each row', () => {
  it('is that it was added, changed or found as it is, by line', () => {
    const points = [point(4, true), point(3, false), point(2, null)];
    expect(outcomes({ kept: [kept(4), kept(3), kept(2), kept(9)] }, points)).toEqual([
      [2, 'added', 'Nơi 2', 102],
      [3, 'changed', 'Nơi 3', 103],
      [4, 'unchanged', 'Nơi 4', 104],
    ]);
  });

  it('is a refusal where anything is an error, in whatever order its problems come', () => {
    const error = problem(2, 'error', 'import.date_unreadable');
    const question = problem(2, 'needs_consent', 'import.coordinates_swapped');
    for (const problems of [
      [error, question],
      [question, error],
    ]) {
      expect(outcomes({ problems })).toEqual([[2, 'refused', null, null]]);
    }
    expect(outcomes({ problems: [question] })).toEqual([[2, 'waiting', null, null]]);
  });

  it('names each reason once', () => {
    const twice = [problem(2, 'error', 'import.date_unreadable')];
    const [row] = outcomesOf({ kept: [], problems: [...twice, ...twice] }, []);
    expect(row?.reasons).toEqual(['import.date_unreadable']);
  });
});
