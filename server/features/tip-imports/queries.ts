import type { LonLat } from '#server/contract/geo.ts';
import type { StandingTip } from '#server/contract/import-history.ts';
import type { TipChannel } from '#server/contract/tip.ts';
import { arrayText } from '#server/db/array-text.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the numbers of channels, as indices, that had been received before, each with its tip. */
export async function listKnownTips(
  sql: TransactionSql,
  numbers: readonly { channel: TipChannel; channelNumber: string }[],
): Promise<{ place: number; id: number }[]> {
  return sql<{ place: number; id: number }[]>`
    select (item.ordinality - 1)::integer as place, known.id
    from jsonb_array_elements(${JSON.stringify(numbers)}::text::jsonb) with ordinality item
    cross join lateral known_tip(item.value ->> 'channel', item.value ->> 'channelNumber') known`;
}

/** Lists the communes in which positions lie, in their order; null outside the city. */
export async function listCommunesAt(
  sql: TransactionSql,
  positions: readonly LonLat[],
): Promise<(number | null)[]> {
  const rows = await sql<{ communeId: number | null }[]>`
    select commune_at(st_setsrid(st_makepoint(given.longitude, given.latitude), 4326)) as commune_id
    from unnest(
      ${arrayText(positions.map(([longitude]) => longitude))}::text::float8[],
      ${arrayText(positions.map(([, latitude]) => latitude))}::text::float8[]
    ) with ordinality as given (longitude, latitude, place)
    order by given.place`;
  return rows.map(({ communeId }) => communeId);
}

export type CommuneInForce = { id: number; code: string; name: string; type: 'phuong' | 'xa' };

export async function listCommunesInForce(sql: TransactionSql): Promise<CommuneInForce[]> {
  return sql<CommuneInForce[]>`
    select id, code, name, type from commune where valid_to is null order by code`;
}

/** Locks the tips that an import added, so that nobody works on them meanwhile; gives their ids in order. */
export async function lockAddedTips(sql: TransactionSql, runId: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select tip.id
    from import_row
    join tip on tip.id = import_row.tip_id
    where import_row.run_id = ${runId} and import_row.outcome = 'added'
    order by tip.id
    for update of tip`;
  return rows.map(({ id }) => id);
}

/**
 * Lists the tips of an import on which something stands: a later step, a photo or paper, or a signal that has reached a
 * point or a person. A signal that was raised by the system and led nowhere goes with its tip.
 */
export async function listStandingTips(
  sql: TransactionSql,
  runId: number,
  limit: number,
): Promise<{ count: number; tips: StandingTip[] }> {
  const rows = await sql<(StandingTip & { count: number })[]>`
    with own as (
      select tip.id, tip.code
      from import_row
      join tip on tip.id = import_row.tip_id
      where import_row.run_id = ${runId} and import_row.outcome = 'added'
    ),
    act (tip_id, kind, day, place) as (
      select tip_event.tip_id, tip_event.kind, tip_event.effective_on, tip_event.seq
      from tip_event join own on own.id = tip_event.tip_id
      where tip_event.seq > 1
      union all
      select own.id, 'attachment', city_date(attachment.uploaded_at), 0
      from attachment join own on own.id = attachment.tip_id
      union all
      select own.id, 'signal', signal.occurred_on, 0
      from signal join own on own.id = signal.tip_id
      where signal.state not in ('unmatched', 'vicinity')
        or num_nonnulls(signal.named_point_id, signal.new_point_id, signal.decided_on) > 0
        or exists (select from rematch_difference where rematch_difference.signal_id = signal.id)
        or exists (
          select from event
          where event.kind in ('recurrence_suspected', 'suspicion_lapsed')
            and event.detail ->> 'signalId' = signal.id::text
        )
    )
    select
      own.id as tip_id, own.code,
      jsonb_agg(
        jsonb_build_object('kind', act.kind, 'on', act.day) order by act.place, act.day, act.kind
      ) as acts,
      (count(*) over ())::integer as count
    from own
    join act on act.tip_id = own.id
    group by own.id, own.code
    order by own.id
    limit ${limit}`;
  return {
    count: rows[0]?.count ?? 0,
    tips: rows.map(({ tipId, code, acts }) => ({ tipId, code, acts })),
  };
}

/**
 * Takes tips of an undone import out of the register and keeps in its rows which they were, without place or position.
 * Whatever else stands on one of them refers to it, and the foreign keys refuse.
 */
export async function removeTips(
  sql: TransactionSql,
  runId: number,
  tipIds: readonly number[],
): Promise<void> {
  const ids = [...tipIds];
  await sql`
    update import_row
    set removed = jsonb_build_object(
      'code', tip.code, 'kind', tip.kind, 'channel', tip.channel, 'channelNumber', tip.channel_number,
      'receivedOn', tip.received_on, 'communeId', tip.commune_id
    )
    from tip
    where import_row.run_id = ${runId} and import_row.outcome = 'added'
      and tip.id = import_row.tip_id and tip.id = any (${ids}::integer[])`;
  await sql`delete from signal where tip_id = any (${ids}::integer[])`;
  await sql`delete from tip_event where tip_id = any (${ids}::integer[])`;
  await sql`delete from tip where id = any (${ids}::integer[])`;
}
