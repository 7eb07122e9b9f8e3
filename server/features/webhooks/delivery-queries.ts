import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { WebhookDetail, WebhookOutcome } from '#server/contract/webhook.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { CommuneFigures, OutgoingEvent } from './rules.ts';

/** Attempts that are kept of each receiver. */
const KEPT_ATTEMPTS = 200;

/**
 * Numbers the events that were noted since the last time, at most `limit`, and forgets those of other kinds.
 *
 * Numbers are given by one transaction after the other, so no reader ever sees a number before a smaller one. An event
 * that commits late gets a late number and is not missed. The events of one point keep their order, since its row is
 * locked from one to the next: whoever sees the second sees the first too, which has the smaller id.
 * @returns the number of events that were noted
 */
export async function numberEvents(
  sql: TransactionSql,
  { kinds, limit }: { kinds: readonly string[]; limit: number },
): Promise<number> {
  await lockNumbers(sql);
  const noted = await sql<{ eventId: number }[]>`
    select event_id from outgoing_pending order by event_id limit ${limit}`;
  if (noted.length === 0) return 0;
  const ids = noted.map(({ eventId }) => eventId);
  await sql`
    insert into outgoing_event (id, kind, event_id, point_id, commune_ids, on_day, noted_at)
    select
      gen_random_uuid(), event.kind, event.id, event.point_id,
      array(
        select point_commune.commune_id from point_commune
        where point_commune.point_id = event.point_id
        order by point_commune.commune_id
      ),
      -- A correction tells the day that counts from now on.
      case
        when event.kind = 'corrected'
        then coalesce((event.detail -> 'event' ->> 'effectiveOn')::date, corrected.effective_on)
        else event.effective_on
      end,
      event.recorded_at
    from event
    left join event corrected on corrected.id = event.corrects
    where event.id = any (${ids}::integer[]) and event.kind = any (${[...kinds]}::text[])
      -- What never went out is not taken back either.
      and (
        event.kind not in ('corrected', 'annulled') or corrected.kind = any (${[...kinds]}::text[])
      )
    order by event.id`;
  await sql`delete from outgoing_pending where event_id = any (${ids}::integer[])`;
  return noted.length;
}

/** Adds the figures of a period; false where it has been published before. */
export async function insertFigures(
  sql: TransactionSql,
  given: { kind: string; onDay: IsoDate; figures: readonly CommuneFigures[]; now: IsoInstant },
): Promise<boolean> {
  await lockNumbers(sql);
  const rows = await sql`
    insert into outgoing_event (id, kind, commune_ids, on_day, figures, noted_at)
    values (
      gen_random_uuid(), ${given.kind}, '{}', ${given.onDay},
      ${JSON.stringify(given.figures)}::text::jsonb, ${given.now}
    )
    on conflict (kind, on_day) where figures is not null do nothing
    returning number`;
  return rows.length === 1;
}

async function lockNumbers(sql: TransactionSql): Promise<void> {
  await sql`lock table outgoing_event in share row exclusive mode`;
}

/** Tells if events wait for their numbers. */
export async function hasNotedEvents(sql: TransactionSql): Promise<boolean> {
  const rows = await sql`select event_id from outgoing_pending limit 1`;
  return rows.length > 0;
}

