import { RepliedSign } from '#client/features/replies/replied-sign.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagBadge, StatusBadge } from '#client/ui/status-badge.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './point-drawer.module.css';

/** Head of a record: the point and its state, at a glance. */
export function RecordHead({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointDrawer;
  return (
    <div className={classes.standing}>
      <p className={classes.status}>
        <StatusBadge status={point.status} suspected={point.flags.includes('suspected')} />
        <span className={classes.since}>
          {own.since({
            date: format.date(point.statusSince),
            ago: format.relativeDays(point.statusSince, today()),
          })}
        </span>
      </p>
      {point.cycle > 0 && (
        <p className={classes.cycles}>
          <strong>{own.cycle({ number: format.number(point.cycle, 0) })}</strong>
          {', '}
          {point.recurrences === 0
            ? own.noRecurrence
            : own.recurrences({ count: format.number(point.recurrences, 0) })}{' '}
          {point.reply === 'filed' && <RepliedSign />}
        </p>
      )}
      {point.flags.length > 0 && (
        <p className={classes.flags}>
          {point.flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </p>
      )}
    </div>
  );
}
