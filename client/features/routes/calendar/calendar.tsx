import { ActionIcon, Button, Flex, Group } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { RouteSummary } from '#server/contract/route.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { neighbourOf, WEEKDAYS, weeksOf } from './calendar-days.ts';
import { CalendarGrid } from './calendar-grid.tsx';
import { CalendarRoute } from './calendar-route.tsx';
import classes from './calendar.module.css';
import { routesOfDaysQuery } from './list-queries.ts';
import type { CalendarSpan, RoutesSearch } from './list-search.ts';

/** The routes of a month or week, day by day: a grid at the desk, a list of days on a phone. */
export function Calendar({
  span,
  search,
  onDay,
  onNew,
}: {
  span: CalendarSpan;
  search: RoutesSearch;
  /** Shows another day, in another span where one is given. */
  onDay: (day: IsoDate, span?: CalendarSpan) => void;
  onNew: (day: IsoDate) => void;
}) {
  const day = search.day ?? today();
  const weeks = weeksOf(day, span);
  const from = weeks[0]?.[0] ?? day;
  const to = weeks.at(-1)?.at(-1) ?? day;
  const { q, state, commune } = search;
  const found = useQuery(routesOfDaysQuery({ from, to }, { q, state, commune }));
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const routes = byDay(found.data?.items ?? []);
  const Days = phone === true ? CalendarAgenda : CalendarGrid;
  return (
    <Flex component="section" direction="column" gap="xs" aria-busy={found.isFetching}>
      <Steps span={span} day={day} weeks={weeks} onDay={onDay} />
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending ? (
        <LoadingRows rows={5} height={96} />
      ) : (
        <Days span={span} day={day} weeks={weeks} routes={routes} onDay={onDay} onNew={onNew} />
      )}
    </Flex>
  );
}

/** Properties of every way to show the days. */
export type CalendarDays = {
  span: CalendarSpan;
  /** The day that the arrow keys are on. */
  day: IsoDate;
  weeks: readonly (readonly IsoDate[])[];
  routes: ReadonlyMap<IsoDate, readonly RouteSummary[]>;
  onDay: (day: IsoDate, span?: CalendarSpan) => void;
  onNew: (day: IsoDate) => void;
};

function Steps({
  span,
  day,
  weeks,
  onDay,
}: Pick<CalendarDays, 'span' | 'day' | 'weeks' | 'onDay'>) {
  const { calendar } = useText().routes.list;
  const format = useFormat();
  const [week = []] = weeks;
  const title =
    span === 'month'
      ? calendar.month({ month: String(Number(day.slice(5, 7))), year: day.slice(0, 4) })
      : calendar.week({ from: format.date(week[0] ?? day), to: format.date(week.at(-1) ?? day) });
  return (
    <Group className={classes.steps} gap="xs">
      <ActionIcon
        variant="default"
        size={44}
        aria-label={calendar.before[span]}
        onClick={() => onDay(neighbourOf(day, span, -1))}
      >
        <IconChevronLeft size={18} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={44}
        aria-label={calendar.after[span]}
        onClick={() => onDay(neighbourOf(day, span, 1))}
      >
        <IconChevronRight size={18} aria-hidden="true" />
      </ActionIcon>
      <Button variant="default" size="md" onClick={() => onDay(today())}>
        {calendar.today}
      </Button>
      <h2 aria-live="polite">{title}</h2>
    </Group>
  );
}

/** The routes of each day, in the order in which they were made. */
function byDay(items: readonly RouteSummary[]): Map<IsoDate, RouteSummary[]> {
  const days = new Map<IsoDate, RouteSummary[]>();
  for (const route of items.toReversed()) {
    days.set(route.onDate, [...(days.get(route.onDate) ?? []), route]);
  }
  return days;
}

/** The days one under another, for a narrow screen; days that have passed without a route are left out. */
function CalendarAgenda({ span, day, weeks, routes, onNew }: CalendarDays) {
  const { calendar } = useText().routes.list;
  const format = useFormat();
  const now = today();
  const days = weeks
    .flatMap((week) => WEEKDAYS.map((weekday, at) => ({ date: week[at] ?? day, weekday })))
    .filter(({ date }) => span === 'week' || date.slice(0, 7) === day.slice(0, 7))
    .filter(({ date }) => date >= now || routes.has(date));
  if (days.length === 0) return <EmptyLine title={calendar.noRoutes} next="otherDays" />;
  return (
    <Flex
      component="ol"
      className={classes.agenda}
      direction="column"
      gap="xs"
      aria-label={calendar.label}
    >
      {days.map(({ date, weekday }) => (
        <li key={date} data-today={date === now} data-empty={!routes.has(date)}>
          <Group
            className={classes.agendaHead}
            gap="xs"
            justify="space-between"
            wrap="nowrap"
            mih={44}
          >
            <h3>
              {calendar.weekdays[weekday]} {format.date(date)}
            </h3>
            {date >= now && (
              <Button
                variant="subtle"
                size="compact-md"
                mih={44}
                leftSection={<IconPlus size={16} aria-hidden="true" />}
                aria-label={calendar.newOn({ date: format.date(date) })}
                onClick={() => onNew(date)}
              >
                {calendar.addHere}
              </Button>
            )}
          </Group>
          <Flex component="ul" direction="column" gap={4}>
            {(routes.get(date) ?? []).map((route) => (
              <CalendarRoute key={route.id} route={route} />
            ))}
          </Flex>
        </li>
      ))}
    </Flex>
  );
}
