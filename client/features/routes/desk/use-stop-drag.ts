import { useEffect, useRef, useState, type PointerEvent as Press, type RefObject } from 'react';

import { standsAt, type StopPlace } from '#client/features/routes/orders.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { placeUnder, sameSpot, scrollAtEdge, type Spot } from './drop-place.ts';
import type { RouteEditor } from './use-route-editor.ts';

/** A press that moves less than this is a press and no drag, in CSS pixels. */
const LEAST_PIXELS = 4;

export type StopDrag = {
  /** Stop that is being dragged; null while none is. */
  stopId: number | null;
  /** Place where the stop would go if it were dropped now. */
  place: StopPlace | null;
  grip: (stopId: number) => { onPointerDown: (event: Press<HTMLElement>) => void };
};

type Held = { stopId: number; grip: HTMLElement; x: number; y: number };

/**
 * Dragging a stop by its grip into another place, of its own order or of another's, by mouse, pen or finger. It may be
 * let go in the list and in the rows of the timeline alike. Escape, and letting go anywhere else, leave everything as it
 * was. The buttons and keys of a row do the same without a drag.
 */
export function useStopDrag(route: RouteDetail, editor: RouteEditor): StopDrag {
  const [held, setHeld] = useState<Held | null>(null);
  const [dragging, setDragging] = useState(false);
  const [place, setPlace] = useState<StopPlace | null>(null);
  const hand = useRef<Hand>({ x: 0, y: 0, moved: false });
  useEffect(
    function followThePointer() {
      if (held === null) return undefined;
      const { stopId, grip } = held;
      const end = () => {
        letGo(grip);
        setHeld(null);
        setDragging(false);
        setPlace(null);
      };
      return follow(hand, {
        move() {
          const [x, y] = [hand.current.x - held.x, hand.current.y - held.y];
          if (!hand.current.moved && Math.hypot(x, y) < LEAST_PIXELS) return;
          hand.current.moved = true;
          setDragging(true);
          carry(grip, x, y);
          const now = placeUnder(hand.current, stopId);
          setPlace((before) => (sameSpot(before, now) ? before : now));
        },
        drop() {
          // The last move may not be on the screen yet.
          const now = hand.current.moved ? placeUnder(hand.current, stopId) : null;
          if (hand.current.moved) swallowClick();
          if (now !== null && !standsAt(route, stopId, now)) {
            editor.edit({ kind: 'move', stopId, ...now });
          }
          end();
        },
        end,
      });
    },
    [held, route, editor],
  );
  return {
    stopId: dragging ? (held?.stopId ?? null) : null,
    place,
    grip: (stopId) => ({
      onPointerDown(event) {
        if (!route.mayPlan || event.button !== 0) return;
        const { clientX: x, clientY: y, currentTarget: grip } = event;
        // The grips of the list take fingers, too; over the timeline a finger scrolls.
        if (!isBar(grip)) event.preventDefault();
        else if (event.pointerType === 'touch') return;
        hand.current = { x, y, moved: false };
        setHeld({ stopId, grip, x, y });
      },
    }),
  };
}

/** Position of the pointer, and true once it has dragged and is not only pressed. */
type Hand = Spot & { moved: boolean };
type Acts = Record<'move' | 'drop' | 'end', () => void>;

/** Listens to the whole window, so that a drag also ends where nothing else hears of it. Gives what stops it. */
function follow(hand: RefObject<Hand>, { move, drop, end }: Acts): () => void {
  const listening = new AbortController();
  const listen = <Name extends keyof WindowEventMap>(
    name: Name,
    act: (event: WindowEventMap[Name]) => void,
  ) => window.addEventListener(name, act, { signal: listening.signal });
  const notes =
    (act: () => void) =>
    ({ clientX: x, clientY: y }: PointerEvent) => {
      hand.current = { ...hand.current, x, y };
      act();
    };
  listen('pointermove', notes(move));
  listen('pointerup', notes(drop));
  listen('pointercancel', end);
  listen('blur', end);
  listen('keydown', ({ key }) => {
    if (key === 'Escape') end();
  });
  let frame = requestAnimationFrame(function scroll() {
    if (hand.current.moved && scrollAtEdge(hand.current)) move();
    frame = requestAnimationFrame(scroll);
  });
  return () => {
    cancelAnimationFrame(frame);
    listening.abort();
  };
}

/** Takes a bar along with the pointer, which looks through it at what is below. */
function carry(grip: HTMLElement, x: number, y: number): void {
  if (!isBar(grip)) return;
  grip.style.translate = `${x}px ${y}px`;
  grip.style.pointerEvents = 'none';
}

function letGo(grip: HTMLElement): void {
  grip.style.translate = '';
  grip.style.pointerEvents = '';
}

function isBar({ dataset }: HTMLElement): boolean {
  return dataset['bar'] !== undefined;
}

/** The press that ends a drag is no click on what was dragged. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}
