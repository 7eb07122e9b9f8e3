import type * as z from 'zod';

import type { CorrectBody, MergeBody, UndoMergeBody } from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { CorrectedPlace } from '#server/contract/place.ts';
import type { ReviewPointPaper } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { askAnew } from '#server/features/handovers/ask-commands.ts';
import { mustAskAnew } from '#server/features/handovers/rules.ts';
import { insertPaperReview } from '#server/features/late-entries/queries.ts';
import { whyNotReview } from '#server/features/late-entries/rules.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change-commands.ts';
import { deriveFlags } from '#server/features/life-cycle/flag-commands.ts';
import { isMeasured, lockPoint } from '#server/features/life-cycle/queries.ts';

import { isOfCity, whyNotMerge } from './bounds-rules.ts';
import {
  answersElsewhere,
  misplacedField,
  movesFigure,
  valuesBefore,
  whyNotRedate,
} from './correction-rules.ts';
import { findEventActor, listEvents, listOrderedEvents } from './history-queries.ts';
import {
  chooseLeadCommune,
  findCategory,
  isOfCategory,
  replaceAliases,
  setMergedInto,
} from './queries.ts';
import { listCommunesOfPoint, updatePlace } from './place-queries.ts';
import { namedAliases, placeWithin, statedTexts, unknownCategory } from './propose-commands.ts';
import { rewrite } from './rewrite-queries.ts';
import { redate, refreshStatusSince } from './redate-queries.ts';

const EARLIEST_DAY = '1900-01-01';

type Correction = z.infer<typeof CorrectBody>;

/** Corrects what is said of a place, or the day, number, way or words of one event. The old values stay on record. */
export async function correctPoint(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: Correction,
  consent?: Consent,
): Promise<void> {
  if (input.point === undefined && input.event === undefined) {
    throw new AppError('request.invalid', { errors: [{ pointer: '/point', code: 'required' }] });
  }
  const request = {
    act: 'correct' as const,
    pointId,
    input,
    texts: {
      reason: input.reason,
      ...statedTexts(input.point ?? {}),
      'event/note': input.event?.note ?? null,
      'event/documentNumber': input.event?.documentNumber ?? null,
      'event/grounds': input.event?.grounds ?? null,
      ...namedAliases(input.point?.aliases ?? []),
    },
    notBefore: () => EARLIEST_DAY,
    consent,
  };
  await changePoint(deps, actor, request, async (change) => {
    if (input.point !== undefined) await correctPlace(change, input.point, input.reason);
    if (input.event !== undefined) await correctEvent(change, input.event, input.reason);
  });
}

async function correctPlace(change: Change, place: CorrectedPlace, reason: string): Promise<void> {
  const { sql, point } = change;
  const category = place.category === undefined ? null : await findCategory(sql, place.category);
  if (place.category !== undefined && category === null) throw unknownCategory();
  if (place.geometry !== undefined && !isOfCity(place.geometry)) {
    throw new AppError('point.outside_city');
  }
  const known = category === null || (await isOfCategory(sql, point.id, category.code));
  await updatePlace(sql, point.id, { ...place, kind: category?.kind });
  if (place.aliases !== undefined) await replaceAliases(sql, point.id, place.aliases);
  const before = await listCommunesOfPoint(sql, point.id);
  const moved = place.geometry !== undefined || place.anchor !== undefined;
  const anew = moved && (await movesToOthers(change));
  if (place.leadCommuneId !== undefined) {
    const chosen = await chooseLeadCommune(sql, point.id, place.leadCommuneId);
    if (!chosen) throw new AppError('point.lead_not_touched');
  }
  const after = await listCommunesOfPoint(sql, point.id);
  // Another commune would answer for what has happened here, or it would be compared with places of another kind.
  const moves = !known || answersElsewhere(before, after);
  const two = moves && (await isMeasured(sql, point.id));
  if (two && change.consent !== undefined) change.takeTwo();
  change.append('corrected', { detail: { reason, fields: Object.keys(place) } });
  if (anew) await askAnew(change, reason);
  if (two) change.takeTwo();
}

/** Finds the communes of a moved place; true when its hand-over binds others than these. */
async function movesToOthers({ sql, point, state }: Change): Promise<boolean> {
  const before = await listCommunesOfPoint(sql, point.id);
  await placeWithin(sql, point.id);
  const after = await listCommunesOfPoint(sql, point.id);
  const ids = (communes: typeof before) => communes.map(({ communeId }) => communeId);
  return mustAskAnew(point.status, state.handovers, { before: ids(before), after: ids(after) });
}

