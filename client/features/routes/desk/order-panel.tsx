import { Button, Flex } from '@mantine/core';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { placeOfTeam, stopsOf, teamLetter } from '#client/features/routes/orders.ts';
import classes from '#client/features/routes/routes.module.css';
import { TeamLetter } from '#client/features/routes/team-letter.tsx';
import { clockOf, clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import shared from '#client/ui/shared.module.css';
import type { RouteDetail, RouteShift } from '#server/contract/route.ts';

import { ChosenBar } from './chosen-bar.tsx';
import { LooseStop } from './loose-stop.tsx';
import { problemWords } from './problem-words.ts';
import { StopRow } from './stop-row.tsx';
import { TeamTick } from './stop-tick.tsx';
import { AddTeam } from './team-day.tsx';
import { useChosenStops, type ChosenStops } from './use-chosen-stops.ts';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

type OrderProps = {
  route: RouteDetail;
  editor: RouteEditor;
  drag: StopDrag;
  onStop: (id: number) => void;
  /** Opens the day of a team: absent, other hours, another break, other places. */
  onDay: (shift: RouteShift) => void;
};

/** The order of every team with its times, and what is in none, with why. */
export function OrderPanel({ route, editor, drag, onStop, onDay }: OrderProps) {
  const { routes } = useText();
  const chosen = useChosenStops(route);
  return (
    <section
      className={classes.panel}
      aria-label={routes.tabs.orders}
      data-dragging={drag.stopId !== null}
      data-choosing={chosen.stops.length > 0}
    >
      <output className="visually-hidden">{editor.said}</output>
      <ErrorNotice error={editor.error} />
      <ChosenBar route={route} chosen={chosen} editor={editor} />
      {route.shifts.map((shift) => (
        <TeamOrder
          key={shift.id}
          route={route}
          shift={shift}
          editor={editor}
          drag={drag}
          chosen={chosen}
          onStop={onStop}
          onDay={onDay}
        />
      ))}
      {route.mayPlan && <AddTeam route={route} editor={editor} />}
      <UnassignedStops route={route} editor={editor} drag={drag} chosen={chosen} onStop={onStop} />
      <TravelBasis route={route} />
    </section>
  );
}

/** The stops that stand in no team's order, each with why. */
function UnassignedStops({
  route,
  editor,
  drag,
  chosen,
  onStop,
}: Omit<OrderProps, 'onDay'> & { chosen: ChosenStops }) {
  const { routes } = useText();
  const loose = stopsOf(route, null);
  return (
    <section
      aria-label={routes.unassigned}
      className={classes.team}
      data-order=""
      data-drop-end={endsAt(drag, null)}
    >
      <h2>
        {route.mayPlan && <TeamTick stops={loose} name={routes.unassigned} chosen={chosen} />}
        {routes.unassigned}
      </h2>
      {loose.length === 0 && <EmptyLine title={routes.unassignedNone} next="unassigned" />}
      <Flex component="ol" className={classes.list} direction="column" gap={6}>
        {loose.map((stop) => (
          <LooseStop
            key={stop.id}
            route={route}
            stop={stop}
            editor={editor}
            drag={drag}
            chosen={chosen}
            onStop={onStop}
          />
        ))}
      </Flex>
    </section>
  );
}

/** Origin of the travel times, and for how many pairs of stops they were estimated. */
function TravelBasis({ route }: { route: RouteDetail }) {
  const { routes } = useText();
  const format = useFormat();
  const [basis] = route.plan.basis;
  if (basis === undefined) return null;
  return (
    <>
      <p className={classes.quiet}>
        {basis.source === 'straight' && `${routes.approximate} `}
        {routes.basis({ origin: basis.origin })}
      </p>
      {basis.estimated > 0 && (
        <p className={classes.quiet} role="note">
          {routes.offNetwork({
            count: format.number(basis.estimated, 0),
            origin: basis.estimateOrigin ?? '',
          })}
        </p>
      )}
    </>
  );
}

function TeamOrder({
  route,
  shift,
  editor,
  drag,
  chosen,
  onStop,
  onDay,
}: OrderProps & { shift: RouteShift; chosen: ChosenStops }) {
  const { routes } = useText();
  const { teamDay } = routes;
  const order = stopsOf(route, shift.id);
  const letter = teamLetter(route, shift.id);
  const plan = planOf(route, shift);
  return (
    <section
      aria-label={shift.teamName}
      className={classes.team}
      data-team={shift.id}
      data-order={shift.id}
      data-drop-end={endsAt(drag, shift.id)}
    >
      <h2>
        {route.mayPlan && <TeamTick stops={order} name={shift.teamName} chosen={chosen} />}
        {letter !== '' && <TeamLetter letter={letter} place={placeOfTeam(route, shift.id)} />}
        {shift.teamName}
        {shift.absent && `. ${teamDay[shift.removed ? 'isRemoved' : 'isAbsent']}`}
      </h2>
      <TeamSummary route={route} shift={shift} stops={order.length} />
      {route.mayPlan && shift.finishedAt === null && (
        <Button
          className={shared.start}
          variant="default"
          size="compact-md"
          mih={44}
          aria-label={teamDay.openOf({ team: shift.teamName })}
          onClick={() => onDay(shift)}
        >
          {teamDay.open}
        </Button>
      )}
      {order.length === 0 && !shift.absent && <EmptyLine title={routes.stopsNone} next="stops" />}
      <Flex component="ol" className={classes.list} direction="column" gap={6}>
        {order.map((stop) => (
          <StopRow
            key={stop.id}
            route={route}
            stop={stop}
            order={order}
            times={plan?.stops.find(({ stopId }) => stopId === stop.id)}
            editor={editor}
            drag={drag}
            chosen={chosen}
            onStop={onStop}
          />
        ))}
      </Flex>
    </section>
  );
}

/** Hours of the shift, its way and times, and what is wrong with them. */
function TeamSummary({
  route,
  shift,
  stops,
}: {
  route: RouteDetail;
  shift: RouteShift;
  stops: number;
}) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const plan = planOf(route, shift);
  return (
    <>
      <p className={classes.quiet}>
        {routes.hours({ from: clockOfMinutes(shift.startsAt), to: clockOfMinutes(shift.endsAt) })}
        {plan !== undefined &&
          stops > 0 &&
          `. ${routes.summary({
            stops: format.number(stops, 0),
            distance: format.distance(plan.metres),
            from: clockOf(plan.departure),
            to: clockOf(plan.finish),
          })}`}
      </p>
      <p className={classes.quiet}>
        {shift.rest === null
          ? routes.teamDay.restNone
          : routes.teamDay.restState({
              minutes: format.number(shift.rest.minutes, 0),
              from: clockOfMinutes(shift.rest.from),
              to: clockOfMinutes(shift.rest.to),
            })}
      </p>
      {plan?.problems.map((problem, at) => (
        <p key={at} className={classes.problem}>
          {problemWords(problem, text, format)}
        </p>
      ))}
    </>
  );
}

function planOf(route: RouteDetail, { id }: RouteShift) {
  return route.plan.shifts.find(({ shiftId }) => shiftId === id);
}

/** True when the dragged stop would be moved to the end of that order. */
function endsAt({ place }: StopDrag, shiftId: number | null): true | undefined {
  return (place !== null && place.shiftId === shiftId && place.before === null) || undefined;
}
