import { packClass, packState } from './codes.ts';
import { CommuneSets } from './commune-sets.ts';
import { Engine, DEFAULT_LEAF_POINTS, type EngineOptions } from './engine.ts';
import { LoadedEvents } from './loaded-events.ts';
import { LoadedFlags } from './loaded-flags.ts';
import { LoadedPoints } from './loaded-points.ts';
import { IdTable } from './id-table.ts';
import { makeLeaf, type Leaf } from './leaf.ts';
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

/**
 * Takes the rows of a load one by one, without an object for each, and lays them out at the end.
 * A point comes before its events and flags.
 */
export class EngineBuilder {
  readonly #options: EngineOptions;
  readonly #communeSets = new CommuneSets();
  readonly #rowOfId = new IdTable(true);
  readonly #points = new LoadedPoints();
  readonly #events = new LoadedEvents();
  readonly #flags = new LoadedFlags();

  constructor(options: EngineOptions = {}) {
    this.#options = options;
  }

  /** @throws {RangeError} when a number does not fit or the id came before. */
  addPoint(place: PointPlace): void {
    checkPlace(place);
    if (this.#rowOfId.get(place.id) >= 0) throw new RangeError(`point ${place.id} came twice`);
    this.#rowOfId.set(place.id, this.#points.length);
    const communeSet = this.#communeSets.numberOf(place.communeIds);
    const pointClass = packClass(place.category, place.kind);
    this.#points.add(place.id, place.longitude, place.latitude, pointClass, communeSet);
  }

  /**
   * The events of a point come in the order of their entry.
   * @throws {RangeError} when a number does not fit or the point did not come before.
   */
  addEvent(pointId: number, entry: Omit<HistoryEntry, 'seq'>): void {
    checkHistoryEntry(pointId, entry);
    const state = packState(entry.status, entry.cycle);
    if (entry.supersededDay != null) this.#events.supersedeNext(entry.supersededDay);
    this.#events.add(this.#rowOf(pointId), entry.effectiveDay, entry.recordedDay, state, 0);
  }

  /**
   * The same for numbers that are known to fit, in any order: `seq` (up to 65,535) is that of entry.
   * @throws {RangeError} when the point did not come before.
   */
  addEventRow(pointId: number, day: number, recordedDay: number, state: number, seq: number): void {
    this.#events.add(this.#rowOf(pointId), day, recordedDay, state, seq);
  }

  /** @throws {RangeError} when a number does not fit or the point did not come before. */
  addFlag(pointId: number, entry: FlagEntry): void {
    checkFlagEntry(pointId, entry);
    if (entry.supersededDay != null) this.#flags.supersedeNext(entry.supersededDay);
    this.addFlagRow(
      pointId,
      1 << entry.flag,
      entry.fromDay,
      entry.toDay ?? OPEN_END,
      entry.recordedDay,
    );
  }

  /**
   * The same for numbers that are known to fit.
   * @throws {RangeError} when the point did not come before.
   */
  addFlagRow(pointId: number, bit: number, from: number, to: number, recordedDay: number): void {
    this.#flags.add(this.#rowOf(pointId), bit, from, to, recordedDay);
  }

  /** Lays everything out. The builder is done with then. */
  finish(): Engine {
    const work = this.finishInSteps();
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
  }

  /** The same, with a pause after every few milliseconds of work for what else waits. */
  *finishInSteps(): Generator<void, Engine> {
    const leafPoints = this.#options.leafPoints ?? DEFAULT_LEAF_POINTS;
    const places = yield* this.#points.inOrder(leafPoints);
    const eventsOf = yield* this.#events.byLeaf(places);
    const flagsOf = yield* this.#flags.byLeaf(places);
    const leafOfId = new IdTable(false);
    const leaves: Leaf[] = [];
    for (let key = 0; key < places.leafCount; key += 1) {
      const points = this.#points.ofLeaf(key, leafPoints);
      for (const id of points.ids) leafOfId.set(id, key);
      leaves.push(makeLeaf(key, points, { ...eventsOf(key), ...flagsOf(key) }));
      yield;
    }
    const contents = { leaves, leafOfId, communeSets: this.#communeSets, leafPoints };
    return new Engine(this.#options, contents);
  }

  #rowOf(pointId: number): number {
    const row = this.#rowOfId.get(pointId);
    if (row < 0) throw new RangeError(`point ${pointId} did not come before its history`);
    return row;
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
