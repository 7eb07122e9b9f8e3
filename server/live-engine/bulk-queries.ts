import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Reads whole tables as arrays of packed numbers in PostgreSQL's binary form, some tens of thousands of rows at a
 * time: neither side then allocates anything per row, which is where the time goes with millions of rows. Unlike COPY
 * these are ordinary statements, which the embedded database supports too.
 */

/** Blocks of a table: `from` inclusive, `to` exclusive. */
export type BlockRange = { from: number; to: number };

export const BULK_TABLES = ['point_commune', 'point', 'event', 'point_flag'] as const;
type BulkTable = (typeof BULK_TABLES)[number];

/** Number of blocks of each table. */
export async function readExtent(sql: TransactionSql): Promise<Record<BulkTable, number>> {
  const rows = await sql<{ name: BulkTable; blocks: number }[]>`
    select
      name, pg_relation_size(name::regclass) / current_setting('block_size')::integer as blocks
    from unnest(${[...BULK_TABLES]}::text[]) as name`;
  const blocks = { point_commune: 0, point: 0, event: 0, point_flag: 0 };
  for (const row of rows) blocks[row.name] = row.blocks;
  return blocks;
}

/** Exports the snapshot of this transaction, for other connections to read the same state. */
export async function exportSnapshot(sql: TransactionSql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select pg_export_snapshot() as name`;
  return row?.name ?? '';
}

/** Adopts an exported snapshot. It must be the first statement of its transaction. */
export async function useSnapshot(sql: TransactionSql, name: string): Promise<void> {
  // A command that takes no parameters; the name is PostgreSQL's own.
  if (!/^[0-9A-F-]+$/i.test(name)) throw new Error('PostgreSQL gave a snapshot an odd name');
  await sql.unsafe(`set transaction snapshot '${name}'`);
}

function blocksOf(sql: TransactionSql, table: BulkTable, { from, to }: BlockRange) {
  const ctid = sql(`${table}.ctid`);
  return sql`${ctid} >= ${`(${from},0)`}::tid and ${ctid} < ${`(${to},0)`}::tid`;
}

const NOTHING = new Uint8Array();

/** Parses a small number from a column that the driver returns as raw bytes. */
function numberOf(text: Uint8Array | undefined): number {
  return Number(Buffer.from(text ?? NOTHING).toString());
}

/** `packed` holds the point's id over the commune's. */
export type CommuneBlock = { lead: boolean; packed: Uint8Array };

export async function readCommuneBlock(
  sql: TransactionSql,
  range: BlockRange,
): Promise<CommuneBlock[]> {
  const rows = await sql`
    select lead::integer, array_send(array_agg((point_id::int8 << 32) | commune_id)) as packed
    from point_commune
    where ${blocksOf(sql, 'point_commune', range)}
    group by lead`.raw();
  return rows.map(([lead, packed = NOTHING]) => ({ lead: numberOf(lead) === 1, packed }));
}

/** `packed` holds the id over the category's number and the kind (1: public area). */
export type PlaceBlock = { packed: Uint8Array; longitudes: Uint8Array; latitudes: Uint8Array };

export async function readPlaceBlock(
  sql: TransactionSql,
  range: BlockRange,
): Promise<PlaceBlock[]> {
  const rows = await sql`
    select
      array_send(
        array_agg(
          (point.id::int8 << 32) | (category.number * 2) | (point.kind = 'public_area')::integer
        )
      ) as packed,
      array_send(array_agg(st_x(point.anchor))) as longitudes,
      array_send(array_agg(st_y(point.anchor))) as latitudes
    from point
    join category on category.code = point.category
    where ${blocksOf(sql, 'point', range)}
    having count(*) > 0`.raw();
  return rows.map(([packed = NOTHING, longitudes = NOTHING, latitudes = NOTHING]) => ({
    packed,
    longitudes,
    latitudes,
  }));
}

/**
 * `packed` holds the point's id over the effective day (16 bits) and the place among the point's events
 * (16 bits); `recorded` the second of the entry over the cycle (8 bits).
 */
export type MoveBlock = { status: number; packed: Uint8Array; recorded: Uint8Array };

/**
 * Reads the events that changed the status of points. A merged point counts as absent (status 7) until the merge
 * is undone.
 */
export async function readMoveBlock(sql: TransactionSql, range: BlockRange): Promise<MoveBlock[]> {
  const rows = await sql`
    select
      case
        when kind = 'merged' then 7
        else array_position(${[...POINT_STATUSES]}::text[], status_after) - 1
      end as status,
      packed, recorded
    from (
      select
        case when kind = 'merged' then kind end as kind, status_after,
        array_send(
          array_agg(
            (point_id::int8 << 32)
              | (greatest(0, least(65534, effective_on - date '1970-01-01'))::int8 << 16)
              | (seq & 65535)
          )
        ) as packed,
        array_send(
          array_agg((date_part('epoch', recorded_at)::int8 << 8) | least(cycle, 255))
        ) as recorded
      from event
      where ${blocksOf(sql, 'event', range)}
        and event.kind in (
          'proposed', 'recognised', 'declined', 'eliminated', 'handover_confirmed',
          'handover_reopened', 'successor_refused', 'recurrence_confirmed', 'delisted', 'merged',
          'merge_undone'
        )
      group by case when event.kind = 'merged' then event.kind end, status_after
    ) block`.raw();
  return rows.map(([status, packed = NOTHING, recorded = NOTHING]) => ({
    status: numberOf(status),
    packed,
    recorded,
  }));
}

/** `packed` holds the point's id over the day of the look; `recorded` is a timestamptz. */
export type CheckBlock = { packed: Uint8Array; recorded: Uint8Array };

export async function readCheckBlock(
  sql: TransactionSql,
  range: BlockRange,
): Promise<CheckBlock[]> {
  const rows = await sql`
    select
      array_send(
        array_agg(
          (point_id::int8 << 32)
            | greatest(0, least(65534, effective_on - date '1970-01-01'))::int8
        )
      ) as packed,
      array_send(array_agg(recorded_at)) as recorded
    from event
    where ${blocksOf(sql, 'event', range)} and event.kind = 'checked'
    having count(*) > 0`.raw();
  return rows.map(([packed = NOTHING, recorded = NOTHING]) => ({ packed, recorded }));
}

/** `packed` holds the point's id over the first day and the last (65,535: none); `recorded` is a timestamptz. */
export type FlagBlock = { flag: number; packed: Uint8Array; recorded: Uint8Array };

export async function readFlagBlock(sql: TransactionSql, range: BlockRange): Promise<FlagBlock[]> {
  const rows = await sql`
    select
      array_position(${[...POINT_FLAGS]}::text[], flag) - 1 as flag,
      array_send(
        array_agg(
          (point_id::int8 << 32)
            | (greatest(0, least(65534, from_on - date '1970-01-01'))::int8 << 16)
            -- Least passes over a null.
            | greatest(0, least(coalesce(to_on - date '1970-01-01', 65535), 65535))
        )
      ) as packed,
      array_send(array_agg(recorded_at)) as recorded
    from point_flag
    where ${blocksOf(sql, 'point_flag', range)}
    group by flag`.raw();
  return rows.map(([flag, packed = NOTHING, recorded = NOTHING]) => ({
    flag: numberOf(flag),
    packed,
    recorded,
  }));
}

/**
 * Lists the points whose events cannot be read in blocks, because other rows decide when or whether an event counts: a
 * day was corrected, an act annulled, a recurrence taken back, or several communes confirmed one hand-over. A join within each block
 * would read all events once per block.
 */
export async function listPointsWithTwistedHistory(sql: TransactionSql): Promise<number[]> {
  const rows = await sql<{ pointId: number }[]>`
    select point_id from event
    where corrects is not null
      and (kind in ('recurrence_withdrawn', 'annulled') or detail -> 'event' ? 'effectiveOn')
    union
    select point_id from handover
    where state in ('confirmed', 'successor_asked') and answered_on is not null
    group by point_id, cycle
    having count(*) > 1`;
  return rows.map((row) => row.pointId);
}
