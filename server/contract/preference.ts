import * as z from 'zod';

import { POINT_SORTS, type PointSort } from './point-order.ts';

/** Columns of the table of points; each can be sorted by. */
export type TableColumn = Exclude<PointSort, 'urgency'>;
export const TABLE_COLUMNS = POINT_SORTS.filter((sort): sort is TableColumn => sort !== 'urgency');
/** Heights of the rows of the table. */
export const TABLE_ROWS = ['dense', 'wide'] as const;
/** Kinds of labels of a single point on the map. */
export const LABEL_KINDS = ['name', 'code', 'last_event', 'none'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

const tableColumns = z
  .array(z.enum(TABLE_COLUMNS))
  .min(1)
  .refine((columns) => new Set(columns).size === columns.length);
const tableRows = z.enum(TABLE_ROWS);
const mapLabel = z.enum(LABEL_KINDS);
const hintsSeen = z.literal(true);

/** Choices of a person for the look of tables and maps, and what need not be shown again; null where nothing was chosen. */
export const Preferences = z
  .object({
    /** In their order. */
    tableColumns: tableColumns.nullable(),
    tableRows: tableRows.nullable(),
    mapLabel: mapLabel.nullable(),
    /** The hints of the first visit were read to their end, or skipped. */
    hintsSeen: hintsSeen.nullable(),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;

/** Choices that change; the others stay as they are. */
export const PreferenceChange = z
  .object({ tableColumns, tableRows, mapLabel, hintsSeen })
  .partial()
  .refine((change) => Object.keys(change).length > 0)
  .meta({ id: 'PreferenceChange' });
export type PreferenceChange = z.infer<typeof PreferenceChange>;

/** Reads choices as they were kept. What this version does not know is as if it had not been chosen. */
export function readPreferences(kept: unknown): Preferences {
  const read = z
    .object({
      tableColumns: tableColumns.nullable().catch(null),
      tableRows: tableRows.nullable().catch(null),
      mapLabel: mapLabel.nullable().catch(null),
      hintsSeen: hintsSeen.nullable().catch(null),
    })
    .safeParse(kept);
  return read.data ?? { tableColumns: null, tableRows: null, mapLabel: null, hintsSeen: null };
}
