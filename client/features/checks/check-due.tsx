import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { PointSummary } from '#server/contract/point.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './checks.module.css';

/** Due day of the check of a closed place, and the last visit since it was closed. */
export function CheckDue({
  point,
  on,
}: {
  point: Pick<PointSummary, 'nextCheckOn' | 'flags'>;
  /** The day that the reader looks at. */
  on: IsoDate;
}) {
  const { checks: text } = useText();
  const format = useFormat();
  const unchecked = point.flags.includes('unchecked');
  if (point.nextCheckOn === null) return null;
  const left = daysBetween(on, point.nextCheckOn);
  const days = format.days(Math.abs(left));
  const when = left < 0 ? text.overdueBy({ days }) : text.dueIn({ days });
  return (
    <span className={classes.due} data-late={left < 0}>
      {left === 0 ? text.dueToday : when}
      {unchecked && `, ${text.neverSeen}`}
    </span>
  );
}
