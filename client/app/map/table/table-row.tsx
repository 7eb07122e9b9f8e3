import { Box } from '@mantine/core';
import { memo } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { FlagBadge } from '#client/ui/status-badge.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { PointSummary } from '#server/contract/point.ts';

import { CELL, ROW } from './grid-roles.ts';
import classes from './points-table.module.css';
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
            <Box component="span" display="block" w="60%" h={10} bdrs="sm" bg="var(--db-sunken)" />
          ) : (
            <TableCell point={point} column={column} category={category} />
          )}
        </div>
      ))}
    </div>
  );
});

/** Value of a point in one column. */
function TableCell({
  point,
  column,
  category,
}: {
  point: PointSummary;
  column: ColumnId;
  /** Name of its category. */
  category: string;
}) {
  const text = useText();
  const format = useFormat();
  const day = (date: string | null) => (date === null ? '' : format.date(date));
  switch (column) {
    case 'code':
      return point.code;
    case 'name':
      return <span className={classes.name}>{point.officialName}</span>;
    case 'category':
      return category;
    case 'status':
      return (
        <span className={classes.sign}>
          <StatusShape
            status={point.status}
            suspected={point.flags.includes('suspected')}
            size={18}
          />
          {text.register.status[point.status]}
        </span>
      );
    case 'commune': {
      const lead = point.communes.find((commune) => commune.lead) ?? point.communes[0];
      const others = point.communes.length - 1;
      if (lead === undefined) return '';
      return `${communeName(lead, text)}${others > 0 ? ` +${format.number(others, 0)}` : ''}`;
    }
    case 'since':
      return day(point.statusSince);
    case 'recurrences':
      return point.recurrences === 0 ? '' : format.number(point.recurrences, 0);
    case 'last_event':
      return day(point.lastEventOn);
    case 'next_check':
      return day(point.nextCheckOn);
    case 'answer_overdue':
      return point.answerOverdueDays === null
        ? ''
        : text.table.daysOverdue({ days: format.number(point.answerOverdueDays, 0) });
    case 'flags':
      return (
        <span className={classes.flags}>
          {point.flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </span>
      );
  }
}
