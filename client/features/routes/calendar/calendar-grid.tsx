import { Box, Flex, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';

import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteSummary } from '#server/contract/route.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { dayAfterKey, WEEKDAYS } from './calendar-days.ts';
import { CalendarRoute } from './calendar-route.tsx';
import classes from './calendar.module.css';
import type { CalendarDays } from './calendar.tsx';

/** Routes of a day that the month shows; the week shows all. */
const MOST_IN_MONTH = 3;

/**
 * The days as a grid with one stop of the Tab key: arrows, Home, End, Page up and Page down move between days, Enter goes
 * into the day, Escape back to it.
 */
export function CalendarGrid({ span, day, weeks, routes, onDay, onNew }: CalendarDays) {
  const { calendar } = useText().routes.list;
  const keys = useGridKeys({ span, day, onDay });
  return (
    <table
      {...keys}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the days are moved between by keys
      role="grid"
      className={classes.grid}
      data-span={span}
      aria-label={calendar.label}
    >
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {calendar.weekdays[weekday]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <Day
                key={date}
                date={date}
                active={date === day}
                outside={span === 'month' && date.slice(0, 7) !== day.slice(0, 7)}
                most={span === 'month' ? MOST_IN_MONTH : Infinity}
                routes={routes.get(date) ?? []}
                onDay={onDay}
                onNew={onNew}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Moves by the keys of a grid; the focus follows when the day that was moved to is there. */
function useGridKeys({ span, day, onDay }: Pick<CalendarDays, 'span' | 'day' | 'onDay'>) {
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(false);
  const cellOf = (date: IsoDate) =>
    grid.current?.querySelector<HTMLElement>(`[data-day="${date}"]`);
  useEffect(function focusDay() {
    if (!moved.current) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`);
    if (cell === null || cell === undefined) return;
    moved.current = false;
    cell.focus();
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const cell = cellOf(day);
    if (event.target !== cell) {
      if (event.key === 'Escape') cell?.focus();
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      cell?.querySelector<HTMLElement>('a, button')?.focus();
      return;
    }
    const to = event.altKey || event.ctrlKey ? null : dayAfterKey(event.key, day, span);
    if (to === null) return;
    event.preventDefault();
    moved.current = true;
    onDay(to);
  };
  return { ref: grid, onKeyDown };
}

function Day({
  date,
  active,
  outside,
  most,
  routes,
  onDay,
  onNew,
}: Pick<CalendarDays, 'onDay' | 'onNew'> & {
  date: IsoDate;
  active: boolean;
  outside: boolean;
  most: number;
  routes: readonly RouteSummary[];
}) {
  const { calendar } = useText().routes.list;
  const format = useFormat();
  const now = today();
  const shown = routes.slice(0, most);
  const within = active ? 0 : -1;
  const count = { date: format.date(date), count: format.number(routes.length, 0) };
  return (
    <td
      data-day={date}
      data-outside={outside}
      data-today={date === now}
      aria-current={date === now ? 'date' : undefined}
      aria-label={routes.length === 0 ? calendar.emptyDay(count) : calendar.day(count)}
      tabIndex={within}
      onFocus={(event) => {
        if (!active && event.target === event.currentTarget) onDay(date);
      }}
    >
      <DayHead date={date} tabIndex={within} onNew={onNew} />
      <Flex component="ul" direction="column" gap={4}>
        {shown.map((route) => (
          <CalendarRoute key={route.id} route={route} tabIndex={within} />
        ))}
      </Flex>
      {routes.length > shown.length && (
        <button
          type="button"
          className={classes.more}
          tabIndex={within}
          onClick={() => onDay(date, 'week')}
        >
          {calendar.more({ count: format.number(routes.length - shown.length, 0) })}
        </button>
      )}
    </td>
  );
}

/** The number of the day, and the way to a new route on it unless it has passed. */
function DayHead({
  date,
  tabIndex,
  onNew,
}: {
  date: IsoDate;
  tabIndex: 0 | -1;
  onNew: (day: IsoDate) => void;
}) {
  const { calendar } = useText().routes.list;
  const format = useFormat();
  const label = calendar.newOn({ date: format.date(date) });
  return (
    <Group gap={4} justify="space-between" wrap="nowrap" mih={28}>
      <Box component="span" className={classes.number} fz="sm" lh="lg" miw={24} px={4} ta="center">
        {Number(date.slice(8))}
      </Box>
      {date >= today() && (
        <button
          type="button"
          className={classes.add}
          tabIndex={tabIndex}
          aria-label={label}
          title={label}
          onClick={() => onNew(date)}
        >
          <IconPlus size={16} aria-hidden="true" />
        </button>
      )}
    </Group>
  );
}
