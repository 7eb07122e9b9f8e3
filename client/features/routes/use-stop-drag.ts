import { useEffect, useRef, useState, type PointerEvent } from 'react';

import type { RouteDetail } from '#server/contract/route.ts';

import { standsAt, type StopPlace } from './orders.ts';
import type { RouteEditor } from './use-route-editor.ts';

const EDGE_PIXELS = 48;
const SCROLL_PIXELS = 10;

export type StopDrag = {
  stopId: number | null;
  /** Place where the stop would go if it were dropped now. */
  place: StopPlace | null;
  grip: (stopId: number) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
};

/**
 * Dragging a stop by its grip into another place, of its own order or of another's, by mouse, pen or finger.
 * Orders are elements with `data-order` (a shift, or nothing), stops in them with `data-stop`. Escape leaves
 * everything as it was. The buttons and keys of a row do the same without a drag.
 */
export function useStopDrag(route: RouteDetail, editor: RouteEditor): StopDrag {
  const [stopId, setStopId] = useState<number | null>(null);
  const [place, setPlace] = useState<StopPlace | null>(null);
  const pointer = useRef<{ x: number; y: number; grip: HTMLElement } | null>(null);
  const dragging = stopId !== null;
  const end = () => {
    pointer.current = null;
    setStopId(null);
    setPlace(null);
  };
  useEffect(
    function followThePointer() {
      if (stopId === null) return undefined;
      const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Escape') end();
      };
      let frame = requestAnimationFrame(function scroll() {
        const held = pointer.current;
        if (held !== null && scrollAtEdge(held)) setPlace(placeUnder(held, stopId));
        frame = requestAnimationFrame(scroll);
      });
      window.addEventListener('keydown', onKeyDown);
      return () => {
        cancelAnimationFrame(frame);
        window.removeEventListener('keydown', onKeyDown);
      };
    },
    [stopId],
  );
  return {
    stopId,
    place,
    grip: (id) => ({
      onPointerDown(event) {
        if (!route.mayPlan || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        pointer.current = { x: event.clientX, y: event.clientY, grip: event.currentTarget };
        setStopId(id);
      },
      onPointerMove(event) {
        if (!dragging || pointer.current === null) return;
        pointer.current = { ...pointer.current, x: event.clientX, y: event.clientY };
        setPlace(placeUnder(pointer.current, id));
      },
      onPointerUp() {
        if (dragging && place !== null && !standsAt(route, id, place)) {
          editor.edit({ kind: 'move', stopId: id, ...place });
        }
        end();
      },
      onPointerCancel: end,
    }),
  };
}

/** The order under the pointer, and the first of its stops whose middle is below it. */
function placeUnder({ x, y }: { x: number; y: number }, dragged: number): StopPlace | null {
  const order = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-order]');
  if (order === null || order === undefined) return null;
  const rows = [...order.querySelectorAll<HTMLElement>('[data-stop]')];
  const below = rows.find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return Number(row.dataset['stop']) !== dragged && y < top + height / 2;
  });
  const shift = order.dataset['order'] ?? '';
  return {
    shiftId: shift === '' ? null : Number(shift),
    before: below === undefined ? null : Number(below.dataset['stop']),
  };
}

/** Moves the list on while the pointer rests at its upper or lower edge; whether it moved. */
function scrollAtEdge({ y, grip }: { y: number; grip: HTMLElement }): boolean {
  let frame = grip.parentElement;
  while (frame !== null && !scrolls(frame)) frame = frame.parentElement;
  if (frame === null) return false;
  const { top, bottom } = frame.getBoundingClientRect();
  const before = frame.scrollTop;
  if (y < top + EDGE_PIXELS) frame.scrollTop -= SCROLL_PIXELS;
  else if (y > bottom - EDGE_PIXELS) frame.scrollTop += SCROLL_PIXELS;
  return frame.scrollTop !== before;
}

function scrolls(element: HTMLElement): boolean {
  if (element.scrollHeight <= element.clientHeight) return false;
  return /auto|scroll/.test(getComputedStyle(element).overflowY);
}
