import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { Meanwhile } from '#client/offline/outbox/kinds.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import type { ProblemCode } from '#server/contract/problem.ts';

const LANE = /^point:(\d+)$/;

/** Writes about one point never overtake each other, whatever they write. */
export function pointLane(pointId: number): string {
  return `point:${pointId}`;
}

/** Refusals of an act on one point after which this act can only fail there. */
export const POINT_SETTLED = [
  'lifecycle.wrong_status',
  'point.merged',
  'point.removed',
  'point.not_found',
] as const satisfies readonly ProblemCode[];

/** The record as the server has it now. Throws ApiProblem, ApiUnreachable. */
export function freshRecord({ lane }: Entry): Promise<PointDetail> {
  const id = LANE.exec(lane)?.[1] ?? '';
  return call(api.points[':id'].$get({ param: { id }, query: {} }));
}

/**
 * Lists the records about the point since the writer had seen it, oldest first. Where none is later the last record
 * stands alone: the device's clock was ahead, or the list that the writer saw was older than other data on the screen.
 */
export async function meanwhileAtPoint(entry: Entry, text: Text): Promise<readonly Meanwhile[]> {
  const events = (await freshRecord(entry)).events.toSorted((a, b) => a.seq - b.seq);
  const later = events.filter(({ recordedAt }) => recordedAt > entry.seenAt);
  return (later.length > 0 ? later : events.slice(-1)).map(({ kind, actorName, recordedAt }) => ({
    what: text.register.event[kind],
    who: actorName,
    at: recordedAt,
  }));
}

/** The lines of a preview as the outbox keeps them. */
export function plainLines(lines: readonly RecordLine[]): { label: string; value: string }[] {
  return lines.flatMap(({ label, value }) =>
    typeof value === 'string' || typeof value === 'number' ? [{ label, value: String(value) }] : [],
  );
}
