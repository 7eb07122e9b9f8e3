import { historyRows, type HistoryRows } from './history.ts';
import type { ReplacedEvent } from './leaf.ts';

/** Marks the old slot of a point that is no longer there. */
export const REMOVED = 0xffff;

/** Rows in the order of their days, and the entries that stand aside before some of them. */
export type MergeSource = { rows: HistoryRows; replaced: readonly ReplacedEvent[] };

/**
 * The rows of the points that stay, under their new slots, with the fresh ones among them by day. Rows of
 * one point come from one source, so that their order stays.
 */
export function mergeHistory(
  old: MergeSource,
  newSlots: Uint16Array,
  fresh: MergeSource,
): { rows: HistoryRows; replaced: ReplacedEvent[] } {
  const result = new Merged(old.rows.days.length + fresh.rows.days.length);
  const stays = new Reader(old, newSlots, result);
  const comes = new Reader(fresh, null, result);
  for (;;) {
    const day = comes.nextDay();
    stays.copyBefore(day + 1);
    if (day === Infinity) break;
    comes.copyBefore(stays.nextDay());
  }
  return { rows: result.rows(), replaced: result.replaced };
}

class Merged {
  readonly columns: HistoryRows;
  readonly replaced: ReplacedEvent[] = [];
  length = 0;

  constructor(most: number) {
    this.columns = historyRows(most);
  }

  rows(): HistoryRows {
    const { days, slots, values, recorded } = this.columns;
    if (this.length === days.length) return this.columns;
    return {
      days: days.slice(0, this.length),
      slots: slots.slice(0, this.length),
      values: values.slice(0, this.length),
      recorded: recorded.slice(0, this.length),
    };
  }
}

class Reader {
  readonly #source: MergeSource;
  readonly #newSlots: Uint16Array | null;
  readonly #to: Merged;
  #row = 0;
  #entry = 0;

  constructor(source: MergeSource, newSlots: Uint16Array | null, to: Merged) {
    this.#source = source;
    this.#newSlots = newSlots;
    this.#to = to;
  }

  /** Day of what comes next; Infinity at the end. */
  nextDay(): number {
    const entry = this.#source.replaced[this.#entry];
    if (entry !== undefined && entry.before <= this.#row) return entry.day;
    return this.#source.rows.days[this.#row] ?? Infinity;
  }

  /** Copies all that lies before a day. */
  copyBefore(day: number): void {
    const { rows, replaced } = this.#source;
    for (;;) {
      const entry = replaced[this.#entry];
      const stop = Math.min(rows.days.length, entry?.before ?? Infinity);
      this.#copyRows(stop, day);
      if (entry === undefined || this.#row < entry.before || entry.day >= day) return;
      this.#copyEntry(entry);
      this.#entry += 1;
    }
  }

  #copyRows(stop: number, day: number): void {
    const { days, slots, values, recorded } = this.#source.rows;
    const newSlots = this.#newSlots;
    const to = this.#to.columns;
    let next = this.#to.length;
    let row = this.#row;
    for (; row < stop && (days[row] ?? 0) < day; row += 1) {
      const old = slots[row] ?? 0;
      const slot = newSlots === null ? old : (newSlots[old] ?? REMOVED);
      if (slot === REMOVED) continue;
      to.days[next] = days[row] ?? 0;
      to.slots[next] = slot;
      to.values[next] = values[row] ?? 0;
      to.recorded[next] = recorded[row] ?? 0;
      next += 1;
    }
    this.#row = row;
    this.#to.length = next;
  }

  #copyEntry(entry: ReplacedEvent): void {
    const slot = this.#newSlots === null ? entry.slot : (this.#newSlots[entry.slot] ?? REMOVED);
    if (slot === REMOVED) return;
    this.#to.replaced.push({ ...entry, slot, before: this.#to.length });
  }
}
