import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';

import { NO_FILTER, type Filter } from '#client/register/filter.ts';
import { useFollowChanges } from '#client/register/points-changed.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { wholeList } from '#client/register/whole-list.ts';
import classes from './recurrence-counter.module.css';

/**
 * Counts the points within the reader's reach that are recurring or suspected to be, today and without any filter;
 * each number leads to its list.
 */
export default function RecurrenceCounter() {
  const text = useText();
  const format = useFormat();
  const { data } = useQuery(pointCountsQuery(NO_FILTER));
  // It stands on every screen of those who see points: each of them is kept live by it, the map too.
  useFollowChanges();
  if (data === undefined) return null;
  const recurring = data.status.recurring ?? 0;
  const suspected = data.flag.suspected ?? 0;
  return (
    <>
      <CounterLink
        filter={{ ...NO_FILTER, status: ['recurring'] }}
        label={text.pointsList.recurringNow({ count: format.number(recurring, 0) })}
        loud={recurring > 0}
      >
        <StatusShape status="recurring" size={20} />
        <strong>{format.number(recurring, 0)}</strong>
        <span className={classes.word}>{text.pointsList.recurringShort}</span>
      </CounterLink>
      <CounterLink
        filter={{ ...NO_FILTER, flag: ['suspected'] }}
        label={text.pointsList.suspectedNow({ count: format.number(suspected, 0) })}
        loud={suspected > 0}
      >
        <FlagShape flag="suspected" size={20} />
        <strong>{format.number(suspected, 0)}</strong>
        <span className={classes.word}>{text.pointsList.suspectedShort}</span>
      </CounterLink>
    </>
  );
}

function CounterLink({
  filter,
  label,
  loud,
  children,
}: {
  filter: Filter;
  label: string;
  loud: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      to="/"
      search={(before) => wholeList(before, filter)}
      className={classes.counter}
      activeProps={{}}
      title={label}
      data-loud={loud}
      {...hinted('recurrences')}
    >
      {children}
    </Link>
  );
}
