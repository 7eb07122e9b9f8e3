import { Checkbox } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useId, type ChangeEvent, type KeyboardEvent } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import type { Stop } from '#server/contract/route.ts';

import classes from './chosen.module.css';
import type { ChosenStops } from './use-chosen-stops.ts';

/** Box that chooses a stop; Shift chooses the whole range by mouse, and goes on to the next stop by arrow key. */
export function StopTick({ stop, chosen }: { stop: Stop; chosen: ChosenStops }) {
  const { routes } = useText();
  const id = useId();
  const extend = (steps: -1 | 1) => {
    const next = chosen.extend(stop.id, steps);
    if (next !== null) document.querySelector<HTMLElement>(`[data-tick="${next}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = getHotkeyHandler([
      [SHORTCUTS.chooseUp, () => extend(-1)],
      [SHORTCUTS.chooseDown, () => extend(1)],
    ]);
    act(event.nativeEvent);
  };
  return (
    <label className={classes.tick} htmlFor={id}>
      <Checkbox
        id={id}
        data-tick={stop.id}
        aria-label={routes.choose({ name: stop.code ?? stop.name })}
        checked={chosen.has(stop.id)}
        onChange={(event) => chosen.toggle(stop.id, isWithShift(event))}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

/** Box that chooses all stops of a team, or none of them. */
export function TeamTick({
  stops,
  name,
  chosen,
}: {
  stops: readonly Stop[];
  name: string;
  chosen: ChosenStops;
}) {
  const { routes } = useText();
  const id = useId();
  const ids = stops.filter(({ state }) => state === 'planned').map(({ id }) => id);
  const count = ids.filter((id) => chosen.has(id)).length;
  if (ids.length === 0) return null;
  return (
    <label className={classes.tick} htmlFor={id}>
      <Checkbox
        id={id}
        aria-label={routes.chooseTeam({ team: name })}
        checked={count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => chosen.toggleAll(ids)}
      />
    </label>
  );
}

/** True where the press that changed a box was made with Shift held down. */
function isWithShift({ nativeEvent }: ChangeEvent): boolean {
  return nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
}
