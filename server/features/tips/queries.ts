import type { LonLat } from '#server/contract/geo.ts';
import type { PendingTransfer, TipOutcome, TipQuery, TipStage } from '#server/contract/tip.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import { foldText } from '#server/contract/text.ts';
import type { IsoDate } from '#server/contract/time.ts';
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
  forwardedTo: string | null;
  policeNumber: string | null;
  channelNumber: string | null;
  clockStartedOn: IsoDate | null;
  dueOn: IsoDate | null;
  extensionsUsed: number;
  suspended: boolean;
  /** See `TipJudgement`; `dueOn` is the counted due day. */
  statedDueOn: IsoDate | null;
  countedHandledOn: IsoDate | null;
  statedHandledOn: IsoDate | null;
  /** The most days by which a step was entered late; null where no step may be seen. */
  lateDays: number | null;
  version: number;
  receivedBy: string;
  /** Question to another commune that waits for its answer. */
  transfer: (PendingTransfer & { askedById: string }) | null;
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
    tip.forwarded_to,
    tip.police_number, tip.channel_number, tip.clock_started_on, tip.due_on, tip.extensions_used,
    tip.suspended, tip.stated_due_on, tip.counted_handled_on, tip.stated_handled_on,
    (
      select max(late_days(tip_event.effective_on, tip_event.recorded_at))
      from tip_event where tip_event.tip_id = tip.id
    ) as late_days,
    tip.version, taker.name as received_by, ${pendingTransfer(sql)} as transfer`;
}

/** The pending transfer of a tip as one value. */
function pendingTransfer(sql: TransactionSql) {
  const named = (commune: 'giver' | 'asked') => sql`
    jsonb_build_object(
      'id', ${sql(`${commune}.id`)}, 'code', ${sql(`${commune}.code`)},
      'name', ${sql(`${commune}.name`)}, 'type', ${sql(`${commune}.type`)}
    )`;
  return sql`(
    select
      jsonb_build_object(
        'id', tip_transfer.id, 'from', ${named('giver')}, 'to', ${named('asked')},
        'askedBy', asker.name, 'askedById', asker.id, 'askedRole', tip_transfer.asked_role,
        'askedOn', tip_transfer.asked_on, 'documentNumber', tip_transfer.document_number,
        'note', tip_transfer.note
      )
    from tip_transfer
    join commune giver on giver.id = tip_transfer.from_commune_id
    join commune asked on asked.id = tip_transfer.to_commune_id
    join app_user asker on asker.id = tip_transfer.asked_by
    where tip_transfer.tip_id = tip.id and tip_transfer.state = 'pending'
  )`;
}

/** The tips within reach, or those of others that the own commune is asked to take, as the table `tip`. */
function tipsOf(sql: TransactionSql, asked: boolean) {
  return asked ? sql`tips_asked_of_actor() tip` : sql`tip`;
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
    join app_user taker on taker.id = tip.received_by
    where tip.id = ${tipId}
    ${lock ? sql`for update of tip` : sql``}`;
  return row ?? null;
}

/** One tip of others that the own commune is asked to take. */
export async function findAskedTip(sql: TransactionSql, tipId: number): Promise<TipRow | null> {
  const [row] = await sql<TipRow[]>`
    select ${tipColumns(sql)}
    from ${tipsOf(sql, true)}
    join commune on commune.id = tip.commune_id
    join app_user taker on taker.id = tip.received_by
    where tip.id = ${tipId}`;
  return row ?? null;
}

/** Counts the tips of others that the own commune is asked to take. */
export async function countAskedTips(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ tips: number }[]>`
    select count(*) as tips from ${tipsOf(sql, true)}`;
  return row?.tips ?? 0;
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
    from ${tipsOf(sql, query.asked === 'true')}
    join commune on commune.id = tip.commune_id
    join app_user taker on taker.id = tip.received_by
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
    from ${tipsOf(sql, query.asked === 'true')}
    join commune on commune.id = tip.commune_id
    where ${tipCondition(sql, query, today, dueSoonDays)}`;
  return row?.tips ?? 0;
}

/** State of a tip by its clock, over the derived columns of `tip`. */
export function timelinessColumn(sql: TransactionSql, today: IsoDate, dueSoonDays: number) {
  return sql`
    tip_timeliness(
      tip.handled_on, tip.counted_handled_on, tip.stated_handled_on, tip.due_on, tip.stated_due_on,
      tip.suspended, ${today}::date, ${dueSoonDays}::integer
    )`;
}

function stageColumn(sql: TransactionSql) {
  return sql`
    case
      when tip.handled_on is not null then 'handled'
      when tip.classified_on is not null then 'classified'
      when tip.verified_on is not null then 'verified'
      else 'received'
    end`;
}

/** Open tips within reach by stage and clock, and how many are closed. */
export async function countTipStages(
  sql: TransactionSql,
  { today, dueSoonDays, commune }: { today: IsoDate; dueSoonDays: number; commune: string | null },
): Promise<{ stage: TipStage; timeliness: Timeliness; tips: number }[]> {
  return sql<{ stage: TipStage; timeliness: Timeliness; tips: number }[]>`
    select
      ${stageColumn(sql)} as stage, ${timelinessColumn(sql, today, dueSoonDays)} as timeliness,
      count(*) as tips
    from tip
    ${commune === null ? sql`` : sql`join commune on commune.id = tip.commune_id and commune.code = ${commune}`}
    group by 1, 2`;
}

function tipCondition(
  sql: TransactionSql,
  { stage, timeliness, kind, commune, state, q }: TipQuery,
  today: IsoDate,
  dueSoonDays: number,
) {
  return sql`
    (${kind ?? null}::text is null or tip.kind = ${kind ?? null})
    and (${commune ?? null}::text is null or commune.code = ${commune ?? null})
    and (
      ${stage ?? null}::text is null
      or ${stage ?? null} = ${stageColumn(sql)}
    )
    and (${state ?? null}::text is null or (tip.handled_on is null) = (${state ?? null} = 'open'))
    and (
      ${q ?? ''} = ''
      or strpos(
        fold_text(
          concat_ws(' ', tip.code, tip.police_number, tip.channel_number, tip.place_name, commune.name)
        ),
        ${foldText(q ?? '')}
      ) > 0
    )
    and (
      ${timeliness ?? null}::text is null
      or ${timeliness ?? null} = ${timelinessColumn(sql, today, dueSoonDays)}
    )`;
}
