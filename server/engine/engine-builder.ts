import { GrowingColumn, type SlotAssignment, identityOrder, sortByDigit } from './bulk-columns.ts';
import { packClass, packState } from './codes.ts';
import { CommuneSets } from './commune-sets.ts';
import { DEFAULT_LEAF_POINTS, Engine, type EngineOptions } from './engine.ts';
import { type FlagBlock, LoadedFlags } from './flags.ts';
import { gridX, gridY, spreadBits } from './grid-positions.ts';
import {
  type Leaf,
  type PackedHistory,
  type PointColumns,
  leafOfPoints,
  packChecks,
  packEvents,
  packFlags,
  pointColumns,
} from './leaf.ts';
import { type EventBlock, LoadedEvents } from './loaded-events.ts';
import { IdTable } from './point-ids.ts';
import {
  type CheckEntry,
  type FlagEntry,
  type HistoryEntry,
  OPEN_END,
  type PointPlace,
  type PointRecord,
  checkEntryDays,
  checkFlagEntry,
  checkHistoryEntry,
  checkPlace,
} from './point-record.ts';

/** A leaf without its events and checks. */
type PartOfLeaf = Omit<Leaf, Exclude<keyof PackedHistory, 'flags' | 'overflowFlags'>>;

/**
 * Bulk load: collects rows in columns, without an object for each, and builds the leaves at the end.
 * A point must be added before its events and flags; blocks of these may come before it.
 */
export class EngineBuilder {
  readonly #options: EngineOptions;
  readonly #leafPoints: number;
  readonly #communeSets = new CommuneSets();
  /** 0 for each point that came. */
  readonly #came = new IdTable(false);
  readonly #points = new LoadedPoints();
  readonly #events = new LoadedEvents();
  readonly #flags = new LoadedFlags();
  readonly #checks = new LoadedEvents();
  #assignment: SlotAssignment | null = null;
  readonly #leafOfId = new IdTable(false);
  /** By leaf, once all points and flags were added. */
  #parts: PartOfLeaf[] | null = null;

  constructor(options: EngineOptions = {}) {
    this.#options = options;
    this.#leafPoints = options.leafPoints ?? DEFAULT_LEAF_POINTS;
  }

  /** @throws {RangeError} when a number does not fit or the id came before. */
  addPoint(place: PointPlace): void {
    checkPlace(place);
    if (this.#came.get(place.id) === 0) throw new RangeError(`point ${place.id} came twice`);
    this.#came.set(place.id, 0);
    const communeSet = this.#communeSets.numberOf(place.communeIds);
    const pointClass = packClass(place.category, place.kind);
    this.#points.add(place.id, place.longitude, place.latitude, pointClass, communeSet);
  }

  /**
   * Adds an event; the events of a point are added in the order of their entry.
   * @throws {RangeError} when a number does not fit or the point did not come before.
   */
  addEvent(pointId: number, entry: Omit<HistoryEntry, 'seq'>): void {
    checkHistoryEntry(pointId, entry);
    const state = packState(entry.status, entry.cycle);
    if (entry.supersededDay != null) this.#events.supersedeNext(entry.supersededDay);
    this.#refuseUnknown(pointId);
    this.#events.add(pointId, entry.effectiveDay, entry.recordedDay, state);
  }

  /**
   * Adds events without checking their numbers, in any order and also before their points; an event of a point that
   * never comes is refused at the end.
   */
  addEvents(block: EventBlock): void {
    this.#events.addBlock(block);
  }

  /** @throws {RangeError} when a number does not fit or the point did not come before. */
  addFlag(pointId: number, entry: FlagEntry): void {
    checkFlagEntry(pointId, entry);
    const { flag, fromDay, toDay, recordedDay } = entry;
    if (entry.supersededDay != null) this.#flags.supersedeNext(entry.supersededDay);
    this.#refuseUnknown(pointId);
    this.#flags.add(pointId, 1 << flag, fromDay, toDay ?? OPEN_END, recordedDay);
  }

  /** Adds flag intervals like {@link addEvents}. */
  addFlags(block: FlagBlock): void {
    this.#flags.addBlock(block);
  }

  /** @throws {RangeError} when a day does not fit or the point did not come before. */
  addCheck(pointId: number, entry: CheckEntry): void {
    checkEntryDays(pointId, entry);
    if (entry.supersededDay != null) this.#checks.supersedeNext(entry.supersededDay);
    this.#refuseUnknown(pointId);
    this.#checks.add(pointId, entry.effectiveDay, entry.recordedDay, 0);
  }

  /** Adds checks like {@link addEvents}; their states are 0. */
  addChecks(block: EventBlock): void {
    this.#checks.addBlock(block);
  }

  /** Builds the engine. The builder cannot be used afterwards. */
  finish(): Engine {
    const work = this.finishInSteps();
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
  }

  /**
   * Does the part of {@link finishInSteps} for which all points and flags must have been added, while events may still
   * come.
   */
  *prepareInSteps(): Generator<void, PartOfLeaf[]> {
    if (this.#parts !== null) return this.#parts;
    const assignment = yield* this.#place();
    const flagsOf = yield* this.#flags.byLeaf(assignment);
    const parts: PartOfLeaf[] = [];
    for (let key = 0; key < assignment.leafCount; key += 1) {
      const points = this.#points.ofLeaf(key, this.#leafPoints);
      for (const id of points.ids) this.#leafOfId.set(id, key);
      const flags = packFlags(points.ids.length, flagsOf(key));
      parts.push({ ...leafOfPoints(key, points), ...flags });
      yield;
    }
    this.#parts = parts;
    return parts;
  }

  /**
   * Builds like {@link finish} and yields after every few milliseconds of work, so that other work gets its turn.
   * @throws {RangeError} when a flag or an event is of a point that did not come.
   */
  *finishInSteps(): Generator<void, Engine> {
    const parts = yield* this.prepareInSteps();
    const assignment = yield* this.#place();
    const eventsOf = yield* this.#events.byLeaf(assignment);
    const checksOf = yield* this.#checks.byLeaf(assignment);
    const leaves: Leaf[] = [];
    for (const part of parts) {
      const { rows: events, superseded } = eventsOf(part.key);
      const { rows: checks, superseded: supersededChecks } = checksOf(part.key);
      leaves.push({
        ...part,
        ...packEvents(part.size, { events, superseded }),
        ...packChecks(part.size, { checks, supersededChecks }),
      });
      yield;
    }
    return new Engine(this.#options, {
      leaves,
      leafOfId: this.#leafOfId,
      communeSets: this.#communeSets,
      leafPoints: this.#leafPoints,
    });
  }

  /** Gives the points their leaves and slots, once. */
  *#place(): Generator<void, SlotAssignment> {
    return (this.#assignment ??= yield* this.#points.inOrder(this.#leafPoints));
  }

  #refuseUnknown(pointId: number): void {
    if (this.#came.get(pointId) === 0) return;
    throw new RangeError(`point ${pointId} did not come before its history`);
  }
}

/** Builds an engine from records; a large load uses {@link EngineBuilder} itself. */
export function buildEngine(records: Iterable<PointRecord>, options: EngineOptions = {}): Engine {
  const builder = new EngineBuilder(options);
  for (const record of records) {
    builder.addPoint(record);
    for (const entry of record.history.toSorted((a, b) => a.seq - b.seq)) {
      builder.addEvent(record.id, entry);
    }
    for (const entry of record.flags ?? []) builder.addFlag(record.id, entry);
    for (const entry of record.checks ?? []) builder.addCheck(record.id, entry);
  }
  return builder.finish();
}

/** Bits of a radix-sort digit: an id takes three digits, a Morton code (two halves of 30 bits) four. */
const DIGIT_BITS = 15;
/** Below this number of points counting each value of such a digit takes longer than more passes over fewer values. */
const FEW_POINTS = 4_000;
const DIGIT_BITS_OF_FEW = 8;

/** The points of a bulk load, sorted into Morton order. */
class LoadedPoints {
  readonly #ids = new GrowingColumn((size) => new Int32Array(size));
  readonly #xs = new GrowingColumn((size) => new Uint32Array(size));
  readonly #ys = new GrowingColumn((size) => new Uint32Array(size));
  readonly #classes = new GrowingColumn((size) => new Uint8Array(size));
  readonly #communeSets = new GrowingColumn((size) => new Uint16Array(size));
  #order: Uint32Array = new Uint32Array(0);

