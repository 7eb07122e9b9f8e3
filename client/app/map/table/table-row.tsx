import { useText } from '#client/i18n/use-text.ts';
import type { PointSummary } from '#server/contract/point.ts';

import { CELL, ROW } from './grid-roles.ts';
import classes from './points-table.module.css';
import { TableCell } from './table-cell.tsx';
import { COLUMNS, type ColumnId } from './table-columns.ts';

export type TableRowProps = {
  /** Place in the table; upper edge and height, pixels. */
  place: { index: number; top: number; height: number };
  columns: readonly ColumnId[];
  /** Undefined until its page is there. */
  point: PointSummary | undefined;
  /** Name of a category. */
  nameOf: (category: string) => string;
  /** The row that the keys act on. */
  current: boolean;
  ticked: ReadonlySet<number>;
  /** The point whose record is open. */
  chosenId: number | null;
  onTick: (point: PointSummary) => void;
};

/** One row of the table; grey bars until its page is there. */
export function TableRow({ place, columns, point, nameOf, ...state }: TableRowProps) {
  const text = useText();
  const { index, top, height } = place;
  const ticked = point !== undefined && state.ticked.has(point.id);
  const chosen = point !== undefined && point.id === state.chosenId;
  return (
    <div
      {...ROW}
      id={`table-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={ticked}
      aria-current={chosen ? 'true' : undefined}
      className={classes.row}
      data-current={state.current}
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
            onChange={() => state.onTick(point)}
          />
        )}
      </div>
      {columns.map((column) => (
        <div
          key={column}
          {...CELL}
          className={classes.cell}
          style={{ width: COLUMNS[column].width }}
        >
          {point === undefined ? (
            <span className={classes.waiting} />
          ) : (
            <TableCell point={point} column={column} category={nameOf(point.category)} />
          )}
        </div>
      ))}
    </div>
  );
}
