import type { TipEvent, TipEventKind } from '#server/contract/tip.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export async function insertTipEvent(
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
): Promise<void> {
  await sql`
    insert into tip_event (
      tip_id, seq, kind, effective_on, recorded_at, actor_id, actor_role, document_number, note, detail
    ) values (
      ${event.tipId}, ${event.seq}, ${event.kind}, ${event.effectiveOn}, ${event.recordedAt},
      ${event.actorId}, ${event.actorRole}, ${event.documentNumber}, ${event.note},
      ${sql.json({ ...event.detail })}::jsonb
    )`;
}

export async function listTipEvents(sql: TransactionSql, tipId: number): Promise<TipEvent[]> {
  return sql<TipEvent[]>`
    select
      tip_event.seq, tip_event.kind, tip_event.effective_on, tip_event.recorded_at,
      actor.name as actor, tip_event.actor_role, tip_event.document_number, tip_event.note,
      tip_event.detail
    from tip_event
    join app_user actor on actor.id = tip_event.actor_id
    where tip_event.tip_id = ${tipId}
    order by tip_event.seq`;
}
