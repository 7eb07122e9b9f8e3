import {
  codesOf,
  figuresOf,
  type WeeklyFigure,
  type WeeklyFigures,
} from '#server/contract/weekly-sheet.ts';

export type FigureChange = { figure: WeeklyFigure; before: number; after: number };

/** Differences between two versions, in the order of the sheet, including other points behind the same number. */
export function figureChanges(before: WeeklyFigures, after: WeeklyFigures): FigureChange[] {
  const known = new Set(figuresOf(before));
  return figuresOf(after)
    .filter((figure) => known.has(figure))
    .filter(
      (figure) =>
        before.counts[figure] !== after.counts[figure] || namesOthers(before, after, figure),
    )
    .map((figure) => ({
      figure,
      before: before.counts[figure],
      after: after.counts[figure],
    }));
}

function namesOthers(before: WeeklyFigures, after: WeeklyFigures, figure: WeeklyFigure): boolean {
  return codesOf(before, figure).join() !== codesOf(after, figure).join();
}
