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

/** A list of stops on a page of its own, and what is chosen in it. */
function showList() {
  const root: Root = createRoot(document.createElement('div'));
  let chosen: ChosenStops | null = null;
  const List = ({ route }: { route: RouteDetail }) => {
    chosen = useChosenStops(route);
    return null;
  };
  const show = (route = routeOf()) => act(() => root.render(<List route={route} />));
  show();
  const now = (): ChosenStops => {
    if (chosen === null) throw new Error('the list is not shown');
    return chosen;
  };
  return {
    show,
    ids: () => now().stops.map(({ id }) => id),
    has: (id: number) => now().has(id),
    /** Does something with the stops as they are chosen now. */
    does<T>(step: (stops: ChosenStops) => T): T | undefined {
      let answer: T | undefined;
      act(() => {
        answer = step(now());
      });
      return answer;
    },
    close: () => act(() => root.unmount()),
  };
}

let list: ReturnType<typeof showList>;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  list = showList();
});
afterEach(() => {
  list.close();
  vi.unstubAllGlobals();
});

it('a stop is chosen by one press and left out by the next', () => {
  list.does((stops) => stops.toggle(2, false));
  expect([list.ids(), list.has(2), list.has(1)]).toEqual([[2], true, false]);
  list.does((stops) => stops.toggle(2, false));
  expect(list.ids()).toEqual([]);
});

it('a range reaches from the stop that was pressed before, and leaves nothing out', () => {
  list.does((stops) => stops.toggle(3, false));
  list.does((stops) => stops.toggle(1, true));
  expect(list.ids()).toEqual([1, 2, 3]);
  list.does((stops) => stops.toggle(2, true));
  expect(list.ids()).toEqual([1, 2, 3]);
});

it('the choice is extended by the next or the previous stop, up to the ends of the list', () => {
  expect(list.does((stops) => stops.extend(3, 1))).toBe(4);
  expect(list.ids()).toEqual([3, 4]);
  expect(list.does((stops) => stops.extend(4, 1))).toBeNull();
  expect(list.does((stops) => stops.extend(1, -1))).toBeNull();
  // A range goes on from the stop that the choice was extended to.
  list.does((stops) => stops.toggle(1, true));
  expect(list.ids()).toEqual([1, 2, 3, 4]);
});

it('several stops are chosen at once, and left out where all of them are chosen', () => {
  list.does((stops) => stops.toggle(1, false));
  list.does((stops) => stops.toggleAll([1, 2]));
  expect(list.ids()).toEqual([1, 2]);
  list.does((stops) => stops.toggle(4, false));
  list.does((stops) => stops.toggleAll([1, 2]));
  expect(list.ids()).toEqual([4]);
  list.does((stops) => stops.clear());
  expect(list.ids()).toEqual([]);
});

it('after all are left out a range begins anew', () => {
  list.does((stops) => stops.toggle(1, false));
  list.does((stops) => stops.clear());
  list.does((stops) => stops.toggle(3, true));
  expect(list.ids()).toEqual([3]);
});

it('a stop that has its result meanwhile is no longer chosen', () => {
  list.does((stops) => stops.toggleAll([1, 2]));
  list.show(routeOf(2));
  expect(list.ids()).toEqual([1]);
});
