import type { ImportPreview, RowProblem, RowProblemCode } from '#server/contract/point-import.ts';
import type { PersonalDataMark } from '#server/contract/personal-data-mark.ts';

/** Rows that stumble over the same thing. `total` counts them all, `problems` holds those that were named. */
export type ProblemGroup = {
  code: RowProblemCode;
  severity: RowProblem['severity'];
  total: number;
  problems: RowProblem[];
};

/** Groups the problems of a table by reason: those to be corrected first, then those that only wait. */
export function groupProblems(
  preview: Pick<ImportPreview, 'problems' | 'problemCounts'>,
): ProblemGroup[] {
  const groups = preview.problemCounts.map(({ code, count }): ProblemGroup => {
    const problems = preview.problems.filter((problem) => problem.code === code);
    const waits =
      problems.length > 0 && problems.every((problem) => problem.severity === 'needs_consent');
    return { code, severity: waits ? 'needs_consent' : 'error', total: count, problems };
  });
  const urgency = (group: ProblemGroup) => (group.severity === 'error' ? 0 : 1);
  return groups.toSorted((a, b) => urgency(a) - urgency(b) || b.total - a.total);
}

export type Stretch = { at: number; text: string; marked: boolean };

/** A text cut at its marks, so that each can be shown; marks beyond its end are left out. */
export function cutAtMarks(text: string, marks: readonly PersonalDataMark[]): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  const add = (end: number, marked: boolean) => {
    if (end > at) stretches.push({ at, text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    add(Math.min(mark.start, text.length), false);
    add(Math.min(mark.end, text.length), true);
  }
  add(text.length, false);
  return stretches;
}
