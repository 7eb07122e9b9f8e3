import { useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';

import { ShiftTimeline, type ShiftsProps } from './shift-timeline.tsx';
import classes from './timeline.module.css';
import { TotalsTable } from './totals-table.tsx';

/** The shifts of the teams by the hour, and their totals beside them; nothing before a stop stands in an order. */
export function ShiftPanel(props: ShiftsProps) {
  const { route, narrow } = props;
  const { routes } = useText();
  if (route.stops.every(({ shiftId }) => shiftId === null)) {
    return narrow ? <EmptyLine title={routes.stopsNone} next="stops" /> : null;
  }
  return (
    <section className={classes.panel} aria-label={routes.tabs.shifts}>
      <ShiftTimeline {...props} />
      <TotalsTable route={route} />
    </section>
  );
}
