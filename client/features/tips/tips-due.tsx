import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useCan } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';

import { tipCountsQuery } from './queries.ts';
import classes from './tips-due.module.css';

const PRESSING = ['overdue', 'due_soon'] as const satisfies readonly Timeliness[];

/** Tips whose clock presses, each way one press from their list; nothing where none does. */
export function TipsDue() {
  const { tips: own } = useText();
  const format = useFormat();
  const works = useCan('tips:work');
  const data = useQuery({ ...tipCountsQuery(), enabled: works }).data;
  const counts = data?.items ?? [];
  const asked = data?.asked ?? 0;
  const pressing = PRESSING.map((clock) => ({
    clock,
    count: counts
      .filter(({ timeliness }) => timeliness === clock)
      .reduce((sum, { tips }) => sum + tips, 0),
  })).filter(({ count }) => count > 0);
  if (!works || (pressing.length === 0 && asked === 0)) return null;
  return (
    <nav className={classes.due} aria-label={own.due}>
      <strong>{own.due}</strong>
      {asked > 0 && (
        <Link to="/tips" search={{}} className={classes.dueWay} data-tone="soon">
          {own.transfer.askedCount({ count: format.number(asked, 0) })}
        </Link>
      )}
      {pressing.map(({ clock, count }) => (
        <Link
          key={clock}
          to="/tips"
          search={{ clock }}
          className={classes.dueWay}
          data-tone={clock === 'overdue' ? 'late' : 'soon'}
        >
          {own.dueCount({ count: format.number(count, 0), state: own.timeliness[clock] })}
        </Link>
      ))}
    </nav>
  );
}
