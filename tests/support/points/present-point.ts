import type { PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

type PresentSignal = { id: number; version: number; by: string | null };

/** Present state of a point that decides which acts fit. */
export type Present = {
  status: PointStatus;
  statusSince: IsoDate;
  version: number;
  handovers: { id: number; communeId: number }[];
  refusedId: number | null;
  merged: boolean;
  /** True when it came out of a table, whose claim nobody has decided on. */
  claimed: boolean;
  waits: boolean;
  refusalOpen: boolean;
  /** A suspicion awaits a decision. */
  suspected: boolean;
  /** A recurrence was confirmed at this moment. */
  justConfirmed: boolean;
  signals: PresentSignal[];
  decided: PresentSignal[];
  communes: number[];
  events: number[];
};

export async function presentOf(deps: Deps, pointId: number): Promise<Present> {
  const [row] = await asSystem(
    deps.database,
    (sql) => sql<Present[]>`
      select
        status, status_since, version, merged_into is not null as merged,
        exists (select from import_claim where point_id = ${pointId}) as claimed,
        exists (
          select from signal where point_id = ${pointId} and state = 'suspected'
        ) as suspected,
        exists (
          select from signal
          where point_id = ${pointId} and state = 'confirmed' and decided_at = ${deps.clock.now()}
        ) as just_confirmed,
        (
          select coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'communeId', commune_id)
              order by state = 'pending' desc, id desc
            ),
            '[]'
          )
          from handover where point_id = ${pointId}
        ) as handovers,
        (select max(id) from handover where point_id = ${pointId} and state = 'refused') as refused_id,
        exists (
          select from handover where point_id = ${pointId} and state = 'pending'
        ) as waits,
        exists (
          select from handover
          where point_id = ${pointId} and cycle = point.cycle and state = 'refused'
            and response is null
        ) as refusal_open,
        ${signalsOf(sql, pointId)},
        array(
          select commune_id from point_commune where point_id = ${pointId} order by commune_id
        ) as communes,
        array(select id from event where point_id = ${pointId} order by seq) as events
      from point
      where id = ${pointId}`,
  );
  if (row === undefined) throw new Error(`there is no point ${pointId}`);
  return row;
}

/** Signals at the point: all of them, those that wait first, and the decided ones, the latest first. */
function signalsOf(sql: TransactionSql, pointId: number) {
  return sql`
        (
          select coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'version', version, 'by', decided_by)
              order by state = 'suspected' desc, id
            ),
            '[]'
          )
          from signal where point_id = ${pointId}
        ) as signals,
        (
          select coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'version', version, 'by', decided_by)
              order by decided_at desc, id desc
            ),
            '[]'
          )
          from signal where point_id = ${pointId} and decided_by is not null
        ) as decided`;
}
