import type { TransactionSql } from '#server/db/client.ts';

/**
 * The log of changed points. Rows that the present snapshot of PostgreSQL sees and an earlier one does not are exactly
 * the changes in between, however long a transaction took and in whatever order they were committed.
 */

/** With more changed points than this, reading everything again takes hardly longer. */
const MOST_CHANGED = 10_000;
/** Greatest age of a copy, well within the days that the log reaches back. */
const COPY_DAYS = 30;
const LOG_DAYS = 40;
/** Copies that a start looks at: of several processes, each of which writes its own. */
const MOST_COPIES = 20;

export type Changed = { ids: number[] | 'all'; snapshot: string };

/** Reads the snapshot of this transaction (or statement): `xmin:xmax:running`. */
export async function readSnapshot(sql: TransactionSql): Promise<string> {
  const [row] = await sql<{ snapshot: string }[]>`select pg_current_snapshot()::text as snapshot`;
  if (row === undefined) throw new Error('PostgreSQL named no snapshot');
  return row.snapshot;
}

/** Points that were read again meanwhile, each with a snapshot of which all has been read. */
export type ReadAgain = ReadonlyMap<number, string>;

/**
 * Lists the points that changed since a snapshot, and the present snapshot, in one statement and so of one moment. Leaves
 * out what was read again after its last change.
 */
export async function listChangedSince(
  sql: TransactionSql,
  snapshot: string,
  readAgain: ReadAgain = new Map(),
): Promise<Changed> {
  const [row] = await sql<{ snapshot: string; everything: boolean; ids: number[] }[]>`
    select
      pg_current_snapshot()::text as snapshot,
      coalesce(bool_or(changed.point_id is null), false) as everything,
      coalesce(array_agg(changed.point_id), '{}') as ids
    from (
      select distinct point_change.point_id
      from point_change
      left join unnest(${[...readAgain.keys()]}::integer[], ${[...readAgain.values()]}::text[])
        as again (point_id, snapshot) on again.point_id = point_change.point_id
      where point_change.transaction >= pg_snapshot_xmin(${snapshot}::text::pg_snapshot)
        and not pg_visible_in_snapshot(point_change.transaction, ${snapshot}::text::pg_snapshot)
        and (
          again.snapshot is null
          or not pg_visible_in_snapshot(point_change.transaction, again.snapshot::pg_snapshot)
        )
      order by point_change.point_id nulls first
      limit ${MOST_CHANGED + 1}
    ) changed`;
  if (row === undefined) throw new Error('PostgreSQL named no snapshot');
  const all = row.everything || row.ids.length > MOST_CHANGED;
  return { ids: all ? 'all' : row.ids, snapshot: row.snapshot };
}

export type Moment = {
  /**
   * Identity of the database's history: cluster, database, and last promotion, or last start of a standby. Snapshots of
   * one history are meaningless in another, and a fail-over that loses the last writes begins a new one.
   */
  history: string;
  /** Bytes of the write-ahead log that are applied: what a later snapshot holds at least. */
  position: number;
  /** Milliseconds for which commits of the primary may be missing; 0 on the primary. */
  behind: number;
};

/** Reads how far the database is; to be read before a snapshot is taken. */
export async function readMoment(sql: TransactionSql): Promise<Moment> {
  const [row] = await sql<Moment[]>`
    select
      concat_ws(
        '/', system_identifier, (select oid from pg_database where datname = current_database()),
        case
          when pg_is_in_recovery() then 'standby since ' || pg_postmaster_start_time()
          else left(pg_walfile_name(pg_current_wal_lsn()), 8)
        end
      ) as history,
      pg_wal_lsn_diff(
        case
          when pg_is_in_recovery() then pg_last_wal_replay_lsn()
          else pg_current_wal_insert_lsn()
        end,
        '0/0'
      )::float8 as position,
      case
        when not pg_is_in_recovery() then 0
        when exists (select from pg_stat_wal_receiver where pid is not null)
          and coalesce(pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn(), true) then 0
        else 1000 * extract(epoch from
          clock_timestamp() - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time())
        )
      end::float8 as behind
    from pg_control_system()`;
  if (row === undefined) throw new Error('PostgreSQL named no history');
  return row;
}

/** Facts of the database that a copy is checked against. */
export type CopyGrounds = {
  /** True when the copy was written in the present history of the database, and not too long ago. */
  stands: boolean;
  /** Checksum of the last migration. */
  migration: string;
  points: number;
};

export async function readCopyGrounds(
  sql: TransactionSql,
  copyId: string | null,
): Promise<CopyGrounds> {
  const [row] = await sql<CopyGrounds[]>`
    select
      exists (
        select from engine_copy
        where id = ${copyId}::text::uuid and xmin = transaction::xid
          and written_at > now() - make_interval(days => ${COPY_DAYS})
      ) as stands,
      (select checksum from schema_migration order by number desc limit 1) as migration,
      (select count(*) from point) as points`;
  if (row === undefined) throw new Error('the database says nothing about itself');
  return row;
}

/** Reads the ids of the copies that may be used as far as the database knows, the newest first, and its last migration. */
export async function readKnownCopies(
  sql: TransactionSql,
): Promise<{ ids: string[]; migration: string }> {
  const [row] = await sql<{ ids: string[]; migration: string }[]>`
    select
      array(
        select id::text
        from engine_copy
        where xmin = transaction::xid and written_at > now() - make_interval(days => ${COPY_DAYS})
        order by written_at desc, id
        limit ${MOST_COPIES}
      ) as ids,
      (select checksum from schema_migration order by number desc limit 1) as migration`;
  if (row === undefined) throw new Error('the database says nothing about itself');
  return row;
}

/** Registers a copy: from now on it may be used. */
export async function addEngineCopy(sql: TransactionSql, copyId: string): Promise<void> {
  await sql`insert into engine_copy (id) values (${copyId}::text::uuid)`;
}

/** Logs that everything may have changed, after rows were written past the triggers of the log. */
export async function logEverythingChanged(sql: TransactionSql): Promise<void> {
  await sql`
    insert into point_change (point_id) values (null)
    on conflict on constraint point_change_once do nothing`;
}

/** Deletes copies that are too old, and the log entries that only they would have needed. */
export async function forgetOldChanges(sql: TransactionSql): Promise<void> {
  await sql`delete from engine_copy where written_at <= now() - make_interval(days => ${COPY_DAYS})`;
  await sql`delete from point_change where recorded_at < now() - make_interval(days => ${LOG_DAYS})`;
}
