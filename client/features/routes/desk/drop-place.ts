import type { StopPlace } from '#client/features/routes/orders.ts';

const EDGE_PIXELS = 48;
const SCROLL_PIXELS = 10;

/** A spot of the window, in CSS pixels. */
export type Spot = { x: number; y: number };

/**
 * Finds the order under the pointer, and the first of its stops whose middle is beyond it. Orders are elements with
 * `data-order` with stops `data-stop` one below the other, or rows `data-row` with stops `data-bar` side by side; the
 * value is the team's shift, or nothing.
 */
export function placeUnder({ x, y }: Spot, dragged: number): StopPlace | null {
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
export function scrollAtEdge({ x, y }: Spot): boolean {
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
