import { ByLeaf, type Places } from './by-leaf.ts';
import { GrowingColumn } from './growing-column.ts';
import { historyRows } from './history.ts';
import type { LeafHistory, ReplacedEvent } from './leaf.ts';
import { allRows, orderByValue } from './stable-order.ts';

type EventHistory = Pick<LeafHistory, 'events' | 'replaced'>;

/** The events of a load, in any order; those of one point and day are told apart by `seq`. */
export class LoadedEvents {
  readonly #points = new GrowingColumn((size) => new Uint32Array(size));
  readonly #days = new GrowingColumn((size) => new Uint16Array(size));
  readonly #recorded = new GrowingColumn((size) => new Uint16Array(size));
  readonly #states = new GrowingColumn((size) => new Uint8Array(size));
  readonly #seqs = new GrowingColumn((size) => new Uint16Array(size));
  readonly #supersededDays = new Map<number, number>();

  add(pointRow: number, day: number, recordedDay: number, state: number, seq: number): void {
    this.#points.push(pointRow);
    this.#days.push(day);
    this.#recorded.push(recordedDay);
    this.#states.push(state);
    this.#seqs.push(seq);
  }

  /** The event added next was replaced on that day. */
  supersedeNext(day: number): void {
    this.#supersededDays.set(this.#points.length, day);
  }

  *byLeaf(places: Places): Generator<void, (leaf: number) => EventHistory> {
    const dealt = new ByLeaf(places, this.#points.filled);
    yield;
    const days = dealt.halves(this.#days.filled);
    yield;
    const recorded = dealt.halves(this.#recorded.filled);
    yield;
    const states = dealt.bytes(this.#states.filled);
    yield;
    const seqs = dealt.halves(this.#seqs.filled);
    yield;
    const superseded = new Map(
      [...this.#supersededDays].map(([row, day]) => [dealt.target(row), day]),
    );
    return (leaf) => {
      const start = dealt.starts[leaf] ?? 0;
      const end = dealt.starts[leaf + 1] ?? 0;
      const columns = {
        days: days.subarray(start, end),
        slots: dealt.slots.subarray(start, end),
        values: states.subarray(start, end),
        recorded: recorded.subarray(start, end),
      };
      const entered = orderByValue(allRows(end - start), seqs.subarray(start, end));
      return ordered(columns, orderByValue(entered, columns.days), (row) =>
        superseded.size === 0 ? undefined : superseded.get(start + row),
      );
    };
  }
}

function ordered(
  columns: LeafHistory['events'],
  order: Uint32Array,
  supersededDayOf: (row: number) => number | undefined,
): EventHistory {
  const { days, slots, values, recorded } = columns;
  const replaced: ReplacedEvent[] = [];
  const inForce = order.filter((row) => supersededDayOf(row) === undefined);
  const events = historyRows(inForce.length);
  let next = 0;
  for (const row of order) {
    const day = days[row] ?? 0;
    const slot = slots[row] ?? 0;
    const state = values[row] ?? 0;
    const recordedDay = recorded[row] ?? 0;
    const supersededDay = supersededDayOf(row);
    if (supersededDay !== undefined) {
      replaced.push({ before: next, day, slot, state, recorded: recordedDay, supersededDay });
      continue;
    }
    events.days[next] = day;
    events.slots[next] = slot;
    events.values[next] = state;
    events.recorded[next] = recordedDay;
    next += 1;
  }
  return { events, replaced };
}
