import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { NewWebhookBody, Webhook, WebhookAttempt } from '#server/contract/webhook.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the receivers by name, or one of them, each with the number of events that wait for it. */
export async function listReceivers(
  sql: TransactionSql,
  now: IsoInstant,
  id?: number,
): Promise<Webhook[]> {
  return sql<Webhook[]>`
    select
      receiver.id, receiver.name, receiver.address, receiver.detail, receiver.kinds,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('id', commune.id, 'code', commune.code, 'name', commune.name)
            order by commune.code
          ),
          '[]'
        )
        from commune
        where commune.id = any (receiver.commune_ids)
      ) as communes,
      receiver.state, receiver.paused_because, receiver.paused_at,
      case
        when receiver.previous_valid_until > ${now}::timestamptz then receiver.previous_valid_until
      end as previous_valid_until,
      (
        select count(*)::integer from outgoing_event
        where outgoing_event.number > receiver.told_to
          and outgoing_event.kind = any (receiver.kinds)
          and (
            receiver.commune_ids = '{}' or outgoing_event.figures is not null
            or outgoing_event.commune_ids && receiver.commune_ids
          )
      ) as waiting,
      receiver.failures, receiver.failing_since, receiver.next_attempt_at, receiver.last_outcome,
      receiver.last_status, receiver.last_taken_at, receiver.created_at
    from webhook_receiver receiver
    where ${id ?? null}::integer is null or receiver.id = ${id ?? null}
    order by receiver.name`;
}

/** Counts the receivers, and keeps others from adding one until the transaction ends. */
export async function lockAndCountReceivers(sql: TransactionSql): Promise<number> {
  await sql`lock table webhook_receiver in share row exclusive mode`;
  const [row] = await sql<{ receivers: number }[]>`
    select count(*)::integer as receivers from webhook_receiver`;
  return row?.receivers ?? 0;
}

/** Adds a receiver, which is told of what is noted from now on. */
export async function insertReceiver(
  sql: TransactionSql,
  receiver: NewWebhookBody & { secret: string; createdBy: string; now: IsoInstant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into webhook_receiver (
      name, address, detail, kinds, commune_ids, secret, told_to, next_attempt_at, created_by, created_at
    )
    values (
      ${receiver.name}, ${receiver.address}, ${receiver.detail}, ${[...new Set(receiver.kinds)]}::text[],
      ${[...new Set(receiver.communeIds)]}::integer[], ${receiver.secret},
      (select coalesce(max(number), 0) from outgoing_event), ${receiver.now}, ${receiver.createdBy},
      ${receiver.now}
    )
    returning id`;
  if (row === undefined) throw new Error('a new receiver got no number');
  return row.id;
}

/** Counts those of some ids that name a commune. */
export async function countCommunes(sql: TransactionSql, ids: readonly number[]): Promise<number> {
  const [row] = await sql<{ known: number }[]>`
    select count(*)::integer as known from commune where id = any (${[...ids]}::integer[])`;
  return row?.known ?? 0;
}

/** Stops the sending. False where there is no such receiver. */
export async function pauseReceiver(
  sql: TransactionSql,
  { id, now }: { id: number; now: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update webhook_receiver
    set
      state = 'paused', paused_because = coalesce(paused_because, 'by_hand'),
      paused_at = coalesce(paused_at, ${now})
    where id = ${id}
    returning id`;
  return rows.length === 1;
}

/**
 * Lets the sending go on at once, from where it stood or from the first event noted at `from` or later. Whoever delivers
 * to it at this moment loses the hold. False where there is no such receiver.
 */
export async function resumeReceiver(
  sql: TransactionSql,
  { id, from, now }: { id: number; from: IsoInstant | null; now: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update webhook_receiver
    set
      state = 'active', paused_because = null, paused_at = null, failures = 0, failing_since = null,
      next_attempt_at = ${now}, held_by = null, held_until = null,
      told_to = case
        when ${from}::timestamptz is null then told_to
        else least(
          told_to,
          (select coalesce(max(number), 0) from outgoing_event where noted_at < ${from}::timestamptz)
        )
      end
    where id = ${id}
    returning id`;
  return rows.length === 1;
}

/** Puts a new secret in front of the present one. False where there is no such receiver. */
export async function rotateSecret(
  sql: TransactionSql,
  rotation: { id: number; secret: string; previousValidUntil: IsoInstant | null },
): Promise<boolean> {
  const { id, secret, previousValidUntil } = rotation;
  const rows = await sql`
    update webhook_receiver
    set
      secret = ${secret}, previous_valid_until = ${previousValidUntil},
      previous_secret = case when ${previousValidUntil}::timestamptz is null then null else secret end
    where id = ${id}
    returning id`;
  return rows.length === 1;
}

export async function deleteReceiver(sql: TransactionSql, id: number): Promise<boolean> {
  const rows = await sql`delete from webhook_receiver where id = ${id} returning id`;
  return rows.length === 1;
}

/** The last attempts at a receiver, latest first. */
export async function listAttempts(
  sql: TransactionSql,
  receiverId: number,
  limit: number,
): Promise<WebhookAttempt[]> {
  return sql<WebhookAttempt[]>`
    select event_id, kind, attempted_at, outcome, status, milliseconds
    from webhook_attempt
    where receiver_id = ${receiverId}
    order by id desc
    limit ${limit}`;
}

/** Forgets events that were noted before a moment, whether they were delivered or not. */
export async function forgetEvents(sql: TransactionSql, before: IsoInstant): Promise<void> {
  await sql`delete from outgoing_event where noted_at < ${before}`;
}

/** Tells if some receiver wants a kind of event. */
export async function isWanted(sql: TransactionSql, kind: string): Promise<boolean> {
  const rows = await sql`select id from webhook_receiver where ${kind} = any (kinds) limit 1`;
  return rows.length > 0;
}

export async function listCommunesInForce(
  sql: TransactionSql,
  on: IsoDate,
): Promise<{ id: number; code: string }[]> {
  return sql<{ id: number; code: string }[]>`
    select id, code from commune
    where valid_from <= ${on} and (valid_to is null or valid_to > ${on})
    order by code`;
}
