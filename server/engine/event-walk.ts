import type { Leaf, ReplacedEvent } from './leaf.ts';

/**
 * Visits the events of a leaf that had been entered by the evening of `knownAt` (null: all that are
 * true now), by effective day and then by order of entry.
 */
export function walkEvents(
  leaf: Leaf,
  knownAt: number | null,
  visit: (day: number, slot: number, state: number) => void,
): void {
  const { slots, states, recorded } = leaf.events;
  const replaced = knownAt === null ? [] : leaf.events.replaced;
  const known = knownAt ?? Infinity;
  const stoodThen = (entry: ReplacedEvent) =>
    entry.recorded <= known && known < entry.supersededDay;
  let next = 0;
  const visitReplaced = (before: number) => {
    for (let entry = replaced[next]; entry !== undefined; entry = replaced[next]) {
      if (entry.before > before) return;
      next += 1;
      if (stoodThen(entry)) visit(entry.day, entry.slot, entry.state);
    }
  };
  for (let index = 0; index < leaf.dayKeys.length; index += 1) {
    const day = leaf.dayKeys[index] ?? 0;
    const end = leaf.dayStarts[index + 1] ?? 0;
    for (let event = leaf.dayStarts[index] ?? 0; event < end; event += 1) {
      if (next < replaced.length) visitReplaced(event);
      if ((recorded[event] ?? 0) <= known) visit(day, slots[event] ?? 0, states[event] ?? 0);
    }
  }
  visitReplaced(Infinity);
}
