import {
  LeafScatter,
  GrowingColumn,
  type SlotAssignment,
  identityOrder,
  sortByValue,
} from './bulk-columns.ts';
import { type HistoryRows, historyRows } from './history.ts';
import type { SupersededEvent } from './leaf.ts';

/** Rows of a leaf, and the superseded ones that are replayed between them. */
type RowHistory = { rows: HistoryRows; superseded: SupersededEvent[] };

/** The events (or checks) of a bulk load, in any order; `seq` orders those of one point and day. */
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

  /** Notes that the event added next was superseded on that day. */
  supersedeNext(day: number): void {
    this.#supersededDays.set(this.#points.length, day);
  }

  *byLeaf(assignment: SlotAssignment): Generator<void, (leaf: number) => RowHistory> {
    const scatter = new LeafScatter(assignment, this.#points.filled);
    yield;
    const days = scatter.scatter16(this.#days.filled);
    yield;
    const recorded = scatter.scatter16(this.#recorded.filled);
    yield;
    const states = scatter.scatter8(this.#states.filled);
    yield;
    const seqs = scatter.scatter16(this.#seqs.filled);
    yield;
    const supersededDays = new Map(
      [...this.#supersededDays].map(([row, day]) => [scatter.target(row), day]),
    );
    return (leaf) => {
      const start = scatter.starts[leaf] ?? 0;
      const end = scatter.starts[leaf + 1] ?? 0;
      const columns = {
        days: days.subarray(start, end),
        slots: scatter.slots.subarray(start, end),
        values: states.subarray(start, end),
        recorded: recorded.subarray(start, end),
      };
      const entered = sortByValue(identityOrder(end - start), seqs.subarray(start, end));
      const order = sortByValue(entered, columns.days);
      if (supersededDays.size === 0) return { rows: inOrder(columns, order), superseded: [] };
      return ordered(columns, order, (row) => supersededDays.get(start + row));
    };
  }
}

/** The rows one after the other, as nearly every load has them: millions of rows ask for a loop without calls. */
function inOrder({ days, slots, values, recorded }: HistoryRows, order: Uint32Array): HistoryRows {
  const rows = historyRows(order.length);
  for (let next = 0; next < order.length; next += 1) {
    const row = order[next] ?? 0;
    rows.days[next] = days[row] ?? 0;
    rows.slots[next] = slots[row] ?? 0;
    rows.values[next] = values[row] ?? 0;
    rows.recorded[next] = recorded[row] ?? 0;
  }
  return rows;
}

function ordered(
  columns: HistoryRows,
  order: Uint32Array,
  supersededDayOf: (row: number) => number | undefined,
): RowHistory {
  const { days, slots, values, recorded } = columns;
  const superseded: SupersededEvent[] = [];
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
      superseded.push({ before: next, day, slot, state, recorded: recordedDay, supersededDay });
      continue;
    }
    events.days[next] = day;
    events.slots[next] = slot;
    events.values[next] = state;
    events.recorded[next] = recordedDay;
    next += 1;
  }
  return { rows: events, superseded };
}
