import type { PointOrder } from '#server/contract/point-order.ts';
import { TABLE_COLUMNS, type TableColumn } from '#server/contract/preference.ts';

/** A column of the table; each can be sorted by. */
export type ColumnId = TableColumn;

type Column = {
  /** Least width, pixels. */
  width: number;
  /** Takes its share of the room that is left. */
  grows?: true;
  /** First order when its head is pressed: what is looked for stands above. */
  first: 'up' | 'down';
};

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  code: { width: 108, first: 'up' },
  name: { width: 240, first: 'up', grows: true },
  category: { width: 170, first: 'up' },
  status: { width: 160, first: 'down' },
  commune: { width: 190, first: 'up' },
  since: { width: 116, first: 'down' },
  recurrences: { width: 110, first: 'down' },
  last_event: { width: 132, first: 'down' },
  next_check: { width: 132, first: 'up' },
  answer_overdue: { width: 132, first: 'up' },
  flags: { width: 300, first: 'down', grows: true },
};

export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  'code',
  'name',
  'category',
  'status',
  'commune',
  'since',
  'recurrences',
  'flags',
];
/** Style of the cells of a column, in the head and in the rows. */
export function cellStyle(column: ColumnId): { width: number; flexGrow: number } {
  const { width, grows } = COLUMNS[column];
  return { width, flexGrow: grows === true ? 1 : 0 };
}

/** Urgent points first, as in the list. */
export const DEFAULT_ORDER: PointOrder = '-urgency';

/** The known columns of a text, in its order; the default ones where it names none. */
export function readColumns(text: string | undefined): ColumnId[] {
  const known = (text ?? '')
    .split(',')
    .flatMap((name) => TABLE_COLUMNS.find((column) => column === name) ?? []);
  const chosen = [...new Set(known)];
  return chosen.length === 0 ? [...DEFAULT_COLUMNS] : chosen;
}

/** All columns: the chosen ones in their order, then the others. */
export function allColumns(chosen: readonly ColumnId[]): ColumnId[] {
  return [...chosen, ...TABLE_COLUMNS.filter((column) => !chosen.includes(column))];
}

/** With the column when it was missing, without it when it was there; one always stays. */
export function withColumn(chosen: readonly ColumnId[], column: ColumnId): ColumnId[] {
  if (!chosen.includes(column)) return [...chosen, column];
  return chosen.length === 1 ? [...chosen] : chosen.filter((other) => other !== column);
}

/** With the column moved one place towards the beginning (-1) or the end (1). */
export function movedColumn(chosen: readonly ColumnId[], column: ColumnId, by: -1 | 1): ColumnId[] {
  const at = chosen.indexOf(column);
  const to = at + by;
  const other = chosen[to];
  if (at < 0 || other === undefined) return [...chosen];
  return chosen.with(at, other).with(to, column);
}

/** The order after a press on a column's head: its first order, then the other one. */
export function nextOrder(column: ColumnId, now: PointOrder): PointOrder {
  const down: PointOrder = `-${column}`;
  const first = COLUMNS[column].first === 'up' ? column : down;
  if (now !== column && now !== down) return first;
  return now === column ? down : column;
}

/** The state of a column's head for screen readers. */
export function ariaSort(column: ColumnId, now: PointOrder): 'ascending' | 'descending' | 'none' {
  if (now === column) return 'ascending';
  return now === `-${column}` ? 'descending' : 'none';
}
