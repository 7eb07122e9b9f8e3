import { Box } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { DataTable } from './data-table.tsx';
import classes from './sortable-table.module.css';
import { sortedRows, type SortOrder, type SortValue } from './sorted-rows.ts';

export type Column<Row> = {
  key: string;
  title: string;
  /** Value that the rows are sorted by; without it the column is not sorted. */
  value?: (row: Row) => SortValue;
  cell: (row: Row) => ReactNode;
  /** Set to the right, as numbers are. */
  number?: boolean;
};

/**
 * A table that is sorted by a press on the head of a column: numbers begin with the largest, words with the first of
 * the alphabet; a second press turns the order round. What is not known stays at the end.
 */
export function SortableTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  first = null,
  markOf,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Order before anybody has pressed; the order of the rows when absent. */
  first?: SortOrder | null;
  /** True for the row that is marked as chosen. */
  markOf?: (row: Row) => boolean;
}) {
  const [order, setOrder] = useState<SortOrder | null>(first);
  const value = columns.find(({ key }) => key === order?.by)?.value;
  const shown = order === null || value === undefined ? rows : sortedRows(rows, value, order.down);
  return (
    <DataTable
      label={label}
      sorted={columns.map(({ key }) =>
        order?.by !== key ? undefined : order.down ? 'descending' : 'ascending',
      )}
      head={columns.map((column) => (
        <Head
          key={column.key}
          title={column.title}
          number={column.number === true}
          down={order?.by === column.key ? order.down : null}
          {...(column.value === undefined
            ? {}
            : {
                onSort: () =>
                  setOrder({
                    by: column.key,
                    down: order?.by === column.key ? !order.down : column.number === true,
                  }),
              })}
        />
      ))}
    >
      {shown.map((row) => (
        <tr key={keyOf(row)} data-chosen={markOf?.(row) === true || undefined}>
          {columns.map(({ key, cell, number }) => (
            <td key={key} className={number === true ? classes.number : undefined}>
              {cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </DataTable>
  );
}

function Head({
  title,
  number,
  down,
  onSort,
}: {
  title: string;
  number: boolean;
  /** Direction of the order; null where the table is sorted by something else. */
  down: boolean | null;
  onSort?: () => void;
}) {
  if (onSort === undefined)
    return number ? (
      <Box component="span" display="block" ta="right">
        {title}
      </Box>
    ) : (
      title
    );
  const Arrow = down === true ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      className={classes.head}
      data-number={number}
      data-sorted={down !== null}
      onClick={onSort}
    >
      {title}
      <Arrow size={14} stroke={1.8} aria-hidden="true" data-shown={down !== null} />
    </button>
  );
}
