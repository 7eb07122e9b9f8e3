import { type Change, type EngineContents, applyChanges } from './apply-changes.ts';
import { cycleOf, statusOf } from './codes.ts';
import { CommuneSets } from './commune-sets.ts';
import { checkTile } from './grid-positions.ts';
import type { Period } from './happened.ts';
import { type Leaf, leafBytes } from './leaf.ts';
import { IdTable } from './point-ids.ts';
import { LAST_DAY, type PointRecord } from './point-record.ts';
import { type DaySnapshot, SnapshotCache } from './snapshots.ts';
import { NO_DAY, statusDays } from './status-days.ts';

export type EngineOptions = {
  /**
   * Version of the data as loaded. Versions stand in ETags and must never name two states of the data: give one
   * greater than those of the engine before.
   */
  version?: number;
  /** Points of a leaf after the load; the cost of an update grows in proportion. */
  leafPoints?: number;
  /** Limits of the snapshot cache: bytes, and number of days. */
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
  readonly #snapshots: SnapshotCache;
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
    this.#snapshots = new SnapshotCache(
      options.snapshotBytes ?? DEFAULT_SNAPSHOT_BYTES,
      options.snapshotDates ?? DEFAULT_SNAPSHOT_DATES,
    );
  }

  /** Leaves in Morton order. An update replaces the array, so that a holder keeps a consistent view. */
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
   * Applies the changes of a commit: all of them or, when a record is refused, none.
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
  statesOn(asOf: number, knownAt: number | null): DaySnapshot {
    return this.#snapshots.on(
      Math.max(-1, Math.min(asOf, LAST_DAY)),
      knownAt === null ? null : Math.max(-1, Math.min(knownAt, LAST_DAY)),
    );
  }

  /** Looks up the points to which something happened in a period: by slot of a leaf, 0 where nothing did. */
  happenedDuring(period: Period, knownAt: number | null): (leaf: Leaf) => Uint8Array {
    return this.#snapshots.during(
      {
        kinds: period.kinds,
        from: Math.max(0, Math.min(period.from, LAST_DAY)),
        to: Math.max(-1, Math.min(period.to, LAST_DAY)),
      },
      knownAt === null ? null : Math.max(-1, Math.min(knownAt, LAST_DAY)),
    );
  }

  /** Status, cycle and flag bits of a point on a day; null when the engine has no such point. */
  stateOf(
    id: number,
    asOf: number,
    knownAt: number | null = null,
  ): { status: number; cycle: number; flags: number } | null {
    const leaf = this.#leafOf(id);
    if (leaf === undefined) return null;
    const slot = leaf.ids.indexOf(id);
    const { states, flags } = this.statesOn(asOf, knownAt).stateOf(leaf);
    const state = states[slot] ?? 0;
    return { status: statusOf(state), cycle: cycleOf(state), flags: flags[slot] ?? 0 };
  }

  /** First day of the status that a point had on the day `asOf`; null before its first event. */
  statusSince(id: number, asOf: number, knownAt: number | null): number | null {
    const leaf = this.#leafOf(id);
    if (leaf === undefined) return null;
    const day = statusDays(leaf, asOf, knownAt)[leaf.ids.indexOf(id)];
    return day === undefined || day === NO_DAY ? null : day;
  }

  /** Numbers of the communes that a point touches; none when the engine has no such point. */
  communesOf(id: number): readonly number[] {
    const leaf = this.#leafOf(id);
    if (leaf === undefined) return [];
    const code = leaf.communeCodes[leaf.ids.indexOf(id)] ?? 0;
    return this.communeSets.at(leaf.communeDictionary[code] ?? 0);
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

  #leafOf(id: number): Leaf | undefined {
    const key = this.#contents.leafOfId.get(id);
    return key < 0 ? undefined : this.leaves.find((leaf) => leaf.key === key);
  }
}

/** Zoom of the blocks that versions are kept for; a block is about 10 km wide. */
const BLOCK_ZOOM = 12;

/**
 * Version of the latest change under each tile, down to the blocks of zoom 12, so that changes elsewhere leave the
 * ETag of a tile valid. A tile without an entry has not changed since the load.
 */
class BlockVersions {
  readonly #versions = new Map<number, number>();
  #initial: number;

  constructor(initial: number) {
    this.#initial = initial;
  }

  /** Notes a change at a grid position. */
  touch(x: number, y: number, version: number): void {
    for (let z = 0; z <= BLOCK_ZOOM; z += 1) {
      this.#versions.set(keyOf(z, x >>> (30 - z), y >>> (30 - z)), version);
    }
  }

  /** Version of the tile; deeper tiles share that of their block. */
  of(z: number, x: number, y: number): number {
    const below = Math.max(0, z - BLOCK_ZOOM);
    return this.#versions.get(keyOf(z - below, x >>> below, y >>> below)) ?? this.#initial;
  }

  get size(): number {
    return this.#versions.size;
  }
}

function keyOf(z: number, x: number, y: number): number {
  return (z * 2 ** BLOCK_ZOOM + x) * 2 ** BLOCK_ZOOM + y;
}
