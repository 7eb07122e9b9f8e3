import { Flex } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';
import type { PointOrder } from '#server/contract/point-order.ts';

import classes from './points-table.module.css';
import { HEAD_CELL, ROW, ROW_GROUP } from './grid-roles.ts';
import { ariaSort, cellStyle, nextOrder, type ColumnId } from './table-columns.ts';

/** The head of the table, which stays in sight; a press sorts. */
export function TableHead({
  columns,
  sort,
  onSort,
}: {
  columns: readonly ColumnId[];
  sort: PointOrder;
  onSort: (order: PointOrder) => void;
}) {
  const text = useText();
  return (
    <div {...ROW_GROUP} className={classes.head}>
      <Flex {...ROW} aria-rowindex={1} className={classes.headRow} h={39}>
        <div {...HEAD_CELL} className={classes.tick}>
          <span className="visually-hidden">{text.table.tick}</span>
        </div>
        {columns.map((column) => {
          const order = ariaSort(column, sort);
          return (
            <div key={column} {...HEAD_CELL} aria-sort={order} style={cellStyle(column)}>
              <button type="button" onClick={() => onSort(nextOrder(column, sort))}>
                {text.table.column[column]}
                {order === 'ascending' && <IconArrowUp size={14} stroke={1.8} aria-hidden="true" />}
                {order === 'descending' && (
                  <IconArrowDown size={14} stroke={1.8} aria-hidden="true" />
                )}
              </button>
            </div>
          );
        })}
      </Flex>
    </div>
  );
}