/** Lists the receivers that are due, have something to be told and are held by nobody. */
export async function listDueReceivers(sql: TransactionSql, now: IsoInstant): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from webhook_receiver
    where state = 'active' and next_attempt_at <= ${now}
      and (held_until is null or held_until < ${now})
      and told_to < (select coalesce(max(number), 0) from outgoing_event)
    order by id`;
  return rows.map(({ id }) => id);
}

export type HeldReceiver = {
  id: number;
  address: string;
  detail: WebhookDetail;
  communeIds: number[];
  /** The sealed secrets that are valid now, the newest first. */
  secrets: string[];
  failures: number;
  failingSince: IsoInstant | null;
};

/** Takes a receiver, so that no other process delivers to it; null where another has been faster. */
export async function holdReceiver(
  sql: TransactionSql,
  { id, holder, now, until }: { id: number; holder: string; now: IsoInstant; until: IsoInstant },
): Promise<HeldReceiver | null> {
  const [row] = await sql<HeldReceiver[]>`
    update webhook_receiver
    set held_by = ${holder}, held_until = ${until}
    where id = ${id} and state = 'active' and next_attempt_at <= ${now}
      and (held_until is null or held_until < ${now})
    returning
      id, address, detail, commune_ids, failures, failing_since,
      case
        when previous_valid_until > ${now} then array[secret, previous_secret]
        else array[secret]
      end as secrets`;
  return row ?? null;
}

/** The secrets and the address of a receiver, for a try by hand; null where there is none. */
export async function findReceiver(
  sql: TransactionSql,
  { id, now }: { id: number; now: IsoInstant },
): Promise<HeldReceiver | null> {
  const [row] = await sql<HeldReceiver[]>`
    select
      id, address, detail, commune_ids, failures, failing_since,
      case
        when previous_valid_until > ${now} then array[secret, previous_secret]
        else array[secret]
      end as secrets
    from webhook_receiver
    where id = ${id}`;
  return row ?? null;
}

type Held = { id: number; holder: string };

/**
 * Reads the next events for a held receiver, in order. Numbers that are not for it are passed over: where nothing is left
 * it has been told everything. Empty also where it is paused or held by another meanwhile.
 */
export async function readNextEvents(
  sql: TransactionSql,
  { id, holder, limit }: Held & { limit: number },
): Promise<OutgoingEvent[]> {
  const [last] = await sql<{ number: number }[]>`
    select coalesce(max(number), 0) as number from outgoing_event`;
  const events = await sql<OutgoingEvent[]>`
    select
      event.number, event.id, event.kind, event.on_day, event.noted_at, event.figures,
      point.code as point_code, replaced.id as replaces,
      (
        select coalesce(
          jsonb_agg(jsonb_build_object('id', commune.id, 'code', commune.code) order by commune.code),
          '[]'
        )
        from commune
        where commune.id = any (event.commune_ids)
      ) as communes
    from webhook_receiver receiver
    join outgoing_event event
      on event.number > receiver.told_to and event.kind = any (receiver.kinds)
      and (
        receiver.commune_ids = '{}' or event.figures is not null
        or event.commune_ids && receiver.commune_ids
      )
    left join point on point.id = event.point_id
    left join event fact on fact.id = event.event_id
    left join outgoing_event replaced on replaced.event_id = fact.corrects
    where receiver.id = ${id} and receiver.held_by = ${holder} and receiver.state = 'active'
      and event.number <= ${last?.number ?? 0}
    order by event.number
    limit ${limit}`;
  if (events.length === 0) {
    await sql`
      update webhook_receiver set told_to = greatest(told_to, ${last?.number ?? 0})
      where id = ${id} and held_by = ${holder} and state = 'active'`;
  }
  return events;
}

export type Attempt = {
  receiverId: number;
  eventId: string;
  kind: string;
  at: IsoInstant;
  outcome: WebhookOutcome;
  status: number | null;
  milliseconds: number;
};

export async function insertAttempt(sql: TransactionSql, attempt: Attempt): Promise<void> {
  await sql`
    insert into webhook_attempt (
      receiver_id, event_id, kind, attempted_at, outcome, status, milliseconds
    )
    select
      ${attempt.receiverId}, ${attempt.eventId}, ${attempt.kind}, ${attempt.at}, ${attempt.outcome},
      ${attempt.status}, ${attempt.milliseconds}
    from webhook_receiver
    where id = ${attempt.receiverId}`;
}

/** The event was taken: the next one is due. False where the hold is lost or the receiver is paused. */
export async function recordTaken(
  sql: TransactionSql,
  taken: Held & { number: number; status: number | null; now: IsoInstant; until: IsoInstant },
): Promise<boolean> {
  const [row] = await sql<{ state: string }[]>`
    update webhook_receiver
    set
      told_to = ${taken.number}, failures = 0, failing_since = null, last_outcome = 'taken',
      last_status = ${taken.status}, last_taken_at = ${taken.now}, held_until = ${taken.until}
    where id = ${taken.id} and held_by = ${taken.holder}
    returning state`;
  return row?.state === 'active';
}

/** The event was not taken: it stays the next one, due later, or the receiver is paused. */
export async function recordFailure(
  sql: TransactionSql,
  failed: Held & {
    failures: number;
    since: IsoInstant;
    outcome: WebhookOutcome;
    status: number | null;
    nextAttemptAt: IsoInstant;
    pause: 'gone' | 'failing' | null;
    now: IsoInstant;
  },
): Promise<boolean> {
  const rows = await sql`
    update webhook_receiver
    set
      failures = ${failed.failures}, failing_since = ${failed.since}, last_outcome = ${failed.outcome},
      last_status = ${failed.status}, next_attempt_at = ${failed.nextAttemptAt},
      state = case when ${failed.pause}::text is null then state else 'paused' end,
      paused_because = coalesce(paused_because, ${failed.pause}::text),
      paused_at = case
        when ${failed.pause}::text is null then paused_at
        else coalesce(paused_at, ${failed.now}::timestamptz)
      end
    where id = ${failed.id} and held_by = ${failed.holder}
    returning id`;
  return rows.length === 1;
}

/** Gives a receiver back, and forgets all but its last attempts. */
export async function releaseReceiver(sql: TransactionSql, { id, holder }: Held): Promise<void> {
  await sql`
    update webhook_receiver set held_by = null, held_until = null
    where id = ${id} and held_by = ${holder}`;
  await sql`
    delete from webhook_attempt
    where receiver_id = ${id} and id <= (
      select attempt.id from webhook_attempt attempt
      where attempt.receiver_id = ${id}
      order by attempt.id desc
      offset ${KEPT_ATTEMPTS} limit 1
    )`;
}
