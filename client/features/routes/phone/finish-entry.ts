import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import type { FinishShift } from '#server/contract/route-result.ts';

/** Context that the outbox keeps: the shift, and how many stops had no result when it ended. */
export type FinishContext = { routeId: number; shiftId: number; finishedAt: string };

/** The end of a shift as the outbox sends it, in one lane with the route's results: they go out before it. */
export function finishEntry(
  { routeId, title, teamName }: { routeId: number; title: string; teamName: string },
  { body, left, text }: { body: FinishShift; left: string | null; text: Text },
): NewEntry {
  const { field } = text.routes;
  const { shiftId, finishedAt = '' } = body;
  const context: FinishContext = { routeId, shiftId, finishedAt };
  return {
    kind: 'finish-shift',
    path: `/api/routes/${routeId}/finish`,
    body,
    lane: `route:${routeId}`,
    title: field.finish,
    label: `${title}, ${teamName}`,
    lines: left === null ? [] : [{ label: field.rest, value: left }],
    context,
  };
}

export function finishContext({ context }: Entry): FinishContext {
  return context as FinishContext;
}
