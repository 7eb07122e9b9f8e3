import type { Actor } from '#server/contract/permission.ts';
import type { TipEvent, TipEventKind } from '#server/contract/tip.ts';
import { JUDGED_STEPS } from '#server/contract/tip-judgement.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';
import { paperColumns, paperJoin, type PaperRow } from '#server/features/late-entries/queries.ts';
import { lateEntryOf } from '#server/features/late-entries/rules.ts';

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
export type StoredTipEvent = TipEvent & { id: number; actorId: string };

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
