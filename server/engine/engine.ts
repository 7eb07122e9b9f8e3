import { BlockVersions } from './block-versions.ts';
import { ABSENT, cycleOf, statusOf } from './codes.ts';
import { CommuneSets } from './commune-sets.ts';
import { walkEvents } from './event-walk.ts';
import { IdTable } from './id-table.ts';
import { applyChanges, type Change, type EngineContents } from './apply-changes.ts';
import { leafBytes, type Leaf } from './leaf.ts';
import { checkTile } from './mercator.ts';
import { LAST_DAY, type PointRecord } from './point-record.ts';
import { Snapshots, type DayStates } from './snapshots.ts';

export type EngineOptions = {
  /**
   * Version of the data as loaded. A version must not come to mean something else: give one beyond those of
   * the engine before.
   */
  version?: number;
  /** Points of a leaf after the load; an update costs in proportion to it. */
  leafPoints?: number;
  /** Memory for the states of past days, and how many days at most. */
  snapshotBytes?: number;
  snapshotDates?: number;
};

export const DEFAULT_LEAF_POINTS = 8192;
const DEFAULT_SNAPSHOT_BYTES = 6 * 2 ** 20;
const DEFAULT_SNAPSHOT_DATES = 512;

/** All points with their history in memory. Queries are functions of this folder that take it. */
export class Engine {
  readonly communeSets: CommuneSets;
  readonly #contents: EngineContents;
  readonly #blocks: BlockVersions;
  readonly #snapshots: Snapshots;
  #version: number;

  constructor(options: EngineOptions = {}, contents?: EngineContents) {
    this.#contents = contents ?? {
      leaves: [],
      leafOfId: new IdTable(false),
      communeSets: new CommuneSets(),
      leafPoints: options.leafPoints ?? DEFAULT_LEAF_POINTS,
    };
    this.communeSets = this.#contents.communeSets;
    this.#version = options.version ?? 1;
    this.#blocks = new BlockVersions(this.#version);
    this.#snapshots = new Snapshots(
      options.snapshotBytes ?? DEFAULT_SNAPSHOT_BYTES,
      options.snapshotDates ?? DEFAULT_SNAPSHOT_DATES,
    );
  }

  /** Leaves in Morton order. The array is replaced by an update, so that whoever holds it sees one moment. */
  get leaves(): readonly Leaf[] {
    return this.#contents.leaves;
  }

  /** Points of a leaf after the load. */
  get leafPoints(): number {
    return this.#contents.leafPoints;
  }

  get size(): number {
    return this.leaves.reduce((sum, leaf) => sum + leaf.size, 0);
  }

  /** Rises with every update. */
  get version(): number {
    return this.#version;
  }

  /**
   * Takes over what a commit changed: all of it or, when a record is refused, nothing.
   * Cheapest in batches: a leaf is rewritten once for all its changes.
   * @throws {RangeError} when a number of a record does not fit.
   */
  apply(changes: readonly Change[], version = this.#version + 1): void {
    const { touched, replaced } = applyChanges(this.#contents, changes);
    this.#version = Math.max(version, this.#version + 1);
    for (const { x, y } of touched) this.#blocks.touch(x, y, this.#version);
    for (const leaf of replaced) this.#snapshots.drop(leaf);
  }

  upsert(record: PointRecord): void {
    this.apply([{ upsert: record }]);
  }

  remove(id: number): void {
    this.apply([{ remove: id }]);
  }

  /**
   * Version of the latest change under a tile, for its ETag beside the filter's key.
   * @throws {RangeError} when there is no such tile.
   */
  tileVersion(z: number, x: number, y: number): number {
    checkTile(z, x, y);
    return this.#blocks.of(z, x, y);
  }

  /** Looks up the states of leaves on a day. */
  statesOn(asOf: number, knownAt: number | null): DayStates {
    return this.#snapshots.on(
      Math.max(-1, Math.min(asOf, LAST_DAY)),
      knownAt === null ? null : Math.max(-1, Math.min(knownAt, LAST_DAY)),
    );
  }

  /** Status, cycle and flag bits of a point on a day; null when the engine has no such point. */
  stateOf(
    id: number,
    asOf: number,
    knownAt: number | null = null,
  ): { status: number; cycle: number; flags: number } | null {
    const key = this.#contents.leafOfId.get(id);
    const leaf = key < 0 ? undefined : this.leaves.find((candidate) => candidate.key === key);
    if (leaf === undefined) return null;
    const slot = leaf.ids.indexOf(id);
    const { states, flags } = this.statesOn(asOf, knownAt).stateOf(leaf);
    const state = states[slot] ?? 0;
    return { status: statusOf(state), cycle: cycleOf(state), flags: flags[slot] ?? 0 };
  }

  /** The day from which on a point had the status of a day; null before its first event. */
  statusSince(id: number, asOf: number, knownAt: number | null): number | null {
    const key = this.#contents.leafOfId.get(id);
    const leaf = key < 0 ? undefined : this.leaves.find((candidate) => candidate.key === key);
    if (leaf === undefined) return null;
    const slot = leaf.ids.indexOf(id);
    let status = -1;
    let since: number | null = null;
    walkEvents(leaf, knownAt, (day, eventSlot, state) => {
      if (eventSlot !== slot || day > asOf) return;
      // A merge that was undone has not changed the status.
      if (statusOf(state) === status || statusOf(state) === ABSENT) return;
      status = statusOf(state);
      since = day;
    });
    return since;
  }

  /** Memory of the columns, tables and snapshots, in bytes. */
  get bytes(): { columns: number; ids: number; snapshots: number; versions: number } {
    return {
      columns: this.leaves.reduce((sum, leaf) => sum + leafBytes(leaf), 0),
      ids: this.#contents.leafOfId.bytes,
      snapshots: this.#snapshots.bytes,
      versions: this.#blocks.size * 32,
    };
  }
}
