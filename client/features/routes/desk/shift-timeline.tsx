import { useMediaQuery } from '@mantine/hooks';
import { useState, type KeyboardEvent } from 'react';

import { stopsOf } from '#client/features/routes/orders.ts';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { axisOf, hoursOf, shareOf, widthOf } from './timeline-pieces.ts';
import { TimelineRow } from './timeline-row.tsx';
import classes from './timeline.module.css';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

/** Pixels of the shortest visit, and the least and most of an hour: for a mouse, and for a finger. */
const SCALES = { wide: [28, 56, 180], narrow: [44, 96, 320] } as const;
const KINDS = ['visit', 'travel', 'wait', 'rest', 'window', 'hours'] as const;

export type ShiftsProps = {
  route: RouteDetail;
  narrow: boolean;
  editor: RouteEditor;
  drag: StopDrag;
  onStop: (id: number) => void;
};

/**
 * One row a team with its visits, ways and waits. A visit is dragged along its row to another place in the order, and to
 * another row into that team; pressed, it opens the stop. The list of orders tells the same to readers of screens.
 */
export function ShiftTimeline({ route, narrow, editor, drag, onStop }: ShiftsProps) {
  const { timeline } = useText().routes;
  // A finger that moves over the bars scrolls them; a mouse or a pen drags.
  const finger = useMediaQuery('(hover: none)', false, { getInitialValueInEffect: false });
  const axis = axisOf(route);
  const keys = useBarKeys(route);
  return (
    <div className={classes.timeline}>
      <p className={classes.lead}>
        {route.mayPlan && (finger ? timeline.leadTouch : timeline.lead)}
        <span className="visually-hidden"> {timeline.keys}</span>
      </p>
      <Legend />
      <section className={classes.scroll} aria-label={timeline.title} data-timeline>
        <div
          className={classes.day}
          style={{ width: widthOf(route, axis, SCALES[narrow ? 'narrow' : 'wide']) }}
        >
          <div className={classes.hours} aria-hidden="true">
            {hoursOf(axis).map((hour) => (
              <span
                key={hour}
                style={{ left: `${shareOf({ from: hour, to: hour }, axis).left * 100}%` }}
              >
                {clockOf(hour)}
              </span>
            ))}
          </div>
          {route.shifts.map((shift) => (
            <TimelineRow
              key={shift.id}
              route={route}
              shift={shift}
              axis={axis}
              current={keys.current}
              onStep={keys.step}
              editor={editor}
              drag={drag}
              onStop={onStop}
              onFocus={keys.enter}
            />
          ))}
        </div>
      </section>
    </div>
  );
}

function Legend() {
  const { timeline } = useText().routes;
  return (
    <ul className={classes.legend}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={classes.sample} data-kind={kind} aria-hidden="true" />
          {timeline[kind]}
        </li>
      ))}
    </ul>
  );
}

/** One stop of the Tab key for all bars; the arrows go along a row, and to the same place of the row above or below. */
function useBarKeys(route: RouteDetail) {
  const [entered, enter] = useState<number | null>(null);
  const rows = route.shifts.map(({ id }) => stopsOf(route, id)).filter(({ length }) => length > 0);
  const known = rows.flat().some(({ id }) => id === entered);
  const current = known ? entered : (rows[0]?.[0]?.id ?? null);
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[
      event.key
    ];
    if (way === undefined || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const [down = 0, along = 0] = way;
    const row = rows.findIndex((stops) => stops.some(({ id }) => id === current));
    const at = (rows[row]?.findIndex(({ id }) => id === current) ?? 0) + along;
    const stops = rows[row + down] ?? [];
    const next = stops[along === 0 ? Math.min(at, stops.length - 1) : at];
    const bars = event.currentTarget.closest('[data-timeline]');
    bars?.querySelector<HTMLElement>(`[data-bar="${next?.id}"]`)?.focus();
  };
  return { current, enter, step };
}
