import { useInfiniteQuery } from '@tanstack/react-query';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import { worklistQuery } from './queries.ts';
import classes from './worklist.module.css';

const MOST_SHOWN = 99;

/** Badge with the number of things that wait for the reader; it follows other people's acts like every view. */
export default function WorklistBadge() {
  const { worklist: own } = useText();
  const format = useFormat();
  const { data } = useInfiniteQuery(worklistQuery(null));
  const [first] = data?.pages ?? [];
  if (first === undefined || first.waiting === 0) return null;
  const count = format.number(first.waiting, 0);
  return (
    <span className={classes.badge} data-late={first.overdue > 0}>
      <span aria-hidden="true">{first.waiting > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className="visually-hidden">, {own.badge({ count })}</span>
    </span>
  );
}
