import {
  LeafScatter,
  GrowingColumn,
  type SlotAssignment,
  move16,
  move8,
  orderBy,
} from './bulk-columns.ts';
import { type HistoryRows, historyRows } from './history.ts';
import type { SupersededEvent } from './leaf.ts';

/** Rows of a leaf, and the superseded ones that are replayed between them. */
type RowHistory = { rows: HistoryRows; superseded: SupersededEvent[] };

/** Events as they came, a row at each index; `seqs` order those of one point and day. */
export type EventBlock = {
  /** Ids. */
  points: Uint32Array;
  days: Uint16Array;
  recorded: Uint16Array;
  states: Uint8Array;
  seqs: Uint16Array;
};

/** The events (or checks) of a bulk load, in any order. */
export class LoadedEvents {
  readonly #blocks: EventBlock[] = [];
  /** Events that came one by one. */
  readonly #single = {
    points: new GrowingColumn((size) => new Uint32Array(size)),
    days: new GrowingColumn((size) => new Uint16Array(size)),
    recorded: new GrowingColumn((size) => new Uint16Array(size)),
    states: new GrowingColumn((size) => new Uint8Array(size)),
  };
  /** By the row among them. */
  readonly #supersededDays = new Map<number, number>();

  addBlock(block: EventBlock): void {
    this.#blocks.push(block);
  }

  /** Adds one event; those of a point are added in the order of their entry. */
  add(pointId: number, day: number, recordedDay: number, state: number): void {
    this.#single.points.push(pointId);
    this.#single.days.push(day);
    this.#single.recorded.push(recordedDay);
    this.#single.states.push(state);
  }

  /** Notes that the event added next was superseded on that day. */
  supersedeNext(day: number): void {
    this.#supersededDays.set(this.#single.points.length, day);
  }

  *byLeaf(assignment: SlotAssignment): Generator<void, (leaf: number) => RowHistory> {
    const blocks = [this.#singleBlock(), ...this.#blocks];
    const scatter = new LeafScatter(assignment, blocks);
    yield;
    const count = scatter.slots.length;
    const moved = { ...historyRows(count), slots: scatter.slots };
    const seqs = new Uint16Array(count);
    const supersededDays = new Map<number, number>();
    for (const [index, block] of blocks.entries()) {
      const targets = scatter.place(block.points);
      move16(block.days, targets, moved.days);
      move16(block.recorded, targets, moved.recorded);
      move8(block.states, targets, moved.values);
      move16(block.seqs, targets, seqs);
      if (index === 0) {
        for (const [row, day] of this.#supersededDays) supersededDays.set(targets[row] ?? 0, day);
      }
      yield;
    }
    this.#blocks.length = 0;
    return (leaf) => {
      const start = scatter.starts[leaf] ?? 0;
      const end = scatter.starts[leaf + 1] ?? 0;
      const columns = {
        days: moved.days.subarray(start, end),
        slots: moved.slots.subarray(start, end),
        values: moved.values.subarray(start, end),
        recorded: moved.recorded.subarray(start, end),
      };
      const order = orderBy([seqs.subarray(start, end), columns.days]);
      if (supersededDays.size === 0) return { rows: inOrder(columns, order), superseded: [] };
      return ordered(columns, order, (row) => supersededDays.get(start + row));
    };
  }

  #singleBlock(): EventBlock {
    const { points, days, recorded, states } = this.#single;
    return {
      points: points.filled,
      days: days.filled,
      recorded: recorded.filled,
      states: states.filled,
      seqs: new Uint16Array(points.length),
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
