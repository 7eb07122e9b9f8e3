import type { LonLat } from '#server/contract/geo.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type DemoCommuneRow = { id: number; code: string; name: string; centre: LonLat };

export async function listDemoCommunes(
  sql: TransactionSql,
  codes: readonly string[],
): Promise<DemoCommuneRow[]> {
  return sql<DemoCommuneRow[]>`
    select
      commune.id, commune.code,
      case commune.type when 'phuong' then 'phường ' else 'xã ' end || commune.name as name,
      array[st_x(commune.centre), st_y(commune.centre)] as centre
    from commune
    where commune.valid_to is null and commune.code in ${sql([...codes])}
    order by commune.code`;
}

/** Empty means: nobody has an account and nothing is registered. */
export async function isEmptyRegister(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ empty: boolean }[]>`
    select not exists (select from app_user) and not exists (select from point) as empty`;
  return row?.empty ?? false;
}

export async function markAsDemonstration(sql: TransactionSql, at: IsoInstant): Promise<void> {
  await sql`
    insert into setting (key, valid_from, value, origin, set_at)
    values ('demo', '1900-01-01', 'true', 'Dữ liệu minh họa, không có thật', ${at})`;
}

/** Reads the state of a point of the story that its next step depends on. */
export async function readStanding(sql: TransactionSql, pointId: number) {
  const [row] = await sql<
    {
      version: number;
      cycle: number;
      leadCommuneId: number;
      anchor: LonLat;
      pending: { id: number; communeId: number }[];
      /** The latest refusal. */
      refusedId: number | null;
      signal: { id: number; version: number } | null;
    }[]
  >`
    select
      point.version, point.cycle, array[st_x(point.anchor), st_y(point.anchor)] as anchor,
      (
        select point_commune.commune_id from point_commune
        where point_commune.point_id = point.id and point_commune.lead
      ) as lead_commune_id,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('id', handover.id, 'communeId', handover.commune_id)
            order by handover.id
          ),
          '[]'
        )
        from handover
        where handover.point_id = point.id and handover.state = 'pending'
      ) as pending,
      (
        select max(handover.id) from handover
        where handover.point_id = point.id and handover.state = 'refused'
      ) as refused_id,
      (
        select jsonb_build_object('id', signal.id, 'version', signal.version)
        from signal
        where signal.point_id = point.id and signal.state = 'suspected'
        order by signal.id desc
        limit 1
      ) as signal
    from point
    where point.id = ${pointId}`;
  if (row === undefined) throw new Error(`the story lost its point ${pointId}`);
  return row;
}

export type SignalStanding = { id: number; version: number };

/** The signal that the matching made of a tip. */
export async function findSignalOfTip(sql: TransactionSql, tipId: number): Promise<SignalStanding> {
  const [row] = await sql<SignalStanding[]>`select id, version from signal where tip_id = ${tipId}`;
  if (row === undefined) throw new Error(`the tip ${tipId} became no signal`);
  return row;
}
