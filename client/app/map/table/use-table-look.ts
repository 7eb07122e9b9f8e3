import { useLocalStorage } from '@mantine/hooks';

import { useMe } from '#client/api/me.ts';
import type { View } from '#client/app/map/use-view.ts';

import { readColumns, type ColumnId } from './table-columns.ts';

export const ROW_HEIGHTS = { dense: 32, wide: 44 } as const;
type RowHeight = keyof typeof ROW_HEIGHTS;

/** Columns and height of the rows: those of the address, or those that the person chose last on this device. */
export function useTableLook({ search, setSearch }: View) {
  const { account } = useMe();
  const [kept, keep] = useLocalStorage<{ columns: string; rows: RowHeight }>({
    key: `dia-ban-table-${account.id}`,
    defaultValue: { columns: '', rows: 'dense' },
    getInitialValueInEffect: false,
  });
  const columns = readColumns(search.cols ?? kept.columns);
  const rows = kept.rows === 'wide' ? 'wide' : 'dense';
  return {
    columns,
    setColumns(next: readonly ColumnId[]) {
      keep({ ...kept, columns: next.join(',') });
      setSearch({ cols: next.join(',') });
    },
    rows,
    setRows: (next: RowHeight) => keep({ ...kept, rows: next }),
    rowHeight: ROW_HEIGHTS[rows],
  };
}
