import type { Actor } from '#server/contract/permission.ts';
import type { PointGroups } from '#server/contract/point-groups.ts';
import type { PointFilter, PointFlag, PointStatus } from '#server/contract/point.ts';
import type { PointOrder } from '#server/contract/point-order.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { Raster } from '#server/engine/cell-counts.ts';
import type { Entered } from '#server/engine/entered-points.ts';
import type { EventTally } from '#server/engine/event-tally.ts';
import type { IdBitset } from '#server/engine/point-ids.ts';
import type { Region } from '#server/engine/region.ts';

/** A filter with the ids of a text search instead of the text. */
export type EngineFilter = Omit<PointFilter, 'q'> & { ids?: IdBitset | undefined };

type EngineCounts = {
  total: number;
  status: Partial<Record<PointStatus, number>>;
  flag: Partial<Record<PointFlag, number>>;
};

/** `bytes` are gzipped. */
type EngineTile = { bytes: Uint8Array; etag: string };

/** The points in memory. Every command that writes points reports them with `refresh`. */
export type PointEngine = {
  /** When everything committed before was read from the database; null before the load. */
  readonly readAt: IsoInstant | null;
  /** Milliseconds for which commits of others may be missing; null before the load. */
  readonly age: number | null;
  /** Loads the engine at the start: from a valid copy and the changes since, or else from the database. */
  load(): Promise<void>;
  /** Reads the changes of other processes. */
  catchUp(): Promise<void>;
  /** Reads how far the database has written, in bytes of its log: everything committed before lies within. */
  position(): Promise<number>;
  /** Waits, for two seconds at most, until everything committed at a position of the database is in the engine. */
  reach(position: number): Promise<void>;
  /**
   * Reads these points again after a commit. Where points are read from a standby, waits until it has the commit, so
   * that whoever wrote sees it; for two seconds at most.
   */
  refresh(pointIds: readonly number[]): Promise<void>;
  /**
   * Reads these points again like {@link refresh}, without holding up whoever wrote them: who reads waits instead, see
   * {@link settled}. Where points are read from a standby the writer waits.
   */
  refreshSoon(pointIds: readonly number[]): Promise<void>;
  /** Waits until all is in the engine that {@link refreshSoon} was told of; undefined where nothing is to come. */
  settled(): Promise<void> | undefined;
  /** Reads everything anew: after a change of boundaries, which gives communes other codes. */
  reload(): Promise<void>;
  /**
   * Reads the points that the log of changes names, or everything where those are many or nothing was loaded yet: after a
   * commit of many points.
   */
  refreshLogged(): Promise<void>;
  /** Subscribes to changes that have reached the engine. @returns the function that unsubscribes */
  subscribe(listener: (changed: readonly number[] | 'all') => void): () => void;
  /** True when the point lies within the actor's reach. */
  reaches(actor: Actor, pointId: number): boolean;
  count(actor: Actor, filter: EngineFilter, region?: Region): EngineCounts;
  /** A page of the ids that match after `cursor`: recurring and suspected points first, then by id. */
  list(
    actor: Actor,
    filter: EngineFilter,
    page: Region & { cursor?: string | undefined; limit: number },
  ): { ids: number[]; next: string | null };
  /**
   * A page of the ids that match, sorted by a column; `next` names the number of points before the next page. Lets other
   * work in between.
   */
  sorted(
    actor: Actor,
    filter: EngineFilter,
    page: Region & { sort: PointOrder; cursor?: string | undefined; limit: number },
  ): Promise<{ ids: number[]; next: string | null }>;
  /** The ids of all points that match, in the order of `list`; lets other work in between. */
  all(actor: Actor, filter: EngineFilter, region?: Region): Promise<Int32Array>;
  /** Counts by category and by commune in force, the largest first. */
  groups(actor: Actor, filter: EngineFilter, region?: Region): PointGroups;
  /** Events of the points of the filter, by day; lets other work in between. */
  tally(actor: Actor, filter: EngineFilter, region?: Region): Promise<EventTally>;
  /** Points that match `now` and did not match `before`, the smallest ids named; lets other work in between. */
  entered(
    actor: Actor,
    given: { now: EngineFilter; before: EngineFilter; most: number },
  ): Promise<Entered>;
  /**
   * Counts the points of the filter in each cell of a raster; rows from the north, columns from the west. Lets other
   * work in between.
   */
  cells(actor: Actor, filter: EngineFilter, raster: Raster): Promise<Uint32Array>;
  /** First day of the status that the point had on the day of the filter. */
  statusSince(actor: Actor, pointId: number, filter: EngineFilter): IsoDate | null;
  /** State of one point on the day of the filter, as the map shows it. */
  stateOn(
    actor: Actor,
    pointId: number,
    filter: EngineFilter,
  ): { status: PointStatus; flags: PointFlag[]; cycle: number } | null;
  /**
   * Gives the ETag of a tile without building it, for readers who see the whole city; null for others. It counts the
   * changes around the tile, and would reveal changes that other readers may not see: their ETag is made from the tile
   * itself.
   */
  tileEtag(
    actor: Actor,
    tile: { z: number; x: number; y: number },
    filter: EngineFilter,
  ): string | null;
  /** Tests whether the tile is ready, so that nothing has to be built for it. */
  hasTile(actor: Actor, tile: { z: number; x: number; y: number }, filter: EngineFilter): boolean;
  /** The tile as of the call; changes while it is being compressed are not included. */
  tile(
    actor: Actor,
    tile: { z: number; x: number; y: number },
    filter: EngineFilter,
  ): Promise<EngineTile>;
};
