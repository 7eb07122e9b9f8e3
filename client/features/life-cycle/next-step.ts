import type { Handover } from '#server/contract/handover.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** The step that a place waits for. */
export type NextStep =
  | { kind: 'judge' | 'eliminate' | 'verify' | 'answer_refusal' | 'hand_over' }
  | { kind: 'communes'; waiting: readonly Handover[] }
  | { kind: 'check'; on: IsoDate };

/** The step that a place waits for now, whoever does it; null where it waits for nothing. */
export function nextStep(point: PointDetail): NextStep | null {
  if (point.mergedInto !== null || point.removed) return null;
  if (point.status === 'proposed') return { kind: 'judge' };
  if (point.status === 'active' || point.status === 'recurring') return { kind: 'eliminate' };
  if (point.flags.includes('suspected')) return { kind: 'verify' };
  if (point.status === 'eliminated') {
    const current = point.handovers.filter(({ cycle }) => cycle === point.cycle);
    if (
      current.some(({ state }) => state === 'refused') &&
      point.flags.includes('handover_refused')
    )
      return { kind: 'answer_refusal' };
    const waiting = current.filter(({ state }) => state === 'pending');
    return waiting.length > 0 ? { kind: 'communes', waiting } : { kind: 'hand_over' };
  }
  return point.nextCheckOn === null ? null : { kind: 'check', on: point.nextCheckOn };
}

const ACTS_OF: Readonly<Record<NextStep['kind'], readonly Act[]>> = {
  judge: ['recognise'],
  eliminate: ['eliminate'],
  verify: ['check'],
  answer_refusal: ['respond_refusal'],
  hand_over: ['propose_handover'],
  communes: ['confirm_handover'],
  check: ['check'],
};

/** The acts that bring the place on from here; a withdrawal is never among them. */
export function expectedActs(point: PointDetail): readonly Act[] {
  const step = nextStep(point);
  return step === null ? [] : ACTS_OF[step.kind];
}
