import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { numberAt, type StopPlace, standsAt } from '#client/features/routes/orders.ts';
import { moveCheckQuery } from '#client/features/routes/queries.ts';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import classes from './drop-verdict.module.css';
import { problemWords } from './problem-words.ts';

const REST_MILLISECONDS = 120;
const MOST_NAMED = 3;

/** Says which rules the plans would break if a stop were dropped there; null where nothing would change. */
function useMoveCheck(
  route: RouteDetail,
  stopId: number | null,
  place: StopPlace | null,
): string | null {
  const text = useText();
  const { check } = text.routes;
  const format = useFormat();
  const [rested] = useDebouncedValue(place, REST_MILLISECONDS);
  const asked = stopId !== null && rested !== null && !standsAt(route, stopId, rested);
  const found = useQuery({
    ...moveCheckQuery(route, stopId ?? 0, rested ?? { shiftId: null, before: null }),
    enabled: asked,
  });
  if (stopId === null || place === null || standsAt(route, stopId, place)) return null;
  if (!asked || rested !== place || found.isPending) return check.asking;
  if (found.data === undefined) return check.failed;
  const { shifts } = found.data;
  const nameOf = (id: number) => {
    const stop = route.stops.find((one) => one.id === id);
    return stop?.code ?? stop?.name ?? '';
  };
  const teamOf = (id: number) => route.shifts.find((one) => one.id === id)?.teamName ?? '';
  const broken = shifts.flatMap(({ shiftId, problems, stops }) => [
    ...problems.map((problem) => `${teamOf(shiftId)}: ${problemWords(problem, text, format)}`),
    ...stops.flatMap((stop) =>
      stop.problems.map(
        (problem) => `${nameOf(stop.stopId)}: ${problemWords(problem, text, format)}`,
      ),
    ),
  ]);
  if (broken.length === 0) {
    const target = shifts.find(({ shiftId }) => shiftId === place.shiftId);
    return target === undefined ? check.out : check.fine({ finish: clockOf(target.finish) });
  }
  const more = broken.length - MOST_NAMED;
  const named = broken.slice(0, MOST_NAMED);
  if (more > 0) named.push(check.more({ count: format.number(more, 0) }));
  return check.broken({ count: format.number(broken.length, 0), problems: named.join('; ') });
}

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
