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

/** What the outbox keeps so that the form can be opened again. */
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

/** Whether a visit has to come to one of the results of an inspection: at a business of their register. */
export function needsInspection(
  { objectId }: ResultContext['stop'],
  values: ResultValues,
): boolean {
  const looked = values.result !== null && values.result !== 'could_not_check';
  return objectId != null && looked && values.inspection === null;
}

/** Whether the values make a result: why is needed where nobody could look, words where the why is another. */
export function isWhole(stop: ResultContext['stop'], values: ResultValues): boolean {
  const { result, obstacle, reason } = values;
  if (result === null || needsInspection(stop, values)) return false;
  if (result !== 'could_not_check') return true;
  return obstacle !== null && (obstacle !== 'other' || reason.trim().length >= 3);
}

/** What happened at a stop as the outbox sends it: results of one route follow each other. */
export function resultEntry(
  context: ResultContext,
  { lines, text }: { lines: readonly EntryLine[]; text: Text },
): NewEntry {
  const { stop, values, resultId, arrivedAt } = context;
  const finishedAt = context.finishedAt ?? now();
  const hindered = values.result === 'could_not_check';
  const body: Partial<RecordStopResult> & { stopId: number } = {
    resultId,
    stopId: stop.id,
    arrivedAt,
    finishedAt,
    ...(values.result === null ? {} : { result: values.result }),
    inspection: stop.business && !hindered ? values.inspection : null,
    checklist: stop.business && !hindered ? values.checklist : {},
    obstacle: hindered ? values.obstacle : null,
    reason: hindered && values.reason.trim() !== '' ? values.reason.trim() : null,
    note: values.note.trim() === '' ? null : values.note.trim(),
  };
  return {
    kind: 'route-result',
    path: `/api/routes/${context.routeId}/results`,
    body,
    lane: `route:${context.routeId}`,
    title: text.routes.field.record,
    label: stop.code === null ? stop.name : `${stop.code}, ${stop.name}`,
    lines,
    context: { ...context, finishedAt },
  };
}

export function resultContext({ context }: Entry): ResultContext {
  return context as ResultContext;
}
