import { ActionIcon, Flex, Menu } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import {
  IconAdjustments,
  IconArrowDown,
  IconArrowUp,
  IconGripVertical,
  IconLock,
  IconLockOpen,
} from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

import { neighbour } from '#client/features/routes/orders.ts';
import classes from '#client/features/routes/routes.module.css';
import card from '#client/features/routes/stop.module.css';
import { clockOf, clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail, ShiftPlan, Stop } from '#server/contract/route.ts';

import { problemWords } from './problem-words.ts';
import { StopTick } from './stop-tick.tsx';
import type { ChosenStops } from './use-chosen-stops.ts';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

const SECONDS_PER_MINUTE = 60;

type Times = ShiftPlan['stops'][number];

/** A stop with its times and what is wrong with it; moved by its grip, its buttons, or Alt and the arrow keys. */
export function StopRow({
  route,
  stop,
  order,
  times,
  editor,
  drag,
  chosen,
  onStop,
  children,
}: {
  route: RouteDetail;
  stop: Stop;
  order: readonly Stop[];
  times?: Times | undefined;
  editor: RouteEditor;
  drag: StopDrag;
  chosen: ChosenStops;
  onStop: (id: number) => void;
  children?: ReactNode;
}) {
  return (
    <li
      className={card.stop}
      data-stop={stop.id}
      data-chosen={chosen.has(stop.id) || undefined}
      data-dragged={drag.stopId === stop.id || undefined}
      data-drop={drag.place?.before === stop.id || undefined}
    >
      {route.mayPlan && (
        // For pointers alone: whoever cannot drag has the buttons beside it.
        <span className={classes.grip} aria-hidden="true" {...drag.grip(stop.id)}>
          <IconGripVertical size={18} />
        </span>
      )}
      {route.mayPlan && stop.state === 'planned' && <StopTick stop={stop} chosen={chosen} />}
      <StopWords stop={stop} times={times}>
        {children}
      </StopWords>
      {route.mayPlan && (
        <StopActs stop={stop} order={order} start={times?.start} editor={editor} onStop={onStop} />
      )}
    </li>
  );
}

/** Number, place and times of a stop, its locks and marks, and what is wrong with it. */
function StopWords({
  stop,
  times,
  children,
}: {
  stop: Stop;
  times: Times | undefined;
  children: ReactNode;
}) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const locks = [
    stop.lockShiftId !== null && routes.locked.team,
    stop.lockTime !== null && routes.locked.time,
    stop.lockPosition !== null && routes.locked.position,
    stop.random && routes.random,
    stop.unplanned && routes.unplanned,
  ].filter((mark) => mark !== false);
  return (
    <div className={classes.words}>
      <strong>
        {stop.shiftId !== null && `${format.number(stop.position + 1, 0)}. `}
        {stop.code} {stop.name}
      </strong>
      <span className={classes.quiet}>
        {times !== undefined && `${clockOf(times.start)}–${clockOf(times.departure)}`}
        {locks.length > 0 && ` ${locks.join(', ')}`}
      </span>
      {times?.problems.map((problem, at) => (
        <span key={at} className={classes.problem}>
          {problemWords(problem, text, format)}
        </span>
      ))}
      {children}
    </div>
  );
}

/** Buttons beside a stop; Alt and an arrow key move it from any of them. */
function StopActs({
  stop,
  order,
  start,
  editor,
  onStop,
}: {
  stop: Stop;
  order: readonly Stop[];
  /** Time of the arrival, which a lock may keep. */
  start: Times['start'] | undefined;
  editor: RouteEditor;
  onStop: (id: number) => void;
}) {
  const { routes } = useText();
  const name = stop.code ?? stop.name;
  const { move, onKeyDown } = useStopMove(stop, order, editor);
  return (
    <Flex gap={4} wrap="wrap">
      {order.length > 0 && (
        <>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={routes.moveUp({ name })}
            aria-disabled={neighbour(order, stop.id, -1) === undefined}
            data-end
            onKeyDown={onKeyDown}
            onClick={() => move(-1)}
          >
            <IconArrowUp size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={routes.moveDown({ name })}
            aria-disabled={neighbour(order, stop.id, 1) === undefined}
            data-end
            onKeyDown={onKeyDown}
            onClick={() => move(1)}
          >
            <IconArrowDown size={18} aria-hidden="true" />
          </ActionIcon>
        </>
      )}
      {order.length > 0 && stop.state === 'planned' && (
        <LockMenu stop={stop} start={start} editor={editor} />
      )}
      <ActionIcon
        variant="default"
        size={44}
        aria-label={routes.details({ name })}
        onKeyDown={onKeyDown}
        onClick={() => onStop(stop.id)}
      >
        <IconAdjustments size={18} aria-hidden="true" />
      </ActionIcon>
    </Flex>
  );
}

/** Moves a stop by one place, by button or by key, and keeps the focus on the button that moved it. */
function useStopMove(stop: Stop, order: readonly Stop[], editor: RouteEditor) {
  const focused = useRef<Element | null>(null);
  const move = (steps: -1 | 1) => {
    const to = neighbour(order, stop.id, steps);
    if (to === undefined) return;
    focused.current = document.activeElement;
    editor.edit({ kind: 'move', stopId: stop.id, shiftId: stop.shiftId, before: to.before });
  };
  useEffect(
    // A row that is put elsewhere in the list loses the focus, and with it whoever moves it on.
    function keepFocus() {
      if (focused.current instanceof HTMLElement) focused.current.focus();
      focused.current = null;
    },
    [stop.position],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const act = getHotkeyHandler([
      [SHORTCUTS.stopUp, () => move(-1)],
      [SHORTCUTS.stopDown, () => move(1)],
    ]);
    act(event.nativeEvent);
  };
  return { move, onKeyDown };
}

/** Locks a stop of a team as it stands now, or releases it: open the menu, choose the lock. */
function LockMenu({
  stop,
  start,
  editor,
}: {
  stop: Stop;
  /** Present start, in seconds from midnight; undefined where the stop is in no plan. */
  start: number | undefined;
  editor: RouteEditor;
}) {
  const { routes } = useText();
  const minute = Math.round((start ?? 0) / SECONDS_PER_MINUTE);
  const locked = stop.lockShiftId !== null || stop.lockPosition !== null || stop.lockTime !== null;
  const Sign = locked ? IconLock : IconLockOpen;
  type Lock = Omit<Extract<RouteOperation, { kind: 'lock' }>, 'kind' | 'stopId'>;
  const item = (words: string, on: boolean, lock: Lock) => (
    <Menu.CheckboxItem
      mih={44}
      checked={on}
      closeMenuOnClick
      onChange={() => editor.edit({ kind: 'lock', stopId: stop.id, ...lock })}
    >
      {words}
    </Menu.CheckboxItem>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={44}
          aria-label={routes.locksOf({ name: stop.code ?? stop.name })}
        >
          <Sign size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item(routes.lockTeam, stop.lockShiftId !== null, { team: stop.lockShiftId === null })}
        {item(routes.lockPosition, stop.lockPosition !== null, {
          position: stop.lockPosition === null,
        })}
        {(start !== undefined || stop.lockTime !== null) &&
          item(
            routes.lockTimeAt({ time: clockOfMinutes(stop.lockTime?.from ?? minute) }),
            stop.lockTime !== null,
            { time: stop.lockTime === null ? { from: minute, to: minute } : null },
          )}
      </Menu.Dropdown>
    </Menu>
  );
}
