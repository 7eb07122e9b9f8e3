import { useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { RouteDetail } from '#server/contract/route.ts';

import { ShiftTimeline } from './shift-timeline.tsx';
import classes from './timeline.module.css';
import { TotalsTable } from './totals-table.tsx';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

/** The shifts of the teams by the hour, and their totals beside them; nothing before a stop stands in an order. */
export function ShiftPanel({
  route,
  narrow,
  editor,
  drag,
  onStop,
}: {
  route: RouteDetail;
  narrow: boolean;
  editor: RouteEditor;
  drag: StopDrag;
  onStop: (id: number) => void;
}) {
  const { routes } = useText();
  if (route.stops.every(({ shiftId }) => shiftId === null)) {
    return narrow ? <EmptyLine title={routes.stopsNone} next="stops" /> : null;
  }
  return (
    <section className={classes.panel} aria-label={routes.tabs.shifts}>
      <ShiftTimeline route={route} narrow={narrow} editor={editor} drag={drag} onStop={onStop} />
      <TotalsTable route={route} />
    </section>
  );
}
