import { getHotkeyHandler } from '@mantine/hooks';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { CSSProperties, KeyboardEvent } from 'react';

import { neighbour, placeOfTeam, stopsOf, teamLetter } from '#client/features/routes/orders.ts';
import { TeamLetter } from '#client/features/routes/team-letter.tsx';
import { useTeamLooks } from '#client/features/routes/team-look.ts';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import type { RouteDetail, RouteShift, ShiftPlan, Stop } from '#server/contract/route.ts';

import { problemWords } from './problem-words.ts';
import { piecesOf, shareOf, type Span } from './timeline-pieces.ts';
import classes from './timeline.module.css';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

const SECONDS_PER_MINUTE = 60;

type Given = {
  route: RouteDetail;
  axis: Span;
  /** The bar that the Tab key goes to. */
  current: number | null;
  editor: RouteEditor;
  drag: StopDrag;
  onStop: (id: number) => void;
  onFocus: (id: number) => void;
  /** The arrow keys go to another bar. */
  onStep: (event: KeyboardEvent<HTMLElement>) => void;
};

/** The day of one team: its hours, what lies between the visits, and the visits. */
export function TimelineRow({ shift, ...given }: Given & { shift: RouteShift }) {
  const { route, axis, drag } = given;
  const { teamDay, timeline } = useText().routes;
  const plan = route.plan.shifts.find(({ shiftId }) => shiftId === shift.id);
  const order = stopsOf(route, shift.id);
  const letter = teamLetter(route, shift.id);
  const at = placeOfTeam(route, shift.id);
  const end = drag.place !== null && drag.place.shiftId === shift.id && drag.place.before === null;
  return (
    <div className={classes.row} data-row={shift.id} data-drop-end={end || undefined}>
      <div className={classes.name}>
        {letter !== '' && <TeamLetter letter={letter} place={at} />}
        <span>{shift.teamName}</span>
      </div>
      <div className={classes.track}>
        <span className={classes.shift} style={placed(hoursOf(shift), axis)} />
        {plan !== undefined &&
          order.length > 0 &&
          piecesOf(plan).map((piece) => (
            <span
              key={`${piece.kind}${piece.from}`}
              className={classes.piece}
              data-kind={piece.kind}
              title={`${timeline[piece.kind]} ${clockOf(piece.from)}–${clockOf(piece.to)}`}
              style={placed(piece, axis)}
            />
          ))}
        {order.map((stop) => (
          <Visit
            key={stop.id}
            stop={stop}
            order={order}
            times={plan?.stops.find(({ stopId }) => stopId === stop.id)}
            {...given}
          />
        ))}
        {order.length === 0 && (
          <span className={classes.empty}>{shift.absent ? teamDay.isAbsent : timeline.empty}</span>
        )}
      </div>
    </div>
  );
}

type VisitGiven = Given & {
  stop: Stop;
  order: readonly Stop[];
  times: ShiftPlan['stops'][number] | undefined;
};

/** A visit as a bar: dragged, pressed, or moved with the keys of the list. */
function Visit({ times, ...given }: VisitGiven) {
  const { stop, route, axis, current, drag, onStop, onFocus } = given;
  const text = useText();
  const format = useFormat();
  const lookOf = useTeamLooks();
  const onKeyDown = useVisitKeys(given);
  if (times === undefined) return null;
  const problems = times.problems.map((problem) => problemWords(problem, text, format));
  const visit = { from: times.start, to: times.departure };
  const number = format.number(stop.position + 1, 0);
  const words = [
    `${number}. ${stop.code ?? stop.name}, ${clockOf(visit.from)}–${clockOf(visit.to)}`,
    ...problems,
  ].join('. ');
  const locked = stop.lockShiftId !== null || stop.lockPosition !== null || stop.lockTime !== null;
  const { colour } = lookOf(placeOfTeam(route, stop.shiftId));
  return (
    <>
      {stop.window !== null && (
        <span
          className={classes.window}
          title={`${number}. ${text.routes.timeline.window}`}
          style={placed(inSeconds(stop.window), axis)}
        />
      )}
      <button
        type="button"
        className={classes.visit}
        data-bar={stop.id}
        data-broken={problems.length > 0 || undefined}
        data-drop={drag.place?.before === stop.id || undefined}
        data-dragged={drag.stopId === stop.id || undefined}
        style={{ ...placed(visit, axis), background: colour }}
        tabIndex={stop.id === current ? 0 : -1}
        aria-label={words}
        title={words}
        aria-disabled={!route.mayPlan}
        onFocus={() => onFocus(stop.id)}
        onKeyDown={onKeyDown}
        onClick={() => route.mayPlan && onStop(stop.id)}
        {...(stop.state === 'planned' ? drag.grip(stop.id) : {})}
      >
        {number}
        {problems.length > 0 && <IconAlertTriangle size={12} aria-hidden="true" />}
        {locked && <IconLock size={12} aria-hidden="true" />}
      </button>
    </>
  );
}

/** The arrows go to another bar; with Alt they move the stop within its order, as in the list. */
function useVisitKeys({ stop, order, route, editor, onStep }: Omit<VisitGiven, 'times'>) {
  const move = (steps: -1 | 1) => {
    const to = neighbour(order, stop.id, steps);
    if (to === undefined || !route.mayPlan) return;
    editor.edit({ kind: 'move', stopId: stop.id, shiftId: stop.shiftId, before: to.before });
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    onStep(event);
    const act = getHotkeyHandler([
      [SHORTCUTS.stopUp, () => move(-1)],
      [SHORTCUTS.stopDown, () => move(1)],
    ]);
    act(event.nativeEvent);
  };
}

function hoursOf({ startsAt, endsAt }: RouteShift): Span {
  return inSeconds({ from: startsAt, to: endsAt });
}

function inSeconds({ from, to }: Span): Span {
  return { from: from * SECONDS_PER_MINUTE, to: to * SECONDS_PER_MINUTE };
}

function placed(span: Span, axis: Span): CSSProperties {
  const { left, width } = shareOf(span, axis);
  return { left: `${left * 100}%`, width: `${width * 100}%` };
}
