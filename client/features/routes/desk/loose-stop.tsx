import { Button } from '@mantine/core';

import { stopsOf } from '#client/features/routes/orders.ts';
import classes from '#client/features/routes/routes.module.css';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { DroppedStop, MinuteSpan, RouteDetail, Stop } from '#server/contract/route.ts';
import { Shift } from '#server/contract/team.ts';

import { droppedWords } from './problem-words.ts';
import { StopRow } from './stop-row.tsx';
import type { ChosenStops } from './use-chosen-stops.ts';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

const SECONDS_PER_MINUTE = 60;
const LAST_MINUTE = 1_440;

/** A stop in no team's order: why it has no room, and what would give it one, done by one press. */
export function LooseStop({
  route,
  stop,
  editor,
  drag,
  chosen,
  onStop,
}: {
  route: RouteDetail;
  stop: Stop;
  editor: RouteEditor;
  drag: StopDrag;
  chosen: ChosenStops;
  onStop: (id: number) => void;
}) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const dropped = route.plan.dropped.find(({ stopId }) => stopId === stop.id);
  // Before anything stands in an order there is nothing to explain: the optimiser comes first.
  const told = dropped !== undefined && route.stops.some(({ shiftId }) => shiftId !== null);
  const why = told ? droppedWords(dropped, route, text) : null;
  const operations = told ? remedyOperations(dropped, route) : null;
  const team = route.shifts.find(({ id }) => id === dropped?.shiftId)?.teamName ?? '';
  return (
    <StopRow
      route={route}
      stop={stop}
      order={[]}
      editor={editor}
      drag={drag}
      chosen={chosen}
      onStop={onStop}
    >
      {why !== null && (
        <span className={dropped?.reason === 'fits' ? classes.quiet : classes.problem}>
          {why.reason}
          {why.fixes !== null && `. ${why.fixes}`}
        </span>
      )}
      {operations !== null && route.mayPlan && (
        <Button
          className={classes.remedy}
          variant="default"
          size="compact-md"
          disabled={editor.pending}
          onClick={() => editor.edit(...operations)}
        >
          {(dropped?.remedies.length === 0 ? routes.putInto : routes.grantAndPut)({
            team,
            position: format.number((dropped?.position ?? 0) + 1, 0),
          })}
        </Button>
      )}
    </StopRow>
  );
}

/**
 * The edits that grant everything a stop asks for and put it where it then fits; null where something is asked
 * for that no edit of this route can grant: a road, another skill of the team, hours beyond the day.
 */
export function remedyOperations(
  { stopId, shiftId, position, remedies }: DroppedStop,
  route: RouteDetail,
): RouteOperation[] | null {
  const team = route.shifts.find(({ id }) => id === shiftId);
  const stop = route.stops.find(({ id }) => id === stopId);
  if (team === undefined || stop === undefined || position === null) return null;
  const asked = Shift.parse(team);
  const operations: RouteOperation[] = [];
  for (const { code, parameters } of remedies) {
    if (code === 'raise_max_stops') {
      asked.mostStops = Number(parameters['maxStops']);
    } else if (code === 'extend_hours') {
      const hours = minutesAround(parameters['hours']);
      [asked.startsAt, asked.endsAt] = [hours.from, hours.to];
    } else if (code === 'add_window') {
      const window = widened(stop.window, minutesAround(parameters['window']));
      operations.push({ kind: 'describe', stopId, details: { window } });
    } else if (code === 'release_lock') {
      operations.push({ kind: 'lock', stopId, ...released(parameters['lock']) });
    } else {
      return null;
    }
  }
  if (asked.startsAt < 0 || asked.endsAt > LAST_MINUTE) return null;
  const before = stopsOf(route, team.id)[position]?.id ?? null;
  return [
    ...(changes(asked, team) ? [{ kind: 'shift' as const, shiftId: team.id, shift: asked }] : []),
    ...operations,
    { kind: 'move', stopId, shiftId: team.id, before },
  ];
}

function changes(asked: Shift, { mostStops, startsAt, endsAt }: Shift): boolean {
  return asked.mostStops !== mostStops || asked.startsAt !== startsAt || asked.endsAt !== endsAt;
}

function released(lock: unknown): { team?: false; position?: false; time?: null } {
  if (lock === 'team') return { team: false };
  return lock === 'position' ? { position: false } : { time: null };
}

/** Whole minutes around a span of seconds from midnight. */
function minutesAround(span: unknown): MinuteSpan {
  const { from, to } = span as { from: number; to: number };
  return {
    from: Math.floor(from / SECONDS_PER_MINUTE),
    to: Math.ceil(to / SECONDS_PER_MINUTE),
  };
}

function widened(window: MinuteSpan | null, { from, to }: MinuteSpan): MinuteSpan {
  if (window === null) return { from, to };
  return { from: Math.min(window.from, from), to: Math.max(window.to, to) };
}
