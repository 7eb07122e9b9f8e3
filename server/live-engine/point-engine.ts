import type { Actor } from '#server/contract/permission.ts';
import type { PointFilter, PointFlag, PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { EventTally } from '#server/engine/event-tally.ts';
import type { Region } from '#server/engine/match.ts';

/** The filter as the engine takes it: ids of a text search instead of the text. */
export type EngineFilter = Omit<PointFilter, 'q'> & { ids?: readonly number[] | undefined };

export type EngineCounts = {
  total: number;
  status: Partial<Record<PointStatus, number>>;
  flag: Partial<Record<PointFlag, number>>;
};

/** `bytes` are gzipped. */
export type EngineTile = { bytes: Uint8Array; etag: string };

/** The points in memory, kept in step with the database by those who write. */
export type PointEngine = {
  /** Fills the engine at the start: from the kept copy and what has changed since, where there is one that fits. */
  load(): Promise<void>;
  /** Reads again what other processes have changed. */
  catchUp(): Promise<void>;
  /** Reads these points again after a commit. */
  refresh(pointIds: readonly number[]): Promise<void>;
  /** Reads everything again: after an import or a change of boundaries. */
  reload(): Promise<void>;
  /** Hears of every change that has reached the engine; gives back how to stop. */
  subscribe(listener: (changed: readonly number[] | 'all') => void): () => void;
  /** Whether the point lies within the actor's reach. */
  reaches(actor: Actor, pointId: number): boolean;
  count(actor: Actor, filter: EngineFilter, region?: Region): EngineCounts;
  /** Ids that match, where activity came back or may have first, then by id; from after `cursor` on. */
  list(
    actor: Actor,
    filter: EngineFilter,
    page: Region & { cursor?: string | undefined; limit: number },
  ): { ids: number[]; next: string | null };
  /** What happened to the points of the filter, day by day; lets others in between. */
  tally(actor: Actor, filter: EngineFilter): Promise<EventTally>;
  /** Since when the point had the status that it had on the day of the filter. */
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
  /** The tile as it is at the call, whatever changes while it is zipped. */
  tile(
    actor: Actor,
    tile: { z: number; x: number; y: number },
    filter: EngineFilter,
  ): Promise<EngineTile>;
};
