import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { addEvent, addPlace, ANALYST, LEADER, NOW } from './figures-city.ts';
import type { Entry, GivenCity, GivenPlace, GivenTip } from './random-figures.ts';

/** The instant of an entry: half an hour after the midnight with which its day begins in the city, or before the next. */
export function instantOf({ enteredOn, early }: Pick<Entry, 'enteredOn' | 'early'>): string {
  return early ? `${addDays(enteredOn, -1)}T17:30:00.000Z` : `${enteredOn}T16:30:00.000Z`;
}

/** Inserts a drawn city. @returns the ids of its places and the codes of all its places and tips, in their order */
export async function insertFigures(
  sql: TransactionSql,
  city: GivenCity,
  communeIds: readonly number[],
): Promise<{ pointIds: number[] }> {
  const idOf = (commune: number) => communeIds[commune] ?? 0;
  const into = await addPlace(sql, idOf(0), { cycles: [], status: 'proposed' });
  await sql`delete from point_commune where point_id = ${into}`;
  const pointIds: number[] = [];
  for (const place of city.places) pointIds.push(await insertPlace(sql, place, idOf, into));
  for (const tip of city.tips) await insertTip(sql, tip, idOf(tip.commune));
  for (const [key, day] of [
    ['check.schedule', city.schedule],
    ['signal.radius', city.signalRule],
  ] as const) {
    if (day === null) continue;
    await sql`
      insert into setting (key, valid_from, value, origin, set_at)
      values (${key}, ${day}, '{}', 'Quy tắc thử', ${NOW})`;
  }
  if (city.deadline !== null) {
    await sql`
      insert into deadline_rule (kind, valid_from, rule, origin, set_at)
      values ('feedback', ${city.deadline}, '{}', 'Quy tắc thử', ${NOW})`;
  }
  return { pointIds };
}

async function insertPlace(
  sql: TransactionSql,
  place: GivenPlace,
  idOf: (commune: number) => number,
  into: number,
): Promise<number> {
  const pointId = await addPlace(sql, idOf(place.lead), {
    status: place.status,
    since: '2026-03-05',
    cycles: place.openings.map(({ openedOn, eliminatedOn }) => ({
      openedOn,
      ...(eliminatedOn !== null && { eliminatedOn }),
    })),
    ...(place.merged && { mergedInto: into }),
  });
  for (const commune of place.touches) {
    await sql`
      insert into point_commune (point_id, commune_id, lead)
      values (${pointId}, ${idOf(commune)}, false)`;
  }
  await insertReplies(sql, pointId, place, idOf(place.lead));
  for (const act of place.acts) {
    const eventId = await addEntry(sql, pointId, act, act.kind);
    const later = { on: '2026-04-20', corrects: eventId };
    if (act.correctedTo !== null) {
      const detail = { event: { effectiveOn: act.correctedTo } };
      await addEvent(sql, pointId, { kind: 'corrected', detail, ...later });
    }
    if (act.annulled) await addEvent(sql, pointId, { kind: 'annulled', ...later });
  }
  for (const look of place.looks) {
    const eventId = await addEntry(sql, pointId, look, 'checked');
    await sql`
      insert into check_record (event_id, point_id, cycle, checked_on, result, reason)
      values (${eventId}, ${pointId}, 1, ${look.on}, ${look.result}, 'Đóng cửa.')`;
  }
  for (const signal of place.signals) {
    const by = signal.state === 'confirmed' || signal.state === 'rejected' ? LEADER : null;
    await sql`
      insert into signal (
        point_id, cycle, origin, state, grade, occurred_on, recorded_at, matched_at, raised_by,
        decided_by, decided_on
      ) values (
        ${pointId}, 1, 'reported', ${signal.state}, 'exact', ${signal.occurredOn}, ${NOW}, ${NOW},
        ${ANALYST}, ${by}, ${signal.decidedOn}
      )`;
  }
  await insertParts(sql, pointId, place, idOf);
  return pointId;
}

async function addEntry(
  sql: TransactionSql,
  pointId: number,
  entry: Entry,
  kind: string,
  detail = {},
): Promise<number> {
  const eventId = await addEvent(sql, pointId, {
    kind,
    on: entry.on,
    recordedAt: instantOf(entry),
    by: entry.own ? 'leader' : 'analyst',
    detail,
  });
  if (entry.verdict !== null) await reviewPaper(sql, 'event_id', eventId, entry.verdict);
  return eventId;
}

async function reviewPaper(
  sql: TransactionSql,
  column: 'event_id' | 'tip_event_id',
  id: number,
  verdict: 'seen' | 'refused',
): Promise<void> {
  await sql`
    insert into paper_review (${sql(column)}, verdict, reason, reviewed_by, reviewed_at)
    values (${id}, ${verdict}, 'Đã xem văn bản.', 'seed.coordinator', ${NOW})`;
}

