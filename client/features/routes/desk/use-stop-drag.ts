import { useEffect, useRef, useState, type PointerEvent as Press, type RefObject } from 'react';

import { standsAt, type StopPlace } from '#client/features/routes/orders.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import type { RouteEditor } from './use-route-editor.ts';

const EDGE_PIXELS = 48;
const SCROLL_PIXELS = 10;

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

/** A spot of the window, in CSS pixels. */
type Spot = { x: number; y: number };

/**
 * Finds the order under the pointer, and the first of its stops whose middle is beyond it. Orders are elements with
 * `data-order` with stops `data-stop` one below the other, or rows `data-row` with stops `data-bar` side by side; the
 * value is the team's shift, or nothing.
 */
function placeUnder({ x, y }: Spot, dragged: number): StopPlace | null {
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-order], [data-row]');
  if (under === null || under === undefined) return null;
  const row = under.dataset['row'] !== undefined;
  const stops = [...under.querySelectorAll<HTMLElement>(row ? '[data-bar]' : '[data-stop]')];
  const idOf = ({ dataset }: HTMLElement) => Number(row ? dataset['bar'] : dataset['stop']);
  const next = stops.find((stop) => {
    const { left, top, width, height } = stop.getBoundingClientRect();
    return idOf(stop) !== dragged && (row ? x < left + width / 2 : y < top + height / 2);
  });
  const shift = (row ? under.dataset['row'] : under.dataset['order']) ?? '';
  return {
    shiftId: shift === '' ? null : Number(shift),
    before: next === undefined ? null : idOf(next),
  };
}

/** True for one and the same place, or none both times. */
export function sameSpot(one: StopPlace | null, other: StopPlace | null): boolean {
  return one?.shiftId === other?.shiftId && one?.before === other?.before;
}

/** Scrolls what is under the pointer, each way by itself, while it rests near an edge; tells whether it moved. */
function scrollAtEdge({ x, y }: Spot): boolean {
  const under = document.elementFromPoint(x, y);
  const across = nearest(under, (one) =>
    scrolls(getComputedStyle(one).overflowX, one.scrollWidth - one.clientWidth),
  );
  const down = nearest(under, (one) =>
    scrolls(getComputedStyle(one).overflowY, one.scrollHeight - one.clientHeight),
  );
  const before = [across?.scrollLeft, down?.scrollTop];
  if (across !== null) {
    const { left, right } = across.getBoundingClientRect();
    across.scrollLeft += stepAt(x, left, right);
  }
  if (down !== null) {
    const { top, bottom } = down.getBoundingClientRect();
    down.scrollTop += stepAt(y, top, bottom);
  }
  return before[0] !== across?.scrollLeft || before[1] !== down?.scrollTop;
}

function nearest(element: Element | null, is: (one: Element) => boolean): Element | null {
  let one = element;
  while (one !== null && !is(one)) one = one.parentElement;
  return one;
}

function scrolls(overflow: string, hidden: number): boolean {
  return /auto|scroll/.test(overflow) && hidden > 0;
}

function stepAt(at: number, first: number, last: number): number {
  if (at < first + EDGE_PIXELS) return -SCROLL_PIXELS;
  return at > last - EDGE_PIXELS ? SCROLL_PIXELS : 0;
}
