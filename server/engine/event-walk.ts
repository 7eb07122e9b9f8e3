import { entryDay } from './entry-days.ts';
import { type History, countUpTo, entryCodeOfRow, slotOfRow, valueOfRow } from './history.ts';
import type { Leaf, SupersededEvent } from './leaf.ts';
import { LAST_DAY } from './point-record.ts';

/**
 * Visits the events of a leaf that were in force as known on the evening of `knownAt` (null: as known now), by
 * effective day and then by order of entry.
 */
export function walkEvents(
  leaf: Leaf,
  knownAt: number | null,
  visit: (day: number, slot: number, state: number) => void,
): void {
  walkRows(leaf.events, leaf.superseded, { knownAt, from: 0, to: LAST_DAY }, visit);
}

/** Visits the rows of the days `from` to `to` (both included), in the order of {@link walkEvents}. */
export function walkRows(
  { rows, entries, dayKeys, dayStarts }: History,
  allSuperseded: readonly SupersededEvent[],
  { knownAt, from, to }: { knownAt: number | null; from: number; to: number },
  visit: (day: number, slot: number, state: number) => void,
): void {
  const superseded =
    knownAt === null ? [] : allSuperseded.filter(({ day }) => day >= from && day <= to);
  const known = knownAt ?? Infinity;
  const stoodThen = (entry: SupersededEvent) =>
    entry.recorded <= known && known < entry.supersededDay;
  let next = 0;
  const visitSuperseded = (before: number) => {
    for (let entry = superseded[next]; entry !== undefined; entry = superseded[next]) {
      if (entry.before > before) return;
      next += 1;
      if (stoodThen(entry)) visit(entry.day, entry.slot, entry.state);
    }
  };
  for (let index = countUpTo(dayKeys, from - 1); index < dayKeys.length; index += 1) {
    const day = dayKeys[index] ?? 0;
    if (day > to) break;
    const end = dayStarts[index + 1] ?? 0;
    for (let event = dayStarts[index] ?? 0; event < end; event += 1) {
      if (next < superseded.length) visitSuperseded(event);
      const row = rows[event] ?? 0;
      if (entryDay(entries, entryCodeOfRow(row), event, day) > known) continue;
      visit(day, slotOfRow(row), valueOfRow(row));
    }
  }
  visitSuperseded(Infinity);
}

/** Visits the flag bits of points after each change, as known on `knownAt`, without those of the overflow list. */
export function walkFlags(
  leaf: Leaf,
  knownAt: number | null,
  visit: (slot: number, bits: number) => void,
): void {
  const { rows, entries, dayKeys, dayStarts } = leaf.flags;
  const known = knownAt ?? Infinity;
  const now = new Uint8Array(leaf.size);
  const then = new Uint8Array(leaf.size);
  for (let index = 0; index < dayKeys.length; index += 1) {
    const day = dayKeys[index] ?? 0;
    const end = dayStarts[index + 1] ?? 0;
    for (let row = dayStarts[index] ?? 0; row < end; row += 1) {
      const packed = rows[row] ?? 0;
      const slot = slotOfRow(packed);
      const value = valueOfRow(packed);
      const isKnown = entryDay(entries, entryCodeOfRow(packed), row, day) <= known;
      const raised = isKnown ? value & ~(now[slot] ?? 0) : 0;
      now[slot] = value;
      then[slot] = ((then[slot] ?? 0) & value) | raised;
      visit(slot, then[slot] ?? 0);
    }
  }
}
