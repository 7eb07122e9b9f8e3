import type { EventKind } from '#server/contract/point.ts';
import type { LifeEvent } from '#server/features/annulments/rules.ts';

/** Makes the first act of a life, by somebody else, recorded at 8:00 in Hanoi; what a test is about is named there. */
export function lifeEvent(kind: EventKind, more: Partial<LifeEvent> = {}): LifeEvent {
  return {
    id: 1,
    seq: 1,
    cycle: 1,
    kind,
    effectiveOn: '2026-03-02',
    recordedAt: '2026-03-02T01:00:00.000Z',
    actorId: 'somebody else',
    actorName: null,
    statusAfter: 'eliminated',
    detail: {},
    annulled: false,
    ...more,
  };
}
