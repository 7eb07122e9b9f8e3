import { figuresIn, type ReportContent, type ReportFigure } from '#server/contract/report.ts';

export type FigureDifference = { figure: ReportFigure; before: number; after: number };

/** The figures in which a later content of the same period differs from an earlier one. */
export function differencesOf(before: ReportContent, after: ReportContent): FigureDifference[] {
  return figuresIn(before)
    .filter((figure) => before.figures[figure] !== after.figures[figure])
    .map((figure) => ({ figure, before: before.figures[figure], after: after.figures[figure] }));
}
