import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';
import { readSheet } from '#server/features/weekly-sheets/commands.ts';
import type { Named, ReadFigures } from '#tests/support/gamer/figures.ts';
import type { Marks } from '#tests/support/gamer/marks.ts';

const readWeeks: ReadFigures = async ({ answers, communes, reader }) => {
  const read = communes.map(async (commune) => {
    const sheet = answers.ask('week', commune, (deps) => readSheet(deps, reader, { commune }));
    return ofWeek(await sheet, await answers.line('register', commune));
  });
  return (await Promise.all(read)).flat();
};
export default readWeeks;

/** Figures of a week of which more, or less, is better. */
const OF_WEEK = {
  points_recurring: -1,
  recurrences_confirmed: -1,
  recurrences_unanswered: -1,
  handovers_pending: -1,
  handovers_overdue: -1,
  handovers_refused: -1,
  checks_done: 1,
  checks_with_signs: -1,
  checks_overdue: -1,
  checks_unchecked: -1,
  signals_open: -1,
} as const;

function ofWeek({ commune: { code }, current: { counts } }: WeeklySheetView, line: Marks): Named[] {
  const marks = { ...line, stated: counts.checks_stated, inVain: counts.checks_in_vain };
  return Object.entries(OF_WEEK).map(([name, sign]) => {
    const good = sign * counts[name as keyof typeof OF_WEEK];
    return [`week: ${name} of ${code}`, { good, marks, of: code }];
  });
}
