import { memo } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { PointSummary } from '#server/contract/point.ts';

import { CELL, ROW } from './grid-roles.ts';
import classes from './points-table.module.css';
import { TableCell } from './table-cell.tsx';
import { cellStyle, type ColumnId } from './table-columns.ts';

export type TableRowProps = {
  /** Place in the table. */
  index: number;
  /** Upper edge and height, pixels. */
  top: number;
  height: number;
  columns: readonly ColumnId[];
  /** Undefined until its page is there. */
  point: PointSummary | undefined;
  /** Name of its category. */
  category: string;
  /** The row that the keys act on. */
  current: boolean;
  ticked: boolean;
  /** Its record is open. */
  chosen: boolean;
  onTick: (point: PointSummary) => void;
};

/** One row of the table; grey bars until its page is there. Drawn anew only when something of it changes. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const text = useText();
  const { index, top, height, columns, point, category, ticked, chosen } = props;
  return (
    <div
      {...ROW}
      id={`table-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={ticked}
      aria-current={chosen ? 'true' : undefined}
      className={classes.row}
      data-current={props.current}
      data-row={index}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div {...CELL} className={classes.tick} data-tick>
        {point !== undefined && (
          <input
            type="checkbox"
            // The grid's own keys tick rows; every box in the tab order would be a thousand stops.
            tabIndex={-1}
            checked={ticked}
            aria-label={text.table.tickPoint({ code: point.code })}
            onChange={() => props.onTick(point)}
          />
        )}
      </div>
      {columns.map((column) => (
        <div key={column} {...CELL} className={classes.cell} style={cellStyle(column)}>
          {point === undefined ? (
            <span className={classes.waiting} />
          ) : (
            <TableCell point={point} column={column} category={category} />
          )}
        </div>
      ))}
    </div>
  );
});