async function insertReplies(
  sql: TransactionSql,
  pointId: number,
  place: GivenPlace,
  communeId: number,
): Promise<void> {
  for (const [i, { replyDueOn, replies }] of place.openings.entries()) {
    if (replyDueOn === null) continue;
    await sql`
      insert into reply_request (point_id, cycle, asked_on, due_on)
      values (${pointId}, ${i + 1}, '2026-02-01', ${replyDueOn})`;
    for (const [at, reply] of replies.entries()) {
      await sql`
        insert into reply (
          point_id, cycle, seq, commune_id, state, words, document_numbers, written_by, written_at
        ) values (
          ${pointId}, ${i + 1}, ${at + 1}, ${communeId}, ${reply.state}, 'Giải trình đủ dài.', '{}',
          ${LEADER}, ${instantOf({ enteredOn: reply.on, early: reply.early })}
        )`;
    }
  }
}

async function insertParts(
  sql: TransactionSql,
  pointId: number,
  place: GivenPlace,
  idOf: (commune: number) => number,
): Promise<void> {
  for (const part of place.parts) {
    const withdrawn = part.state === 'withdrawn';
    const [row] = await sql<{ id: number }[]>`
      insert into handover (
        point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on, answer_due_on,
        answered_by, answered_on, refusal_reason, withdrawn_by, withdrawn_on, withdrawal_reason
      ) values (
        ${pointId}, 1, 1, ${idOf(part.commune)}, ${part.state}, ${ANALYST}, ${part.proposedOn},
        ${part.dueOn}, ${part.answeredOn === null ? null : LEADER}, ${part.answeredOn},
        ${part.state === 'refused' ? 'wrong_commune' : null}, ${withdrawn ? ANALYST : null},
        ${part.withdrawnOn}, ${withdrawn ? 'Đề nghị nhầm.' : null}
      )
      returning id`;
    const kind = part.state === 'refused' ? 'handover_refused' : 'handover_confirmed';
    if (part.answer !== null) {
      await addEntry(sql, pointId, part.answer, kind, { handoverId: row?.id });
    }
  }
}

/** The days of a closing by its three readings: as typed, as it counts, as it is stated until somebody refuses it. */
export function closingDays(
  tip: GivenTip,
): { typed: IsoDate; counted: IsoDate; stated: IsoDate } | null {
  const closing = tip.steps.find(({ kind }) => kind === 'handled' || kind === 'forwarded');
  if (closing === undefined) return null;
  const { on, enteredOn, verdict } = closing;
  return {
    typed: on,
    counted: verdict === 'seen' ? on : enteredOn,
    stated: verdict === 'refused' ? enteredOn : on,
  };
}

async function insertTip(sql: TransactionSql, tip: GivenTip, communeId: number): Promise<void> {
  const days = closingDays(tip);
  const forwarded = tip.steps.some(({ kind }) => kind === 'forwarded');
  const dueOn = tip.suspended && days === null ? null : tip.dueOn;
  const [row] = await sql<{ id: number }[]>`
    insert into tip (
      kind, channel, commune_id, received_on, verified_on, classified_on, handled_on,
      counted_handled_on, stated_handled_on, outcome, forwarded_to, due_on, stated_due_on,
      suspended, received_by, recorded_at
    ) values (
      'feedback', 'in_person', ${communeId}, ${tip.receivedOn}, ${tip.receivedOn},
      ${tip.receivedOn}, ${days?.typed ?? null}, ${days?.counted ?? null}, ${days?.stated ?? null},
      ${days === null ? null : forwarded ? 'transferred' : 'substantiated'}, ${forwarded ? 'Cơ quan thử' : null}, ${dueOn},
      ${dueOn}, ${tip.suspended}, ${ANALYST}, ${NOW}
    )
    returning id`;
  for (const [i, step] of tip.steps.entries()) {
    const detail = step.namedKind === null ? {} : { kind: step.namedKind };
    const [event] = await sql<{ id: number }[]>`
      insert into tip_event (
        tip_id, seq, kind, effective_on, recorded_at, actor_id, actor_role, detail
      ) values (
        ${row?.id ?? 0}, ${i + 1}, ${step.kind}, ${step.on}, ${instantOf(step)},
        ${step.own ? LEADER : ANALYST}, ${step.own ? 'leader' : 'analyst'},
        ${JSON.stringify(detail)}::text::jsonb
      )
      returning id`;
    if (step.verdict !== null) await reviewPaper(sql, 'tip_event_id', event?.id ?? 0, step.verdict);
  }
}
