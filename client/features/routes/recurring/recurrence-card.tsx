import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { WEEKDAYS } from '#client/features/routes/calendar/calendar-days.ts';
import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Recurrence, RecurrenceDay } from '#server/contract/route-recurrence.ts';

import classes from './recurrences.module.css';

/** Latest days that are shown. */
const SHOWN_DAYS = 6;

/** One recurrence: its days, teams and hours, the next days, and what became of the latest. */
export function RecurrenceCard({
  recurrence,
  onEdit,
  onEnd,
}: {
  recurrence: Recurrence;
  onEdit: (recurrence: Recurrence) => void;
  onEnd: (recurrence: Recurrence) => void;
}) {
  const { routes } = useText();
  const own = routes.recurring;
  const { title, endedAt, days } = recurrence;
  return (
    <li className={classes.card} data-ended={endedAt !== null}>
      <div className={classes.head}>
        <h2>{title}</h2>
        {endedAt === null && (
          <div className={classes.acts}>
            <Button
              variant="default"
              aria-label={own.editNamed({ title })}
              onClick={() => onEdit(recurrence)}
            >
              {own.edit}
            </Button>
            <Button
              variant="default"
              aria-label={own.endNamed({ title })}
              onClick={() => onEnd(recurrence)}
            >
              {own.end}
            </Button>
          </div>
        )}
      </div>
      <Facts recurrence={recurrence} />
      {days.length > 0 && (
        <ul className={classes.days} aria-label={own.latest}>
          {days.slice(0, SHOWN_DAYS).map((day) => (
            <Day key={day.onDate} day={day} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Facts({ recurrence }: { recurrence: Recurrence }) {
  const { routes } = useText();
  const own = routes.recurring;
  const format = useFormat();
  const { fromOn, toOn, weekdays, shifts, teams, endedAt, next, keptBy } = recurrence;
  const names = WEEKDAYS.filter((_, at) => weekdays.includes(at + 1));
  const period =
    toOn === null
      ? own.fromOnly({ from: format.date(fromOn) })
      : own.fromTo({ from: format.date(fromOn), to: format.date(toOn) });
  return (
    <>
      <p>
        {names.map((name) => routes.list.calendar.weekdays[name]).join(', ')} · {period}
      </p>
      <p>
        {shifts
          .map(
            ({ shift }, at) =>
              `${teams[at] ?? ''} ${clockOfMinutes(shift.startsAt)}–${clockOfMinutes(shift.endsAt)}`,
          )
          .join('; ')}
        {' · '}
        {own.stopsOf({ count: format.number(recurrence.stops, 0) })}
      </p>
      <p className={classes.quiet}>
        {endedAt === null
          ? own.nextDays({ days: next.map((day) => format.date(day)).join(', ') })
          : own.endedOn({ at: format.dateTime(endedAt) })}
        {' · '}
        {own.keptBy({ name: keptBy })}
      </p>
    </>
  );
}

/** A day with its draft, or with the reason why it has none. */
function Day({ day }: { day: RecurrenceDay }) {
  const own = useText().routes.recurring;
  const format = useFormat();
  const { onDate, routeId, reason, missingStops, missingTeams } = day;
  const lacks = [
    missingStops > 0 ? own.missingStops({ count: format.number(missingStops, 0) }) : null,
    missingTeams > 0 ? own.missingTeams({ count: format.number(missingTeams, 0) }) : null,
  ].filter((one) => one !== null);
  const wrong = reason !== null || lacks.length > 0;
  return (
    <li data-wrong={wrong}>
      {routeId === null ? (
        <strong>{format.date(onDate)}</strong>
      ) : (
        <Link to="/routes/$routeId" params={{ routeId: String(routeId) }}>
          {format.date(onDate)}
        </Link>
      )}
      {': '}
      {reason === null ? own.outcomes[day.outcome] : own.reasons[reason]}
      {lacks.length > 0 && `; ${lacks.join('; ')}`}
    </li>
  );
}
