import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteDetail, RouteShift, Stop } from '#server/contract/route.ts';
import type { DroppedStop } from '#server/contract/route-edit.ts';

import { clockOf, clockOfMinutes } from '#client/i18n/clock-text.ts';
import { stopsOf } from './orders.ts';
import { droppedWords, problemWords } from './problem-words.ts';
import classes from './routes.module.css';
import { StopRow } from './stop-row.tsx';
import type { RouteEditor } from './use-route-editor.ts';

/** The order of every team with its times, and what is in none, with why. */
export function OrderPanel({
  route,
  editor,
  dropped,
  onStop,
}: {
  route: RouteDetail;
  editor: RouteEditor;
  dropped: readonly DroppedStop[];
  onStop: (id: number) => void;
}) {
  const { routes } = useText();
  const loose = stopsOf(route, null);
  const [basis] = route.plan.basis;
  return (
    <section className={classes.panel} aria-label={routes.tabs.orders}>
      <ErrorNotice error={editor.error} />
      {route.shifts.map((shift) => (
        <TeamOrder key={shift.id} route={route} shift={shift} editor={editor} onStop={onStop} />
      ))}
      <h2>{routes.unassigned}</h2>
      {loose.length === 0 ? (
        <p className={classes.quiet}>{routes.unassignedNone}</p>
      ) : (
        <ol className={classes.list}>
          {loose.map((stop) => (
            <LooseStop
              key={stop.id}
              route={route}
              stop={stop}
              dropped={dropped.find(({ stopId }) => stopId === stop.id)}
              editor={editor}
              onStop={onStop}
            />
          ))}
        </ol>
      )}
      {basis !== undefined && (
        <p className={classes.quiet}>
          {basis.source === 'straight' && `${routes.approximate} `}
          {routes.basis({ origin: basis.origin })}
        </p>
      )}
    </section>
  );
}

function TeamOrder({
  route,
  shift,
  editor,
  onStop,
}: {
  route: RouteDetail;
  shift: RouteShift;
  editor: RouteEditor;
  onStop: (id: number) => void;
}) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const order = stopsOf(route, shift.id);
  const plan = route.plan.shifts.find(({ shiftId }) => shiftId === shift.id);
  return (
    <section aria-label={shift.teamName} className={classes.team} data-team={shift.id}>
      <h2>{shift.teamName}</h2>
      <p className={classes.quiet}>
        {routes.hours({ from: clockOfMinutes(shift.startsAt), to: clockOfMinutes(shift.endsAt) })}
        {plan !== undefined &&
          order.length > 0 &&
          `. ${routes.summary({
            stops: format.number(order.length, 0),
            distance: format.distance(plan.metres),
            from: clockOf(plan.departure),
            to: clockOf(plan.finish),
          })}`}
      </p>
      {plan?.problems.map((problem, at) => (
        <p key={at} className={classes.problem}>
          {problemWords(problem, text, format)}
        </p>
      ))}
      {order.length === 0 && <p>{routes.stopsNone}</p>}
      <ol className={classes.list}>
        {order.map((stop) => (
          <StopRow
            key={stop.id}
            route={route}
            stop={stop}
            order={order}
            times={plan?.stops.find(({ stopId }) => stopId === stop.id)}
            editor={editor}
            onStop={onStop}
          />
        ))}
      </ol>
    </section>
  );
}

function LooseStop({
  route,
  stop,
  dropped,
  editor,
  onStop,
}: {
  route: RouteDetail;
  stop: Stop;
  dropped: DroppedStop | undefined;
  editor: RouteEditor;
  onStop: (id: number) => void;
}) {
  const text = useText();
  const why = dropped === undefined ? null : droppedWords(dropped, route, text);
  return (
    <StopRow route={route} stop={stop} order={[]} editor={editor} onStop={onStop}>
      {why !== null && (
        <span className={classes.problem}>
          {why.reason}. {why.fixes}
        </span>
      )}
    </StopRow>
  );
}
