import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Recurrence, RecurrenceDay } from '#server/contract/route-recurrence.ts';
import { addDays } from '#server/contract/time.ts';

import classes from './recurrences.module.css';

/**
 * A day with its draft, with the reason why it has none, or with the day on which its draft is made; `title` names the
 * recurrence where the days of several stand together.
 */
export function DayLine({
  day,
  daysAhead,
  title,
}: {
  day: RecurrenceDay;
  title?: string;
} & Pick<Recurrence, 'daysAhead'>) {
  const own = useText().routes.recurring;
  const format = useFormat();
  const { onDate, outcome, routeId, reason, missingStops, missingTeams, missingCommunes } = day;
  const lacks = [
    missingStops > 0 ? own.missingStops({ count: format.number(missingStops, 0) }) : null,
    missingTeams > 0 ? own.missingTeams({ count: format.number(missingTeams, 0) }) : null,
    missingCommunes > 0 ? own.missingCommunes({ count: format.number(missingCommunes, 0) }) : null,
  ].filter((one) => one !== null);
  const date = format.date(onDate);
  return (
    <li className={classes.day} data-wrong={reason !== null || lacks.length > 0}>
      {title !== undefined && `${title}, `}
      {routeId === null ? (
        <strong>{date}</strong>
      ) : (
        <Link to="/routes/$routeId" params={{ routeId: String(routeId) }}>
          {date}
        </Link>
      )}
      {': '}
      {outcome === 'waiting'
        ? own.waiting({ from: format.date(addDays(onDate, -daysAhead)) })
        : reason === null
          ? own.outcomes[outcome]
          : own.reasons[reason]}
      {lacks.length > 0 && `; ${lacks.join('; ')}`}
    </li>
  );
}