  get length(): number {
    return this.#ids.length;
  }

  add(
    id: number,
    longitude: number,
    latitude: number,
    pointClass: number,
    communeSet: number,
  ): void {
    this.#ids.push(id);
    this.#xs.push(gridX(longitude));
    this.#ys.push(gridY(latitude));
    this.#classes.push(pointClass);
    this.#communeSets.push(communeSet);
  }

  /** Sorts by grid position, equal positions by id: a radix sort from the least significant digit. */
  *inOrder(leafPoints: number): Generator<void, SlotAssignment> {
    const { length, values: ids } = this.#ids;
    const low = new Uint32Array(length);
    const high = new Uint32Array(length);
    for (let row = 0; row < length; row += 1) {
      const x = this.#xs.values[row] ?? 0;
      const y = this.#ys.values[row] ?? 0;
      low[row] = (spreadBits(y) << 1) | spreadBits(x);
      high[row] = (spreadBits(y >>> DIGIT_BITS) << 1) | spreadBits(x >>> DIGIT_BITS);
    }
    yield;
    let order = identityOrder(length);
    const bits = length < FEW_POINTS ? DIGIT_BITS_OF_FEW : DIGIT_BITS;
    for (const values of [ids, low, high]) {
      for (let shift = 0; shift < 32; shift += bits) {
        order = sortByDigit(order, { values, shift, bits });
        yield;
      }
    }
    this.#order = order;
    const leafCount = Math.ceil(length / leafPoints);
    const placeOfRow = new Uint32Array(length);
    for (let rank = 0; rank < length; rank += 1) {
      const leaf = Math.floor(rank / leafPoints);
      placeOfRow[order[rank] ?? 0] = (leaf << 16) | (rank - leaf * leafPoints);
    }
    yield;
    const placeOfId = new IdTable(true);
    for (let row = 0; row < length; row += 1) placeOfId.set(ids[row] ?? 0, placeOfRow[row] ?? 0);
    yield;
    return { leafCount, placeOfId };
  }

  ofLeaf(key: number, leafPoints: number): PointColumns {
    const rows = this.#order.subarray(key * leafPoints, (key + 1) * leafPoints);
    const result = pointColumns(rows.length);
    for (let slot = 0; slot < rows.length; slot += 1) {
      const row = rows[slot] ?? 0;
      result.ids[slot] = this.#ids.values[row] ?? 0;
      result.xs[slot] = this.#xs.values[row] ?? 0;
      result.ys[slot] = this.#ys.values[row] ?? 0;
      result.classes[slot] = this.#classes.values[row] ?? 0;
      result.communeSets[slot] = this.#communeSets.values[row] ?? 0;
    }
    return result;
  }
}
