import { numberAt, type StopPlace } from '#client/features/routes/orders.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import classes from './drop-verdict.module.css';
import { useMoveCheck } from './use-move-check.ts';

/** Says, while a stop is dragged, where it would go and which rules that would break. */
export function DropVerdict({
  route,
  drag: { stopId, place },
  nowhere,
}: {
  route: RouteDetail;
  drag: { stopId: number | null; place: StopPlace | null };
  /** Words for a place where letting go changes nothing. */
  nowhere?: string;
}) {
  const { routes } = useText();
  const format = useFormat();
  const verdict = useMoveCheck(route, stopId, place);
  if (stopId === null) return null;
  const team = route.shifts.find(({ id }) => id === place?.shiftId)?.teamName ?? routes.unassigned;
  return (
    <output className={classes.verdict}>
      {place === null || verdict === null
        ? (nowhere ?? routes.check.nowhere)
        : `${routes.dropAt({ team, position: format.number(numberAt(route, stopId, place), 0) })}. ${verdict}`}
    </output>
  );
}
