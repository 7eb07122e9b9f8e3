import { now } from '#client/i18n/clock.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';
import type { CheckObstacle } from '#server/contract/check.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { FieldStop, RecordStopResult } from '#server/contract/route-result.ts';

export type ResultValues = {
  result: CheckResult | null;
  inspection: RecordStopResult['inspection'];
  checklist: RecordStopResult['checklist'];
  obstacle: CheckObstacle | null;
  reason: string;
  note: string;
};

/** Context that the outbox keeps so that the form can be opened again. */
export type ResultContext = {
  routeId: number;
  stop: Pick<FieldStop, 'id' | 'code' | 'name' | 'business'> & {
    /** Absent in what older releases have kept. */
    objectId?: number | null;
  };
  resultId: string;
  arrivedAt: string | null;
  finishedAt: string | null;
  values: ResultValues;
};

export const EMPTY_RESULT: ResultValues = {
  result: null,
  inspection: null,
  checklist: {},
  obstacle: null,
  reason: '',
  note: '',
};

/** Tests for a visit that has to come to one of the results of an inspection: at a business of their register. */
export function needsInspection(
  { objectId }: ResultContext['stop'],
  values: ResultValues,
): boolean {
  const looked = values.result !== null && values.result !== 'could_not_check';
  return objectId != null && looked && values.inspection === null;
}

/** Body of the result of a stop, as the contract takes it. */
export function resultBody(
  { stop, resultId, arrivedAt, finishedAt }: ResultContext,
  values: ResultValues,
): { [Name in keyof RecordStopResult]?: unknown } {
  const hindered = values.result === 'could_not_check';
  const inspected = stop.business && !hindered;
  return {
    resultId,
    stopId: stop.id,
    arrivedAt,
    finishedAt: finishedAt ?? now(),
    result: values.result,
    inspection: inspected ? values.inspection : null,
    checklist: inspected ? values.checklist : {},
    obstacle: hindered ? values.obstacle : null,
    reason: hindered ? values.reason : null,
    note: values.note,
  };
}

/** The result as the outbox sends it: results of one route follow each other. */
export function resultEntry(
  context: ResultContext,
  body: RecordStopResult,
  { lines, text }: { lines: readonly EntryLine[]; text: Text },
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
    context: { ...context, finishedAt: body.finishedAt },
  };
}

export function resultContext({ context }: Entry): ResultContext {
  return context as ResultContext;
}
