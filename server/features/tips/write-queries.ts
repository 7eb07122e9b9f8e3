import type { LonLat } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { JUDGED_STEPS } from '#server/contract/tip-judgement.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TipEvent, TipEventKind } from '#server/contract/tip.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';
import { paperColumns, paperJoin, type PaperRow } from '#server/features/late-entries/queries.ts';
import { lateEntryOf } from '#server/features/late-entries/rules.ts';

import type { TipRow } from './queries.ts';

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
  /** The hotline or portal that handed it in by itself; null for a person. */
  sourceId: number | null;
  clockStartedOn: IsoDate | null;
  dueOn: IsoDate | null;
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
      occurred_on, received_on, police_number, channel_number, received_by, recorded_at, source_id,
      clock_started_on, due_on, stated_due_on
    )
    overriding system value
    values (
      ${tip.id}, ${tip.code}, ${tip.kind}, ${tip.channel}, ${tip.communeId},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${tip.locationErrorMetres}, ${tip.placeName}, ${tip.category}, ${tip.occurredOn},
      ${tip.receivedOn}, ${tip.policeNumber}, ${tip.channelNumber}, ${tip.receivedBy},
      ${tip.recordedAt}, ${tip.sourceId}, ${tip.clockStartedOn}, ${tip.dueOn},
      ${tip.dueOn}
    )`;
}

/** Finds the answer to a channel's number when it came for the first time; whatever the asker's reach. */
export async function findKnownTip(
  sql: TransactionSql,
  channel: string,
  channelNumber: string,
): Promise<{ id: number; code: string; communeId: number; dueOn: IsoDate | null } | null> {
  const [row] = await sql<{ id: number; code: string; communeId: number; dueOn: IsoDate | null }[]>`
    select id, code, commune_id, due_on from known_tip(${channel}, ${channelNumber})`;
  return row ?? null;
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
  | 'forwardedTo'
  | 'clockStartedOn'
  | 'dueOn'
  | 'extensionsUsed'
  | 'suspended'
  | 'statedDueOn'
  | 'countedHandledOn'
  | 'statedHandledOn'
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
      forwarded_to = ${change.forwardedTo},
      clock_started_on = ${change.clockStartedOn}, due_on = ${change.dueOn},
      extensions_used = ${change.extensionsUsed}, suspended = ${change.suspended},
      stated_due_on = ${change.statedDueOn}, counted_handled_on = ${change.countedHandledOn},
      stated_handled_on = ${change.statedHandledOn},
      version = version + 1
    where id = ${tipId} and version = ${version}
    returning id`;
  return rows.length === 1;
}

export function insertTipEvent(
  sql: TransactionSql,
  event: {
    tipId: number;
    seq: number;
    kind: TipEventKind;
    effectiveOn: IsoDate;
    recordedAt: IsoInstant;
    actorId: string;
    actorRole: string;
    documentNumber: string | null;
    note: string | null;
    detail: Readonly<Record<string, string | number | null>>;
  },
): void {
  send(sql`
    insert into tip_event (
      tip_id, seq, kind, effective_on, recorded_at, actor_id, actor_role, document_number, note, detail
    ) values (
      ${event.tipId}, ${event.seq}, ${event.kind}, ${event.effectiveOn}, ${event.recordedAt},
      ${event.actorId}, ${event.actorRole}, ${event.documentNumber}, ${event.note},
      ${sql.json({ ...event.detail })}::jsonb
    )`);
}

type TipEventRow = Omit<TipEvent, 'late'> & PaperRow & { id: number; actorId: string };

/** A step of a tip as it is stored, with who took it. */
type StoredTipEvent = TipEvent & { id: number; actorId: string };

/** Lists the steps of a tip in their order, each with the look at the paper of a late one, for a reader. */
export async function listTipEvents(
  sql: TransactionSql,
  tipId: number,
  reader: Pick<Actor, 'accountId' | 'role'>,
): Promise<StoredTipEvent[]> {
  const rows = await sql<TipEventRow[]>`
    select
      tip_event.id, tip_event.seq, tip_event.kind, tip_event.effective_on, tip_event.recorded_at,
      tip_event.actor_id, actor.name as actor, tip_event.actor_role, tip_event.document_number,
      tip_event.note, tip_event.detail - 'documentOn' as detail,
      late_days(tip_event.effective_on, tip_event.recorded_at) as late_days,
      (tip_event.detail ->> 'documentOn')::date as document_on, ${paperColumns(sql)}
    from tip_event
    join app_user actor on actor.id = tip_event.actor_id
    ${paperJoin(sql, 'tip_event_id', 'tip_event')}
    where tip_event.tip_id = ${tipId}
    order by tip_event.seq`;
  return rows.map((row) => {
    const { lateDays, documentOn, verdict, reviewedBy, reviewedAt, reviewReason, ...event } = row;
    const paper = { lateDays, documentOn, verdict, reviewedBy, reviewedAt, reviewReason };
    const entry = { actorId: row.actorId, judged: JUDGED_STEPS.includes(row.kind) };
    return { ...event, late: lateEntryOf(paper, reader, entry) };
  });
}
