// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { RouteDetail, Stop } from '#server/contract/route.ts';

import { useChosenStops, type ChosenStops } from './use-chosen-stops.ts';

const routeOf = (...done: number[]) =>
  ({
    shifts: [{ id: 7 }],
    stops: [1, 2, 3, 4].map(
      (id) =>
        ({ id, shiftId: 7, position: id, state: done.includes(id) ? 'done' : 'planned' }) as Stop,
    ),
  }) as RouteDetail;

let root: Root;
let chosen: ChosenStops;
function List({ route }: { route: RouteDetail }) {
  chosen = useChosenStops(route);
  return null;
}
const show = (route = routeOf()) => act(() => root.render(<List route={route} />));
const ids = () => chosen.stops.map(({ id }) => id);
/** Does something with the stops as they are chosen now. */
const does = <T,>(step: (stops: ChosenStops) => T): T => {
  let answer: T | undefined;
  act(() => {
    answer = step(chosen);
  });
  return answer as T;
};

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.createElement('div'));
  show();
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

it('a stop is chosen by one press and left out by the next', () => {
  does((stops) => stops.toggle(2, false));
  expect([ids(), chosen.has(2), chosen.has(1)]).toEqual([[2], true, false]);
  does((stops) => stops.toggle(2, false));
  expect(ids()).toEqual([]);
});

it('a range reaches from the stop that was pressed before, and leaves nothing out', () => {
  does((stops) => stops.toggle(3, false));
  does((stops) => stops.toggle(1, true));
  expect(ids()).toEqual([1, 2, 3]);
  does((stops) => stops.toggle(2, true));
  expect(ids()).toEqual([1, 2, 3]);
});

it('the choice is extended by the next or the previous stop, up to the ends of the list', () => {
  expect(does((stops) => stops.extend(3, 1))).toBe(4);
  expect(ids()).toEqual([3, 4]);
  expect(does((stops) => stops.extend(4, 1))).toBeNull();
  expect(does((stops) => stops.extend(1, -1))).toBeNull();
  // A range goes on from the stop that the choice was extended to.
  does((stops) => stops.toggle(1, true));
  expect(ids()).toEqual([1, 2, 3, 4]);
});

it('several stops are chosen at once, and left out where all of them are chosen', () => {
  does((stops) => stops.toggle(1, false));
  does((stops) => stops.toggleAll([1, 2]));
  expect(ids()).toEqual([1, 2]);
  does((stops) => stops.toggle(4, false));
  does((stops) => stops.toggleAll([1, 2]));
  expect(ids()).toEqual([4]);
  does((stops) => stops.clear());
  expect(ids()).toEqual([]);
});

it('after all are left out a range begins anew', () => {
  does((stops) => stops.toggle(1, false));
  does((stops) => stops.clear());
  does((stops) => stops.toggle(3, true));
  expect(ids()).toEqual([3]);
});

it('a stop that has its result meanwhile is no longer chosen', () => {
  does((stops) => stops.toggleAll([1, 2]));
  show(routeOf(2));
  expect(ids()).toEqual([1]);
});
