import { useMemo } from 'react';

import { usePreferences } from '#client/app/map/use-preferences.ts';
import type { View } from '#client/app/map/use-view.ts';

import { readColumns, type ColumnId } from './table-columns.ts';

export const ROW_HEIGHTS = { dense: 32, wide: 44 } as const;
type RowHeight = keyof typeof ROW_HEIGHTS;

/** Columns and height of the rows: those of the address, or those that the person chose last. */
export function useTableLook({ search, setSearch }: View) {
  const { preferences, choose } = usePreferences();
  const named = search.cols ?? preferences.tableColumns?.join(',');
  const columns = useMemo(() => readColumns(named), [named]);
  const rows = preferences.tableRows ?? 'dense';
  return {
    columns,
    setColumns(next: ColumnId[]) {
      choose({ tableColumns: next });
      setSearch({ cols: next.join(',') });
    },
    rows,
    setRows: (next: RowHeight) => choose({ tableRows: next }),
    rowHeight: ROW_HEIGHTS[rows],
  };
}
