import { useState } from 'react';

import type { RouteDetail, Stop } from '#server/contract/route.ts';

import { choosable, rangeBetween } from './chosen-stops.ts';

export type ChosenStops = {
  /** The chosen stops as they stand in the list. */
  stops: readonly Stop[];
  has: (id: number) => boolean;
  /** Chooses a stop or leaves it out; with `range` every stop from the one pressed before to this one is chosen. */
  toggle: (id: number, range: boolean) => void;
  /** Chooses a stop and the next or previous one of the list; gives that one's id, null at the end of the list. */
  extend: (id: number, steps: -1 | 1) => number | null;
  /** Chooses all of these stops, or none of them where all are chosen already. */
  toggleAll: (ids: readonly number[]) => void;
  clear: () => void;
};

/** Keeps which stops of a route are chosen; one that is taken out, or has its result meanwhile, no longer is. */
export function useChosenStops(route: RouteDetail): ChosenStops {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const [anchor, setAnchor] = useState<number | null>(null);
  const all = choosable(route);
  const stops = all.filter(({ id }) => ids.has(id));
  const add = (more: readonly number[]) => setIds(new Set([...ids, ...more]));
  const leave = (gone: readonly number[]) =>
    setIds(new Set([...ids].filter((id) => !gone.includes(id))));
  return {
    stops,
    has: (id) => ids.has(id),
    toggle(id, range) {
      setAnchor(id);
      if (range) add(rangeBetween(all, anchor, id));
      else if (ids.has(id)) leave([id]);
      else add([id]);
    },
    extend(id, steps) {
      const next = all[all.findIndex((stop) => stop.id === id) + steps];
      if (next === undefined) return null;
      add([id, next.id]);
      setAnchor(next.id);
      return next.id;
    },
    toggleAll(some) {
      if (some.every((id) => ids.has(id))) leave(some);
      else add(some);
    },
    clear() {
      setIds(new Set());
      setAnchor(null);
    },
  };
}