async function correctEvent(
  change: Change,
  correction: NonNullable<Correction['event']>,
  reason: string,
): Promise<void> {
  const { sql, point, deps } = change;
  const events = await listOrderedEvents(sql, point.id);
  const event = events.find((candidate) => candidate.id === correction.id);
  if (event === undefined) throw new AppError('point.event_not_correctable');
  const to = correction.effectiveOn ?? event.effectiveOn;
  const refusal = whyNotRedate(events, event.id, to, deps.clock.today());
  if (refusal !== null) {
    throw new AppError(refusal, { errors: [{ pointer: '/event/effectiveOn', code: refusal }] });
  }
  const field = misplacedField(event.kind, correction);
  if (field !== null) {
    const code = 'point.event_not_correctable';
    throw new AppError(code, { errors: [{ pointer: `/event/${field}`, code }] });
  }
  if (to !== event.effectiveOn && movesFigure(event.kind)) change.takeTwo();
  const { id: _id, ...changed } = correction;
  const before = valuesBefore(event, Object.keys(changed));
  change.append('corrected', {
    corrects: event.id,
    detail: { reason, kind: event.kind, event: changed, before },
  });
  await rewrite(sql, point.id, event, correction);
  if (to === event.effectiveOn) return;
  await redate(sql, point.id, event, to);
  await refreshStatusSince(sql, point.id);
}

/** Two entries of one place become one: this one is shown under the other, with all its history. */
export async function mergePoint(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof MergeBody>,
  consent?: Consent,
): Promise<void> {
  if (input.intoPointId === pointId) throw new AppError('point.merge_into_itself');
  const texts = { reason: input.reason };
  const request = { act: 'merge' as const, pointId, input, texts, consent };
  await changePoint(deps, actor, request, async (change) => {
    const target = await lockPoint(change.sql, input.intoPointId);
    if (target === null) throw new AppError('point.not_found');
    if (target.mergedInto !== null) throw new AppError('point.merged');
    const leadOf = async (id: number) =>
      (await listCommunesOfPoint(change.sql, id)).find(({ lead }) => lead)?.communeId ?? null;
    const refusal = whyNotMerge(
      { status: change.point.status, leadCommuneId: await leadOf(pointId) },
      { status: target.status, leadCommuneId: await leadOf(target.id) },
    );
    if (refusal !== null) throw new AppError(refusal);
    if (await isMeasured(change.sql, pointId)) change.takeTwo();
    await setMergedInto(change.sql, pointId, target.id);
    change.append('merged', { detail: { intoPointId: target.id, reason: input.reason } });
  });
}

/** Takes a merge back: the entry stands for itself again, as it was. */
export async function undoMerge(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof UndoMergeBody>,
  consent?: Consent,
): Promise<void> {
  const texts = { reason: input.reason };
  const request = { act: 'undo_merge' as const, pointId, input, texts, consent };
  await changePoint(deps, actor, request, async (change) => {
    if (await isMeasured(change.sql, pointId)) change.takeTwo();
    await setMergedInto(change.sql, pointId, null);
    change.append('merge_undone', { detail: { reason: input.reason } });
  });
}

/**
 * Says what the paper of a check or of an answer shows that was entered after its day. A look whose paper was seen
 * ends what was owed on the day that was typed; else on that of its recording. Nobody says so of their own entry.
 */
export async function reviewPointPaper(
  deps: Deps,
  actor: Actor,
  pointId: number,
  { eventId, ...review }: ReviewPointPaper,
): Promise<void> {
  refuseForbiddenText({ reason: review.reason });
  await writeAsActor(deps.database, actor, async (sql) => {
    if ((await lockPoint(sql, pointId)) === null) throw new AppError('point.not_found');
    const event = (await listEvents(sql, pointId, actor)).find(({ id }) => id === eventId);
    if (event === undefined) throw new AppError('late_entry.not_found');
    const refusal = whyNotReview(event.late, actor, await findEventActor(sql, eventId));
    if (refusal !== null) throw new AppError(refusal);
    const by = { reviewedBy: actor.accountId, reviewedAt: deps.clock.now() };
    await insertPaperReview(sql, 'event_id', eventId, { ...review, ...by });
    await deriveFlags(sql, deps, pointId);
    await appendAudit(sql, deps.clock, {
      action: review.verdict === 'seen' ? 'point.paper_seen' : 'point.paper_refused',
      subjectKind: 'point',
      subjectId: String(pointId),
      detail: { eventId, kind: event.kind, effectiveOn: event.effectiveOn },
    });
  });
  await deps.points.refresh([pointId]);
}
