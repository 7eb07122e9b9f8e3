import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import type { Signal, SignalAct } from '#server/contract/signal.ts';

/** One key for each act; J and K move. */
export const ACT_KEYS = {
  confirm: SHORTCUTS.signalConfirm,
  reject: SHORTCUTS.signalReject,
  new_point: SHORTCUTS.signalNewPoint,
  undo: SHORTCUTS.signalUndo,
} as const;

/**
 * The inbox by single keys, which rest while somebody writes or a dialog is open. A signal that was decided
 * leaves the list but stays in view, so that it can be taken back: the next is then the one in its old place.
 */
export function useSignalKeys({
  items,
  chosenId,
  resting,
  onMove,
  onAct,
}: {
  items: readonly Signal[];
  chosenId: number | null;
  resting: boolean;
  onMove: (id: number) => void;
  onAct: (act: SignalAct) => void;
}): void {
  const place = useRef(-1);
  const found = items.findIndex(({ id }) => id === chosenId);
  useEffect(
    function rememberPlace() {
      if (found !== -1) place.current = found;
    },
    [found],
  );
  const move = (down: boolean) => {
    if (resting) return;
    const gone = found === -1 && chosenId !== null;
    const next = down ? place.current + (gone ? 0 : 1) : place.current - 1;
    const target = items[Math.min(Math.max(next, 0), items.length - 1)];
    if (target !== undefined && target.id !== chosenId) onMove(target.id);
  };
  const act = (name: SignalAct) => {
    if (!resting) onAct(name);
  };
  useHotkeys([
    [SHORTCUTS.signalNext, () => move(true)],
    [SHORTCUTS.signalPrevious, () => move(false)],
    [ACT_KEYS.confirm, () => act('confirm')],
    [ACT_KEYS.reject, () => act('reject')],
    [ACT_KEYS.new_point, () => act('new_point')],
    [ACT_KEYS.undo, () => act('undo')],
  ]);
}
