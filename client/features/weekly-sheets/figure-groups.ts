import { WEEKLY_FIGURES, type WeeklyFigure } from '#server/contract/weekly-sheet.ts';

const NAMES = ['points', 'recurrences', 'handovers', 'checks', 'signals'] as const;

export type FigureGroup = {
  name: (typeof NAMES)[number];
  figures: readonly WeeklyFigure[];
};

/** The figures as the sheet shows them: by what they are about, which is the first part of their name. */
export const FIGURE_GROUPS: readonly FigureGroup[] = NAMES.map((name) => ({
  name,
  figures: WEEKLY_FIGURES.filter((figure) => figure.startsWith(`${name}_`)),
}));
