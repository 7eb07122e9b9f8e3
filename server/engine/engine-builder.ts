import { packClass, packState } from './codes.ts';
import { CommuneSets } from './commune-sets.ts';
import { Engine, DEFAULT_LEAF_POINTS, type EngineOptions } from './engine.ts';
import { GrowingColumn } from './growing-column.ts';
import { IdTable } from './id-table.ts';
import {
  eventColumns,
  flagColumns,
  makeLeaf,
  pointColumns,
  type EventColumns,
  type FlagColumns,
  type Leaf,
  type PointColumns,
} from './leaf.ts';
import { gridX, gridY, spreadBits } from './mercator.ts';
import {
  checkFlagEntry,
  checkHistoryEntry,
  checkPlace,
  OPEN_END,
  type FlagEntry,
  type HistoryEntry,
  type PointPlace,
  type PointRecord,
} from './point-record.ts';
import { allRows, stableOrder } from './stable-order.ts';

/** Digits of 15 bits: an id takes three of them, a grid position two for each half of its bits. */
const DIGITS = 1 << 15;
const DAYS = 1 << 16;

/**
 * Takes the rows of a load one by one, without an object for each, and lays them out at the end.
 * A point comes before its events and flags; the events of a point come in the order of their entry.
 */
export class EngineBuilder {
  readonly #options: EngineOptions;
  readonly #communeSets = new CommuneSets();
  readonly #rowOfId = new IdTable(true);
  readonly #points = {
    ids: new GrowingColumn((size) => new Int32Array(size)),
    xs: new GrowingColumn((size) => new Uint32Array(size)),
    ys: new GrowingColumn((size) => new Uint32Array(size)),
    classes: new GrowingColumn((size) => new Uint8Array(size)),
    communeSets: new GrowingColumn((size) => new Uint16Array(size)),
  };
  readonly #events = {
    points: new GrowingColumn((size) => new Uint32Array(size)),
    days: new GrowingColumn((size) => new Uint16Array(size)),
    states: new GrowingColumn((size) => new Uint8Array(size)),
    recorded: new GrowingColumn((size) => new Uint16Array(size)),
    supersededDays: new Map<number, number>(),
  };
  readonly #flags = {
    points: new GrowingColumn((size) => new Uint32Array(size)),
    bits: new GrowingColumn((size) => new Uint8Array(size)),
    from: new GrowingColumn((size) => new Uint16Array(size)),
    to: new GrowingColumn((size) => new Uint16Array(size)),
    recorded: new GrowingColumn((size) => new Uint16Array(size)),
    supersededDays: new Map<number, number>(),
  };

  constructor(options: EngineOptions = {}) {
    this.#options = options;
  }

  /** @throws {RangeError} when a number does not fit or the id came before. */
  addPoint(place: PointPlace): void {
    checkPlace(place);
    if (this.#rowOfId.get(place.id) >= 0) throw new RangeError(`point ${place.id} came twice`);
    this.#rowOfId.set(place.id, this.#points.ids.length);
    this.#points.ids.push(place.id);
    this.#points.xs.push(gridX(place.longitude));
    this.#points.ys.push(gridY(place.latitude));
    this.#points.classes.push(packClass(place.category, place.kind));
    this.#points.communeSets.push(this.#communeSets.numberOf(place.communeIds));
  }

  /** @throws {RangeError} when a number does not fit or the point did not come before. */
  addEvent(pointId: number, entry: Omit<HistoryEntry, 'seq'>): void {
    checkHistoryEntry(pointId, entry);
    const { points, days, states, recorded, supersededDays } = this.#events;
    if (entry.supersededDay != null) supersededDays.set(days.length, entry.supersededDay);
    points.push(this.#rowOf(pointId));
    days.push(entry.effectiveDay);
    states.push(packState(entry.status, entry.cycle));
    recorded.push(entry.recordedDay);
  }

  /** @throws {RangeError} when a number does not fit or the point did not come before. */
  addFlag(pointId: number, entry: FlagEntry): void {
    checkFlagEntry(pointId, entry);
    const { points, bits, from, to, recorded, supersededDays } = this.#flags;
    if (entry.supersededDay != null) supersededDays.set(bits.length, entry.supersededDay);
    points.push(this.#rowOf(pointId));
    bits.push(1 << entry.flag);
    from.push(entry.fromDay);
    to.push(entry.toDay ?? OPEN_END);
    recorded.push(entry.recordedDay);
  }

  /** Lays everything out. The builder is done with then. */
  finish(): Engine {
    const leafPoints = this.#options.leafPoints ?? DEFAULT_LEAF_POINTS;
    const order = this.#mortonOrder();
    const leafCount = Math.ceil(order.length / leafPoints);
    const placeOf = new Uint32Array(order.length);
    for (let place = 0; place < order.length; place += 1) placeOf[order[place] ?? 0] = place;
    const leafOf = (column: Uint32Array) => (row: number) =>
      Math.floor((placeOf[column[row] ?? 0] ?? 0) / leafPoints);

    const { days, points: eventPoints } = this.#events;
    const byDay = stableOrder(allRows(days.length), DAYS, (row) => days.values[row] ?? 0);
    const events = stableOrder(byDay.rows, leafCount, leafOf(eventPoints.values));
    const { from, points: flagPoints } = this.#flags;
    const byFirstDay = stableOrder(allRows(from.length), DAYS, (row) => from.values[row] ?? 0);
    const flags = stableOrder(byFirstDay.rows, leafCount, leafOf(flagPoints.values));

    const leafOfId = new IdTable(false);
    const leaves: Leaf[] = [];
    for (let key = 0; key < leafCount; key += 1) {
      const first = key * leafPoints;
      const points = this.#pointsOf(order.subarray(first, first + leafPoints));
      for (const id of points.ids) leafOfId.set(id, key);
      const slotOf = (row: number) => (placeOf[row] ?? 0) - first;
      const eventRows = events.rows.subarray(events.starts[key], events.starts[key + 1]);
      const flagRows = flags.rows.subarray(flags.starts[key], flags.starts[key + 1]);
      leaves.push(
        makeLeaf(key, points, this.#eventsOf(eventRows, slotOf), this.#flagsOf(flagRows, slotOf)),
      );
    }
    const contents = { leaves, leafOfId, communeSets: this.#communeSets, leafPoints };
    return new Engine(this.#options, contents);
  }

  #rowOf(pointId: number): number {
    const row = this.#rowOfId.get(pointId);
    if (row < 0) throw new RangeError(`point ${pointId} did not come before its history`);
    return row;
  }

  /** Rows by grid position, equal positions by id, digit by digit from the least significant. */
  #mortonOrder(): Uint32Array {
    const ids = this.#points.ids.values;
    const xs = this.#points.xs.values;
    const ys = this.#points.ys.values;
    const low = (row: number) => (spreadBits(ys[row] ?? 0) << 1) | spreadBits(xs[row] ?? 0);
    const high = (row: number) =>
      (spreadBits((ys[row] ?? 0) >>> 15) << 1) | spreadBits((xs[row] ?? 0) >>> 15);
    const digits = [
      (row: number) => (ids[row] ?? 0) & (DIGITS - 1),
      (row: number) => ((ids[row] ?? 0) >>> 15) & (DIGITS - 1),
      (row: number) => (ids[row] ?? 0) >>> 30,
      (row: number) => low(row) & (DIGITS - 1),
      (row: number) => low(row) >>> 15,
      (row: number) => high(row) & (DIGITS - 1),
      (row: number) => high(row) >>> 15,
    ];
    return digits.reduce(
      (rows, digit) => stableOrder(rows, DIGITS, digit).rows,
      allRows(this.#points.ids.length),
    );
  }

  #pointsOf(rows: Uint32Array): PointColumns {
    const { ids, xs, ys, classes, communeSets } = this.#points;
    const result = pointColumns(rows.length);
    for (let slot = 0; slot < rows.length; slot += 1) {
      const row = rows[slot] ?? 0;
      result.ids[slot] = ids.values[row] ?? 0;
      result.xs[slot] = xs.values[row] ?? 0;
      result.ys[slot] = ys.values[row] ?? 0;
      result.classes[slot] = classes.values[row] ?? 0;
      result.communeSets[slot] = communeSets.values[row] ?? 0;
    }
    return result;
  }

  #eventsOf(rows: Uint32Array, slotOf: (pointRow: number) => number): EventColumns {
    const { points, days, states, recorded, supersededDays } = this.#events;
    const isReplaced = (row: number) => supersededDays.size > 0 && supersededDays.has(row);
    const result = eventColumns(
      rows.length - rows.reduce((n, row) => n + Number(isReplaced(row)), 0),
    );
    let next = 0;
    for (const row of rows) {
      const slot = slotOf(points.values[row] ?? 0);
      const day = days.values[row] ?? 0;
      const state = states.values[row] ?? 0;
      const recordedDay = recorded.values[row] ?? 0;
      if (isReplaced(row)) {
        const supersededDay = supersededDays.get(row) ?? 0;
        result.replaced.push({
          before: next,
          day,
          slot,
          state,
          recorded: recordedDay,
          supersededDay,
        });
        continue;
      }
      result.days[next] = day;
      result.slots[next] = slot;
      result.states[next] = state;
      result.recorded[next] = recordedDay;
      next += 1;
    }
    return result;
  }

  #flagsOf(rows: Uint32Array, slotOf: (pointRow: number) => number): FlagColumns {
    const { points, bits, from, to, recorded, supersededDays } = this.#flags;
    const inForce = rows.filter((row) => !supersededDays.has(row));
    const result = flagColumns(inForce.length);
    for (const [next, row] of inForce.entries()) {
      result.from[next] = from.values[row] ?? 0;
      result.to[next] = to.values[row] ?? 0;
      result.slots[next] = slotOf(points.values[row] ?? 0);
      result.bits[next] = bits.values[row] ?? 0;
      result.recorded[next] = recorded.values[row] ?? 0;
    }
    for (const row of rows) {
      const supersededDay = supersededDays.get(row);
      if (supersededDay === undefined) continue;
      result.replaced.push({
        slot: slotOf(points.values[row] ?? 0),
        bit: bits.values[row] ?? 0,
        from: from.values[row] ?? 0,
        to: to.values[row] ?? 0,
        recorded: recorded.values[row] ?? 0,
        supersededDay,
      });
    }
    return result;
  }
}

/** An engine of ready records; a great load uses {@link EngineBuilder} itself. */
export function buildEngine(records: Iterable<PointRecord>, options: EngineOptions = {}): Engine {
  const builder = new EngineBuilder(options);
  for (const record of records) {
    builder.addPoint(record);
    for (const entry of record.history.toSorted((a, b) => a.seq - b.seq)) {
      builder.addEvent(record.id, entry);
    }
    for (const entry of record.flags ?? []) builder.addFlag(record.id, entry);
  }
  return builder.finish();
}
