import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { emptyCheck, type CheckValues } from '#client/check-form/check-values.ts';
import type { KeptEvidence } from '#client/check-form/use-evidence.ts';
import { given } from '#client/forms/entered-values.ts';
import type { DevicePosition } from '#client/forms/use-position.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import type { CheckObstacle } from '#server/contract/check.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { FieldStop, RecordStopResult } from '#server/contract/route-result.ts';

import { arrivalAt } from './arrivals.ts';

export type ResultValues = CheckValues & {
  inspection: RecordStopResult['inspection'];
  checklist: RecordStopResult['checklist'];
};

/** Context that the outbox keeps so that the form can be opened again; the photos are kept beside it. */
export type ResultContext = {
  routeId: number;
  stop: Pick<FieldStop, 'id' | 'code' | 'name' | 'business' | 'objectId' | 'pointId'> & {
    /** Null in what older releases have kept. */
    place: FieldStop['place'] | null;
  };
  resultId: string;
  arrivedAt: string | null;
  values: ResultValues;
  /** Null: the device is asked. */
  position: DevicePosition | null;
};

/** Entries as the forms of older releases kept them. */
type OldContext = Pick<ResultContext, 'routeId' | 'resultId' | 'arrivedAt'> & {
  stop: Pick<FieldStop, 'id' | 'code' | 'name' | 'business'> & { objectId?: number | null };
  finishedAt: string | null;
  values: Omit<ResultValues, 'checkedAt'>;
};

/** A result that has not been recorded: the one that was pressed, if any. */
export function newResult(
  routeId: number,
  stop: FieldStop,
  { result, obstacle }: { result: CheckResult | null; obstacle: CheckObstacle | null },
): ResultContext {
  const { id, code, name, business, objectId, pointId, place } = stop;
  return {
    routeId,
    stop: { id, code, name, business, objectId, pointId, place },
    resultId: drawId(),
    arrivedAt: arrivalAt(id),
    values: withResult({ ...emptyCheck(), obstacle, inspection: null, checklist: {} }, result, {
      objectId,
    }),
    position: null,
  };
}

/**
 * Values after a result was chosen. At a business of the register of inspections without signs the usual outcome is
 * chosen along with it; it stands in the form and can be changed there.
 */
export function withResult(
  values: ResultValues,
  result: CheckResult | null,
  { objectId }: Pick<FieldStop, 'objectId'>,
): ResultValues {
  const usual = objectId !== null && result === 'no_sign' && values.inspection === null;
  return { ...values, result, inspection: usual ? 'no_violation' : values.inspection };
}

/** Tests for a visit that has to come to one of the results of an inspection: at a business of their register. */
export function needsInspection(
  { objectId }: ResultContext['stop'],
  values: ResultValues,
): boolean {
  const looked = values.result !== null && values.result !== 'could_not_check';
  return objectId !== null && looked && values.inspection === null;
}

/** Body of the result of a stop, as the contract takes it. */
export function resultBody(
  { stop, resultId, arrivedAt }: Pick<ResultContext, 'stop' | 'resultId' | 'arrivedAt'>,
  values: ResultValues,
  evidence: {
    known: { at: RecordStopResult['position']; accuracyMetres: number } | null;
    photos: readonly Pick<NewPhoto, 'id'>[];
  },
): { [Name in keyof RecordStopResult]?: unknown } {
  const { result, obstacle, checkedAt } = values;
  const hindered = result === 'could_not_check';
  const inspected = stop.business && !hindered;
  const arrived = arrivedAt !== null && checkedAt !== null && arrivedAt <= checkedAt;
  return {
    resultId,
    stopId: stop.id,
    arrivedAt: arrived ? arrivedAt : null,
    finishedAt: checkedAt,
    result,
    inspection: inspected ? values.inspection : null,
    checklist: inspected ? values.checklist : {},
    obstacle: hindered ? obstacle : null,
    reason: hindered && obstacle === 'other' ? given(values.reason) : null,
    note: given(values.note),
    position: evidence.known?.at ?? null,
    accuracyMetres: evidence.known?.accuracyMetres ?? null,
    photoIds: evidence.photos.map(({ id }) => id),
  };
}

/** The result as the outbox sends it, first its photos: those of a point belong to it, others to the route. */
export function resultEntry(
  context: ResultContext,
  {
    body,
    photos,
    lines,
    text,
  }: {
    body: RecordStopResult;
    photos: readonly NewPhoto[];
    lines: readonly EntryLine[];
    text: Text;
  },
): NewEntry {
  const { stop, routeId } = context;
  return {
    kind: 'route-result',
    path: `/api/routes/${routeId}/results`,
    body,
    lane: `route:${routeId}`,
    title: text.routes.field.record,
    label: stop.code === null ? stop.name : `${stop.code}, ${stop.name}`,
    lines,
    context,
    attachments: photosOf(photos, { routeId, pointId: stop.pointId }),
  };
}

/** Photos of a stop as the outbox sends them. */
export function photosOf(
  photos: readonly NewPhoto[],
  { routeId, pointId }: { routeId: number; pointId: number | null },
): NonNullable<NewEntry['attachments']> {
  const owner = pointId === null ? { routeId: String(routeId) } : { pointId: String(pointId) };
  return photos.map(({ id, file }) => ({
    id,
    path: '/api/attachments',
    fields: { ...owner, purpose: 'check' },
    file,
  }));
}

/** Context of an entry, also of one that an older release has kept. */
export function resultContext({ context }: Pick<Entry, 'context'>): ResultContext {
  const kept = context as OldContext | ResultContext;
  if ('position' in kept) return kept;
  const { finishedAt, stop, values, ...rest } = kept;
  return {
    ...rest,
    stop: { ...stop, objectId: stop.objectId ?? null, pointId: null, place: null },
    values: { ...values, checkedAt: finishedAt },
    position: { kind: 'left_out' },
  };
}

/** Evidence of an entry that is being changed. */
export function evidenceOf(
  { position }: ResultContext,
  photos: readonly NewPhoto[] | null,
): KeptEvidence | null {
  return photos === null ? null : { position, photos };
}
