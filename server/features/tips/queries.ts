import type { LonLat } from '#server/contract/geo.ts';
import type { TipKind, TipOutcome, TipQuery } from '#server/contract/tip.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A tip as it is stored, with its commune. Positions are lon/lat, WGS 84; errors are metres. */
export type TipRow = {
  id: number;
  code: string;
  kind: TipKind;
  channel: string;
  communeId: number;
  communeCode: string;
  communeName: string;
  communeType: 'phuong' | 'xa';
  position: LonLat | null;
  locationErrorMetres: number | null;
  placeName: string | null;
  category: string | null;
  occurredOn: IsoDate | null;
  receivedOn: IsoDate;
  acceptedOn: IsoDate | null;
  verifiedOn: IsoDate | null;
  classifiedOn: IsoDate | null;
  handledOn: IsoDate | null;
  outcome: TipOutcome | null;
  policeNumber: string | null;
  channelNumber: string | null;
  clockStartedOn: IsoDate | null;
  dueOn: IsoDate | null;
  extensionsUsed: number;
  suspended: boolean;
  version: number;
};

function tipColumns(sql: TransactionSql) {
  return sql`
    tip.id, tip.code, tip.kind, tip.channel, tip.commune_id, commune.code as commune_code,
    commune.name as commune_name, commune.type as commune_type,
    case
      when tip.position is not null then array[st_x(tip.position), st_y(tip.position)]
    end as position,
    tip.location_error_metres, tip.place_name, tip.category, tip.occurred_on, tip.received_on,
    tip.accepted_on, tip.verified_on, tip.classified_on, tip.handled_on, tip.outcome,
    tip.police_number, tip.channel_number, tip.clock_started_on, tip.due_on, tip.extensions_used,
    tip.suspended, tip.version`;
}

export type NewTip = {
  id: number;
  kind: TipKind;
  channel: string;
  communeId: number;
  position: LonLat | null;
  locationErrorMetres: number | null;
  placeName: string | null;
  category: string | null;
  occurredOn: IsoDate | null;
  receivedOn: IsoDate;
  policeNumber: string | null;
  channelNumber: string | null;
  receivedBy: string;
  recordedAt: IsoInstant;
};

/** Drawn beforehand: whoever takes in a tip for another commune cannot read it back. */
export async function drawTipNumber(sql: TransactionSql): Promise<{ id: number; code: string }> {
  const [row] = await sql<{ id: number; code: string }[]>`
    select
      nextval('tip_id_seq')::integer as id,
      'TT-' || lpad(nextval('tip_code_sequence')::text, 6, '0') as code`;
  if (row === undefined) throw new Error('a sequence gave no number');
  return row;
}

/** Broken when a channel's number comes a second time. */
export const CHANNEL_NUMBER_CONSTRAINT = 'tip_channel_number_unique';

/** Plainly: to skip a known number the database would want to show it, which the taker may not see. */
export async function insertTip(
  sql: TransactionSql,
  tip: NewTip & { code: string },
): Promise<void> {
  const [longitude, latitude] = tip.position ?? [null, null];
  await sql`
    insert into tip (
      id, code, kind, channel, commune_id, position, location_error_metres, place_name, category,
      occurred_on, received_on, police_number, channel_number, received_by, recorded_at
    )
    overriding system value
    values (
      ${tip.id}, ${tip.code}, ${tip.kind}, ${tip.channel}, ${tip.communeId},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${tip.locationErrorMetres}, ${tip.placeName}, ${tip.category}, ${tip.occurredOn},
      ${tip.receivedOn}, ${tip.policeNumber}, ${tip.channelNumber}, ${tip.receivedBy},
      ${tip.recordedAt}
    )`;
}

/** What was answered when a channel's number came for the first time; whatever the asker's reach. */
export async function findKnownTip(
  sql: TransactionSql,
  channel: string,
  channelNumber: string,
): Promise<{ id: number; code: string; communeId: number; dueOn: IsoDate | null } | null> {
  const [row] = await sql<{ id: number; code: string; communeId: number; dueOn: IsoDate | null }[]>`
    select id, code, commune_id, due_on from known_tip(${channel}, ${channelNumber})`;
  return row ?? null;
}

/** The commune of a position in the active boundary set, or the nearest within the setting; null outside the city. */
export async function findCommuneAt(
  sql: TransactionSql,
  [longitude, latitude]: LonLat,
): Promise<number | null> {
  const [row] = await sql<{ communeId: number }[]>`
    with place as (
      select st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326) as at
    ),
    nearest as (
      select (setting.value ->> 'nearestMetres')::float8 as metres
      from setting
      where setting.key = 'boundary.uncertainty' and setting.valid_from <= city_date(now())
      order by setting.valid_from desc
      limit 1
    )
    select boundary_part.commune_id
    from place
    cross join nearest
    join boundary_set on boundary_set.active
    join boundary_part
      on boundary_part.set_id = boundary_set.id
      and boundary_part.geom && st_expand(place.at, nearest.metres / 90000.0)
    where st_dwithin(boundary_part.geom::geography, place.at::geography, nearest.metres)
    order by st_distance(boundary_part.geom::geography, place.at::geography), boundary_part.commune_id
    limit 1`;
  return row?.communeId ?? null;
}

