import { Box, Button, Checkbox, Flex, Popover, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconMap2 } from '@tabler/icons-react';

import { SelectionBar } from '#client/app/map/select/selection-bar.tsx';
import type { Workspace } from '#client/app/map/use-workspace.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './points-table.module.css';
import { allColumns, movedColumn, withColumn, type ColumnId } from './table-columns.ts';
import type { useTableLook } from './use-table-look.ts';

type Look = ReturnType<typeof useTableLook>;

/** Above the table: how many rows there are, the ticked ones, the columns, and the way back to the map. */
export function TableTools({
  workspace,
  look,
  total,
}: {
  workspace: Workspace;
  look: Look;
  total: number | undefined;
}) {
  const text = useText();
  const format = useFormat();
  return (
    <div className={classes.tools}>
      <Box component="strong" fz="md">
        {total === undefined ? '' : text.pointsList.found({ count: format.number(total, 0) })}
      </Box>
      <SelectionBar workspace={workspace} />
      <span className={classes.gap} />
      <ColumnMenu look={look} />
      <Button
        variant="default"
        size="xs"
        leftSection={<IconMap2 size={16} stroke={1.6} aria-hidden="true" />}
        onClick={() => workspace.view.setSearch({ show: undefined })}
      >
        {text.table.backToMap}
      </Button>
    </div>
  );
}

function ColumnMenu({ look }: { look: Look }) {
  const text = useText();
  const { columns, rows } = look;
  return (
    <Popover position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden="true" />}
        >
          {text.table.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={text.table.rowHeight}
          value={rows}
          onChange={(value) => look.setRows(value === 'wide' ? 'wide' : 'dense')}
          data={[
            { value: 'dense', label: text.table.dense },
            { value: 'wide', label: text.table.wide },
          ]}
        />
        <ul aria-label={text.table.columns}>
          {allColumns(columns).map((column) => (
            <ColumnLine
              key={column}
              column={column}
              columns={columns}
              onColumns={(next) => look.setColumns(next)}
            />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnLine({
  column,
  columns,
  onColumns,
}: {
  column: ColumnId;
  columns: readonly ColumnId[];
  onColumns: (columns: ColumnId[]) => void;
}) {
  const text = useText();
  const what = text.table.column[column];
  const at = columns.indexOf(column);
  return (
    <Flex component="li" className={classes.line} gap={2} align="center" mih={36}>
      <Checkbox
        size="xs"
        label={what}
        checked={at >= 0}
        onChange={() => onColumns(withColumn(columns, column))}
      />
      {at >= 0 && (
        <>
          <button
            type="button"
            aria-label={text.table.earlier({ what })}
            disabled={at === 0}
            onClick={() => onColumns(movedColumn(columns, column, -1))}
          >
            <IconArrowUp size={16} stroke={1.6} aria-hidden="true" />
          </button>
          <button
            type="button"
            aria-label={text.table.later({ what })}
            disabled={at === columns.length - 1}
            onClick={() => onColumns(movedColumn(columns, column, 1))}
          >
            <IconArrowDown size={16} stroke={1.6} aria-hidden="true" />
          </button>
        </>
      )}
    </Flex>
  );
}
