import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';

import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';

import { WEEKDAYS } from './calendar-days.ts';
import { CalendarRoute } from './calendar-route.tsx';
import classes from './calendar.module.css';
import type { CalendarDays } from './calendar.tsx';

/** The days one under another, for a narrow screen; days that have passed without a route are left out. */
export function CalendarAgenda({ span, day, weeks, routes, onNew }: CalendarDays) {
  const { calendar } = useText().routes.list;
  const format = useFormat();
  const now = today();
  const days = weeks
    .flatMap((week) => WEEKDAYS.map((weekday, at) => ({ date: week[at] ?? day, weekday })))
    .filter(({ date }) => span === 'week' || date.slice(0, 7) === day.slice(0, 7))
    .filter(({ date }) => date >= now || routes.has(date));
  if (days.length === 0) return <EmptyLine title={calendar.noRoutes} next="otherDays" />;
  return (
    <ol className={classes.agenda} aria-label={calendar.label}>
      {days.map(({ date, weekday }) => (
        <li key={date} data-today={date === now} data-empty={!routes.has(date)}>
          <div className={classes.agendaHead}>
            <h3>
              {calendar.weekdays[weekday]} {format.date(date)}
            </h3>
            {date >= now && (
              <Button
                variant="subtle"
                size="compact-md"
                className={classes.agendaAdd}
                leftSection={<IconPlus size={16} aria-hidden="true" />}
                aria-label={calendar.newOn({ date: format.date(date) })}
                onClick={() => onNew(date)}
              >
                {calendar.addHere}
              </Button>
            )}
          </div>
          <ul className={classes.routes}>
            {(routes.get(date) ?? []).map((route) => (
              <CalendarRoute key={route.id} route={route} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
