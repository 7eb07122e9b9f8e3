import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { ANALYST, LEADER, NOW } from './figures-city.ts';

/** Inserts a tip of feedback, each step recorded on its day. @returns its code */
export async function addTip(
  sql: TransactionSql,
  communeId: number,
  given: { receivedOn: IsoDate; dueOn: IsoDate; handledOn?: IsoDate; suspended?: boolean },
): Promise<string> {
  const { receivedOn, handledOn = null, suspended = false } = given;
  const dueOn = suspended && handledOn === null ? null : given.dueOn;
  const [tip] = await sql<{ code: string }[]>`
    insert into tip (
      kind, channel, commune_id, received_on, accepted_on, verified_on, classified_on, handled_on,
      counted_handled_on, stated_handled_on, outcome, clock_started_on, due_on, stated_due_on,
      suspended, received_by, recorded_at
    )
    select 'feedback', 'hotline', ${communeId}, day, day, day, day, ${handledOn}, ${handledOn},
      ${handledOn}, ${handledOn === null ? null : 'substantiated'}, day, ${dueOn}, ${dueOn}, ${suspended}, ${ANALYST}, ${NOW}
    from (select ${receivedOn}::date) received (day)
    returning code`;
  return tip?.code ?? '';
}

/** Inserts a step of a tip, as its next one. */
export async function addTipStep(
  sql: TransactionSql,
  code: string,
  given: {
    kind: string;
    on: IsoDate;
    by?: 'analyst' | 'leader';
    recordedOn?: IsoDate;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  const { by = 'leader', recordedOn = given.on } = given;
  await sql`
    insert into tip_event (
      tip_id, seq, kind, effective_on, recorded_at, actor_id, actor_role, detail
    )
    select
      tip.id, (select count(*) + 1 from tip_event where tip_id = tip.id), ${given.kind},
      ${given.on}, ${`${recordedOn}T03:00:00Z`}::timestamptz, ${by === 'leader' ? LEADER : ANALYST},
      ${by}, ${JSON.stringify(given.detail ?? {})}::text::jsonb
    from tip where tip.code = ${code}`;
}
