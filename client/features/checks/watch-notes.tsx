import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './checks.module.css';

/** Notes that nobody has checked since the closing, and how often in a row it was tried in vain. */
export function WatchNotes({ point }: { point: PointDetail }) {
  const { checks: text } = useText();
  const format = useFormat();
  const inVain = triesInVain(point);
  const notes = [
    ...(point.flags.includes('unchecked') ? [text.neverSeen] : []),
    ...(inVain > 0 ? [text.inVain({ count: format.number(inVain, 0) })] : []),
  ];
  if (notes.length === 0) return null;
  return <span className={classes.note}>{notes.join('; ')}</span>;
}

/** The checks of this cycle since the last one that saw the place. */
function triesInVain({ events, cycle }: PointDetail): number {
  const checks = events
    .filter((event) => event.kind === 'checked' && event.cycle === cycle)
    .toSorted((a, b) =>
      a.effectiveOn === b.effectiveOn ? b.seq - a.seq : a.effectiveOn < b.effectiveOn ? 1 : -1,
    );
  const seen = checks.findIndex((event) => event.detail['result'] !== 'could_not_check');
  return seen === -1 ? checks.length : seen;
}
