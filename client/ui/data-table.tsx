import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from './data-table.module.css';

/**
 * A dense table with a head that names each column. Wider than the screen, it scrolls within
 * itself, by keyboard too, and never moves the page sideways.
 */
export function DataTable({
  label,
  head,
  sorted,
  children,
}: {
  label: string;
  head: readonly ReactNode[];
  /** Order of the column at the same place, where the table is sorted by it. */
  sorted?: readonly ('ascending' | 'descending' | undefined)[];
  /** The rows, `<tr>` each. */
  children: ReactNode;
}) {
  return (
    <ScrollArea
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
      className={classes.scroll}
    >
      <table className={classes.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {head.map((title, at) => (
              // A table's columns keep their order for its whole life.
              <th key={at} scope="col" aria-sort={sorted?.[at]}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollArea>
  );
}
