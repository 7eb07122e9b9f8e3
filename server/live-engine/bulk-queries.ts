import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Reads whole tables as packed numbers one behind the other, some tens of thousands of rows at a time: this side then
 * allocates nothing per row, which is where the time goes with millions of rows. Unlike COPY these are ordinary
 * statements, which the embedded database supports too. See SentNumbers.
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

/** Lets the transaction group rows in memory: with less the planner sorts them, which takes twice as long. */
export async function giveRoomToGroup(sql: TransactionSql): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true)`;
}

function blocksOf(sql: TransactionSql, table: BulkTable, { from, to }: BlockRange) {
  const ctid = sql(`${table}.ctid`);
  return sql`${ctid} >= ${`(${from},0)`}::tid and ${ctid} < ${`(${to},0)`}::tid`;
}

/**
 * Reads the rows of a query in binary form: the driver itself asks for text only, in which a byte takes two. A cursor is
 * the way to say so without another driver.
 */
async function readBinary(sql: TransactionSql, query: Query): Promise<Uint8Array[][]> {
  // Sent together and done in this order; another reading of the same connection comes before or after all three.
  const [, rows] = await Promise.all([
    sql`declare bulk no scroll binary cursor for ${query}`,
    sql.unsafe('fetch all from bulk').raw(),
    sql`close bulk`,
  ]);
  return rows as unknown as Uint8Array[][];
}

type Query = ReturnType<TransactionSql>;

const NOTHING = new Uint8Array();

/** Reads an integer column of a row in binary form. */
function integerOf(column: Uint8Array = NOTHING): number {
  return new DataView(column.buffer, column.byteOffset, column.byteLength).getInt32(0);
}

/** `packed` holds the point's id over the commune's. */
export type CommuneBlock = { lead: boolean; packed: Uint8Array };

export async function readCommuneBlock(
  sql: TransactionSql,
  range: BlockRange,
): Promise<CommuneBlock[]> {
  const rows = await readBinary(
    sql,
    sql`
    select lead::integer, string_agg(int8send((point_id::int8 << 32) | commune_id), '') as packed
    from point_commune
    where ${blocksOf(sql, 'point_commune', range)}
    group by lead`,
  );
  return rows.map(([lead, packed = NOTHING]) => ({ lead: integerOf(lead) === 1, packed }));
}

/** `packed` holds the id over the category's number and the kind (1: public area). */
export type PlaceBlock = { packed: Uint8Array; longitudes: Uint8Array; latitudes: Uint8Array };

export async function readPlaceBlock(
  sql: TransactionSql,
  range: BlockRange,
): Promise<PlaceBlock[]> {
  const rows = await readBinary(
    sql,
    sql`
    select
      string_agg(
        int8send(
          (point.id::int8 << 32) | (category.number * 2) | (point.kind = 'public_area')::integer
        ),
        ''
      ) as packed,
      string_agg(float8send(st_x(point.anchor)), '') as longitudes,
      string_agg(float8send(st_y(point.anchor)), '') as latitudes
    from point
    join category on category.code = point.category
    where ${blocksOf(sql, 'point', range)}
    having count(*) > 0`,
  );
  return rows.map(([packed = NOTHING, longitudes = NOTHING, latitudes = NOTHING]) => ({
    packed,
    longitudes,
    latitudes,
  }));
}

/** Status of a block of checks, which change none. */
export const CHECKED = 8;

/**
 * Events of one status and cycle. `packed` holds the point's id over the effective day (16 bits) and the place among
 * the point's events (16 bits); `recorded` is a timestamptz.
 */
export type EventBlock = {
  status: number;
  cycle: number;
  packed: Uint8Array;
  recorded: Uint8Array;
};

/**
 * Reads the events that changed the status of points, and the checks. A merged point counts as absent (status 7) until
 * the merge is undone.
 */
export async function readEventBlock(
  sql: TransactionSql,
  range: BlockRange,
): Promise<EventBlock[]> {
  // Each kind is grouped by itself and those that nobody needs are thrown away at the end: asking each row for its kind
  // takes longer. So `offset 0` keeps the condition where it is written.
  const rows = await readBinary(
    sql,
    sql`
    select
      case
        when kind = 'merged' then 7
        when kind = 'checked' then ${CHECKED}::integer
        else array_position(${[...POINT_STATUSES]}::text[], status_after) - 1
      end as status,
      cycle, packed, recorded
    from (
      select
        kind, status_after, cycle,
        string_agg(
          int8send(
            (point_id::int8 << 32)
              | (greatest(0, least(65534, effective_on - date '1970-01-01'))::int8 << 16)
              | (seq & 65535)
          ),
          ''
        ) as packed,
        string_agg(timestamptz_send(recorded_at), '') as recorded
      from event
      where ${blocksOf(sql, 'event', range)}
      group by kind, status_after, cycle
      offset 0
    ) block
    where kind in (
      'proposed', 'recognised', 'declined', 'eliminated', 'handover_confirmed',
      'handover_reopened', 'successor_refused', 'recurrence_confirmed', 'delisted', 'merged',
      'merge_undone', 'checked'
    )`,
  );
  return rows.map(([status, cycle, packed = NOTHING, recorded = NOTHING]) => ({
    status: integerOf(status),
    cycle: integerOf(cycle),
    packed,
    recorded,
  }));
}

/** `packed` holds the point's id over the first day and the last (65,535: none); `recorded` is a timestamptz. */
export type FlagBlock = { flag: number; packed: Uint8Array; recorded: Uint8Array };

export async function readFlagBlock(sql: TransactionSql, range: BlockRange): Promise<FlagBlock[]> {
  const rows = await readBinary(
    sql,
    sql`
    select
      array_position(${[...POINT_FLAGS]}::text[], flag) - 1 as flag,
      string_agg(
        int8send(
          (point_id::int8 << 32)
            | (greatest(0, least(65534, from_on - date '1970-01-01'))::int8 << 16)
            -- Least passes over a null.
            | greatest(0, least(coalesce(to_on - date '1970-01-01', 65535), 65535))
        ),
        ''
      ) as packed,
      string_agg(timestamptz_send(recorded_at), '') as recorded
    from point_flag
    where ${blocksOf(sql, 'point_flag', range)}
    group by flag`,
  );
  return rows.map(([flag, packed = NOTHING, recorded = NOTHING]) => ({
    flag: integerOf(flag),
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