export async function communeExists(
  sql: TransactionSql,
  communeId: number,
  on: IsoDate,
): Promise<boolean> {
  const rows = await sql`
    select from commune
    where id = ${communeId} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`;
  return rows.length === 1;
}

export type TipChange = Pick<
  TipRow,
  | 'kind'
  | 'category'
  | 'acceptedOn'
  | 'verifiedOn'
  | 'classifiedOn'
  | 'handledOn'
  | 'outcome'
  | 'clockStartedOn'
  | 'dueOn'
  | 'extensionsUsed'
  | 'suspended'
>;

/** Writes what a step changed and what follows from it; false when somebody was faster. */
export async function updateTip(
  sql: TransactionSql,
  tipId: number,
  version: number,
  change: TipChange,
): Promise<boolean> {
  const rows = await sql`
    update tip
    set
      kind = ${change.kind}, category = ${change.category}, accepted_on = ${change.acceptedOn},
      verified_on = ${change.verifiedOn}, classified_on = ${change.classifiedOn},
      handled_on = ${change.handledOn}, outcome = ${change.outcome},
      clock_started_on = ${change.clockStartedOn}, due_on = ${change.dueOn},
      extensions_used = ${change.extensionsUsed}, suspended = ${change.suspended},
      version = version + 1
    where id = ${tipId} and version = ${version}
    returning id`;
  return rows.length === 1;
}

/** The first derivation of a tip that has just been taken in. */
export async function setFirstDueDay(
  sql: TransactionSql,
  tipId: number,
  clockStartedOn: IsoDate | null,
  dueOn: IsoDate | null,
): Promise<void> {
  await sql`select set_first_due_day(${tipId}, ${clockStartedOn}::date, ${dueOn}::date)`;
}

/** One tip within reach. `lock`: nobody else changes it until the transaction ends. */
export async function findTip(
  sql: TransactionSql,
  tipId: number,
  lock = false,
): Promise<TipRow | null> {
  const [row] = await sql<TipRow[]>`
    select ${tipColumns(sql)}
    from tip
    join commune on commune.id = tip.commune_id
    where tip.id = ${tipId}
    ${lock ? sql`for update of tip` : sql``}`;
  return row ?? null;
}

/** A page within reach: open ones by their due day, the overdue first; then those that are closed, latest first. */
export async function listTips(
  sql: TransactionSql,
  query: TipQuery,
  today: IsoDate,
  dueSoonDays: number,
): Promise<TipRow[]> {
  return sql<TipRow[]>`
    select ${tipColumns(sql)}
    from tip
    join commune on commune.id = tip.commune_id
    where ${tipCondition(sql, query, today, dueSoonDays)}
    order by
      tip.handled_on is not null, case when tip.handled_on is null then tip.due_on end,
      tip.handled_on desc nulls last, tip.id
    offset ${Number(query.cursor ?? 0)}
    limit ${query.limit}`;
}

export async function countTips(
  sql: TransactionSql,
  query: TipQuery,
  today: IsoDate,
  dueSoonDays: number,
): Promise<number> {
  const [row] = await sql<{ tips: number }[]>`
    select count(*) as tips
    from tip
    join commune on commune.id = tip.commune_id
    where ${tipCondition(sql, query, today, dueSoonDays)}`;
  return row?.tips ?? 0;
}

/** The twin of `timelinessOf` in deadline.ts, over the derived columns. */
export function timelinessColumn(sql: TransactionSql, today: IsoDate, dueSoonDays: number) {
  return sql`
    case
      when tip.handled_on > tip.due_on then 'closed_late'
      when tip.handled_on is not null then 'closed_on_time'
      when tip.suspended then 'suspended'
      when tip.due_on is null then 'not_started'
      when tip.due_on < ${today} then 'overdue'
      when tip.due_on - ${today}::date <= ${dueSoonDays} then 'due_soon'
      else 'running'
    end`;
}

function tipCondition(
  sql: TransactionSql,
  { stage, timeliness, kind, commune }: TipQuery,
  today: IsoDate,
  dueSoonDays: number,
) {
  return sql`
    (${kind ?? null}::text is null or tip.kind = ${kind ?? null})
    and (${commune ?? null}::text is null or commune.code = ${commune ?? null})
    and (
      ${stage ?? null}::text is null
      or ${stage ?? null} = case
        when tip.handled_on is not null then 'handled'
        when tip.classified_on is not null then 'classified'
        when tip.verified_on is not null then 'verified'
        else 'received'
      end
    )
    and (
      ${timeliness ?? null}::text is null
      or ${timeliness ?? null} = ${timelinessColumn(sql, today, dueSoonDays)}
    )`;
}
