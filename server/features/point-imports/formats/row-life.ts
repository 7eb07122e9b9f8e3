import type { ImportField, ImportStatus } from '#server/contract/point-import.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { isBlank } from '#server/contract/coordinate-text.ts';
import { readDate } from '#server/tables/read-date.ts';

import { STATUS_BY_WORD, foldWord } from './category-words.ts';
import type { RowCells } from './row-cells.ts';

export type RowLife = {
  status: ImportStatus;
  listedOn: IsoDate | null;
  eliminatedOn: IsoDate | null;
  handedOverOn: IsoDate | null;
};

const DATES = [
  'listedOn',
  'eliminatedOn',
  'handedOverOn',
] as const satisfies readonly ImportField[];
type DateField = (typeof DATES)[number];

/** Number of the three dates, in their order, that each status must have; later ones must be empty. */
const DATES_OF_STATUS: Record<ImportStatus, number> = {
  proposed: 0,
  active: 1,
  eliminated: 2,
  handed_over: 3,
};

/** Status and dates of a row, with a report for each that is unreadable, in the future or at odds with the others. */
export function readLife(cells: RowCells, today: IsoDate): RowLife | null {
  const before = cells.problems.length;
  const status = readStatus(cells);
  const dates: Record<DateField, IsoDate | null> = {
    listedOn: readDay(cells, 'listedOn', today),
    eliminatedOn: readDay(cells, 'eliminatedOn', today),
    handedOverOn: readDay(cells, 'handedOverOn', today),
  };
  if (status === null || cells.problems.length > before) return null;
  dates.listedOn ??= status === 'proposed' ? null : cells.mapping.defaults.listedOn;
  checkOrder(cells, dates);
  checkAgainstStatus(cells, status, dates);
  return cells.problems.length > before ? null : { status, ...dates };
}

/** Reads the status, except a hand-over: the commune must accept that here itself, and a table has only one author. */
function readStatus(cells: RowCells): ImportStatus | null {
  const text = cells.cell('status');
  const status =
    text === null || isBlank(text)
      ? cells.mapping.defaults.status
      : STATUS_BY_WORD.get(foldWord(text));
  if (status === undefined) cells.report('status', 'import.status_unknown');
  const importable = status !== 'not_importable' && status !== 'handed_over';
  if (!importable) cells.report('status', 'import.status_not_importable');
  return status === undefined || !importable ? null : status;
}

function readDay(cells: RowCells, field: DateField, today: IsoDate): IsoDate | null {
  const text = cells.cell(field);
  if (text === null || isBlank(text)) return null;
  const date = readDate(text);
  if (date === null) cells.report(field, 'import.date_unreadable');
  else if (date > today) cells.report(field, 'import.date_in_future');
  return date;
}

function checkOrder(cells: RowCells, dates: Record<DateField, IsoDate | null>): void {
  let latest: IsoDate | null = null;
  for (const field of DATES) {
    const date = dates[field];
    if (date === null) continue;
    if (latest !== null && date < latest) cells.report(field, 'import.date_order');
    latest = date;
  }
}

/** A proposal may carry the day of the paper that lists it; any later date would contradict it. */
function checkAgainstStatus(
  cells: RowCells,
  status: ImportStatus,
  dates: Record<DateField, IsoDate | null>,
): void {
  const needed = DATES_OF_STATUS[status];
  for (const [index, field] of DATES.entries()) {
    if (index < needed && dates[field] === null)
      cells.report(field, 'import.date_missing_for_status');
    if (index >= Math.max(needed, 1) && dates[field] !== null) {
      cells.report(field, 'import.date_contradicts_status');
    }
  }
}
