import type { ActEffect } from './act-effect.ts';
import type { HandoverState } from './handover.ts';
import type { Act } from './life-cycle.ts';

type Part = {
  id: number;
  communeId: number;
  cycle: number;
  state: HandoverState;
  documentNumber: string | null;
};

/**
 * Effects of an act beside the status that it moves. The forms of the browser name it before, and the server carries
 * out the same list.
 *
 * @param handoverId the part that the act answers; null where it answers none.
 */
export function effectsOfAct(
  act: Act,
  point: { cycle: number },
  parts: readonly Part[],
  handoverId: number | null = null,
): ActEffect[] {
  const waiting = parts.filter(
    ({ id, cycle, state }) => state === 'pending' && cycle === point.cycle && id !== handoverId,
  );
  const cycle = point.cycle + 1;
  const opened: ActEffect[] = [
    { kind: 'cycle_opened', cycle },
    { kind: 'reply_asked', cycle },
  ];
  if (act === 'recognise') return opened;
  if (act === 'mark_recurring') return [...cancelled(waiting), ...opened];
  return act === 'delist' || act === 'refuse_handover' ? cancelled(waiting) : [];
}

function cancelled(parts: readonly Part[]): ActEffect[] {
  if (parts.length === 0) return [];
  return [
    {
      kind: 'handover_cancelled',
      handoverIds: parts.map(({ id }) => id),
      communeIds: parts.map(({ communeId }) => communeId),
      // The part of a commune that follows another has no number of its own.
      documentNumber: parts.find((part) => part.documentNumber !== null)?.documentNumber ?? null,
    },
  ];
}
