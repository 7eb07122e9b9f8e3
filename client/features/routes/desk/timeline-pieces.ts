import type { RouteDetail, ShiftPlan } from '#server/contract/route.ts';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

/** A part of a day, in seconds from midnight. */
export type Span = { from: number; to: number };
export type Piece = Span & { kind: 'wait' | 'travel' | 'rest' };

/** Hours that the timeline shows: whole hours around every shift and everything that stands outside of it. */
export function axisOf({ shifts, plan }: Pick<RouteDetail, 'shifts' | 'plan'>): Span {
  const driven = plan.shifts.filter(({ stops }) => stops.length > 0);
  const from = Math.min(
    ...shifts.map(({ startsAt }) => startsAt * SECONDS_PER_MINUTE),
    ...driven.map(({ departure }) => departure),
  );
  const to = Math.max(
    ...shifts.map(({ endsAt }) => endsAt * SECONDS_PER_MINUTE),
    ...driven.map(({ finish }) => finish),
  );
  return {
    from: Math.floor(from / SECONDS_PER_HOUR) * SECONDS_PER_HOUR,
    to: Math.ceil(to / SECONDS_PER_HOUR) * SECONDS_PER_HOUR,
  };
}

/** The whole hours of the axis, its ends among them. */
export function hoursOf({ from, to }: Span): number[] {
  const count = Math.round((to - from) / SECONDS_PER_HOUR);
  return Array.from({ length: count + 1 }, (_, at) => from + at * SECONDS_PER_HOUR);
}

/** Parts of a team's day between its visits: driving, breaks, and waiting in what is left. Nothing without stops. */
export function piecesOf({ stops, rests, departure, finish }: ShiftPlan): Piece[] {
  if (stops.length === 0) return [];
  const leftAt = (at: number) => stops[at - 1]?.departure ?? departure;
  const ways = stops.map(({ arrival, legSeconds }, at): Piece => {
    return { kind: 'travel', from: Math.max(leftAt(at), arrival - legSeconds), to: arrival };
  });
  const home: Piece = { kind: 'travel', from: leftAt(stops.length), to: finish };
  const breaks = rests.map(({ start, end }): Piece => ({ kind: 'rest', from: start, to: end }));
  const waits = stops
    .flatMap(({ start }, at) => without({ from: leftAt(at), to: start }, [...ways, ...breaks]))
    .map((span): Piece => ({ kind: 'wait', ...span }));
  return [...waits, ...ways, home, ...breaks].filter(({ from, to }) => to > from);
}

/** The parts of a span that some others leave free. */
function without(span: Span, others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (rest, { from, to }) =>
      rest.flatMap((one) => {
        if (to <= one.from || from >= one.to) return [one];
        return [
          { from: one.from, to: from },
          { from: to, to: one.to },
        ].filter((part) => part.to > part.from);
      }),
    [span],
  );
}

/** Left edge and width of a span on the axis, as shares from 0 to 1; what lies beyond the axis is cut off. */
export function shareOf({ from, to }: Span, axis: Span): { left: number; width: number } {
  const share = (seconds: number) =>
    Math.min(1, Math.max(0, (seconds - axis.from) / (axis.to - axis.from)));
  return { left: share(from), width: share(to) - share(from) };
}

/**
 * Width of the axis in CSS pixels at which the shortest visit is `target` wide, within limits that keep a day readable
 * and short enough to scroll through.
 */
export function widthOf(
  route: Pick<RouteDetail, 'plan'>,
  axis: Span,
  [target, least, most]: readonly [target: number, least: number, most: number],
): number {
  const visits = route.plan.shifts.flatMap(({ stops }) =>
    stops.map(({ start, departure }) => departure - start),
  );
  const shortest = Math.max(SECONDS_PER_MINUTE, Math.min(...visits, SECONDS_PER_HOUR));
  const hours = (axis.to - axis.from) / SECONDS_PER_HOUR;
  const perHour = Math.min(most, Math.max(least, (target * SECONDS_PER_HOUR) / shortest));
  return Math.round(hours * perHour);
}
