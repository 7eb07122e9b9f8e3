import { copyEvents, copyFlags, REMOVED, setNewSlots } from './copy-rows.ts';
import {
  eventColumns,
  flagColumns,
  type EventColumns,
  type FlagColumns,
  type Leaf,
} from './leaf.ts';
import type { PreparedEvent, PreparedFlag } from './prepared-point.ts';

/** Rows to merge in, in the order of their days. */
export type FreshRows = {
  events: readonly (PreparedEvent & { slot: number })[];
  flags: readonly (PreparedFlag & { slot: number })[];
};

/** Something of a day to put in before the old row `at`; tells where the next row goes. */
type Insertion = { at: number; day: number; put: (place: number) => number };

/** The events of the points that stay, under their new slots, with the fresh ones among them. */
export function mergeEvents(
  leaf: Leaf | null,
  newSlots: Uint16Array,
  fresh: FreshRows,
): EventColumns {
  const old = leaf === null ? eventColumns(0) : { ...leaf.events, days: daysOf(leaf) };
  const result = eventColumns(old.days.length + fresh.events.length);
  const insertions: Insertion[] = [];
  for (const { day, slot, state, recorded, supersededDay } of fresh.events) {
    const put = (place: number) => {
      if (supersededDay !== null) {
        result.replaced.push({ before: place, day, slot, state, recorded, supersededDay });
        return place;
      }
      result.days[place] = day;
      result.slots[place] = slot;
      result.states[place] = state;
      result.recorded[place] = recorded;
      return place + 1;
    };
    insertions.push({ at: countBelow(old.days, day), day, put });
  }
  for (const entry of old.replaced) {
    const slot = newSlots[entry.slot] ?? REMOVED;
    if (slot === REMOVED) continue;
    const put = (before: number) => {
      result.replaced.push({ ...entry, before, slot });
      return before;
    };
    insertions.push({ at: entry.before, day: entry.day, put });
  }
  setNewSlots(newSlots);
  const size = merge(insertions, old.days.length, (stretch, place) =>
    copyEvents(old, stretch, result, place),
  );
  return {
    days: cut(result.days, size),
    slots: cut(result.slots, size),
    states: cut(result.states, size),
    recorded: cut(result.recorded, size),
    replaced: result.replaced,
  };
}

/** The same for flag intervals. */
export function mergeFlags(
  leaf: Leaf | null,
  newSlots: Uint16Array,
  fresh: FreshRows,
): FlagColumns {
  const old = leaf?.flags ?? flagColumns(0);
  const result = flagColumns(old.from.length + fresh.flags.length);
  const insertions: Insertion[] = [];
  for (const { from, to, slot, bit, recorded, supersededDay } of fresh.flags) {
    if (supersededDay !== null) {
      result.replaced.push({ slot, bit, from, to, recorded, supersededDay });
      continue;
    }
    const put = (place: number) => {
      result.from[place] = from;
      result.to[place] = to;
      result.slots[place] = slot;
      result.bits[place] = bit;
      result.recorded[place] = recorded;
      return place + 1;
    };
    insertions.push({ at: countBelow(old.from, from), day: from, put });
  }
  for (const entry of old.replaced) {
    const slot = newSlots[entry.slot] ?? REMOVED;
    if (slot !== REMOVED) result.replaced.push({ ...entry, slot });
  }
  setNewSlots(newSlots);
  const size = merge(insertions, old.from.length, (stretch, place) =>
    copyFlags(old, stretch, result, place),
  );
  return {
    from: cut(result.from, size),
    to: cut(result.to, size),
    slots: cut(result.slots, size),
    bits: cut(result.bits, size),
    recorded: cut(result.recorded, size),
    replaced: result.replaced,
  };
}

/** Copies the old rows with the insertions between them. @returns the number of rows */
function merge(
  insertions: readonly Insertion[],
  oldRows: number,
  copy: (stretch: { start: number; end: number }, place: number) => number,
): number {
  let start = 0;
  let place = 0;
  // A stable sort: rows of one point and day stay in the order of their entry.
  for (const { at, put } of insertions.toSorted((a, b) => a.at - b.at || a.day - b.day)) {
    place = put(copy({ start, end: at }, place));
    start = at;
  }
  return copy({ start, end: oldRows }, place);
}

function daysOf(leaf: Leaf): Uint16Array {
  const days = new Uint16Array(leaf.events.slots.length);
  for (const [index, day] of leaf.dayKeys.entries()) {
    days.fill(day, leaf.dayStarts[index], leaf.dayStarts[index + 1]);
  }
  return days;
}

/** How many values of an ascending column lie below one. */
function countBelow(column: Uint16Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cut<T extends { length: number; slice: (start: number, end: number) => T }>(
  column: T,
  size: number,
): T {
  return column.length === size ? column : column.slice(0, size);
}
