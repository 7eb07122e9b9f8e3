import type { PointStatus } from '#server/contract/point.ts';
import {
  movesStatus,
  type LifeEvent,
  type LifePart,
  type Plan,
} from '#server/features/annulments/rules.ts';

export type Part = LifePart & { responded: boolean };
export type Signal = { id: number; key: number; cycle: number; state: string };

/** A place in memory: the same things as the tables of the register hold, but for days and persons. */
export type NaiveState = {
  status: PointStatus;
  cycle: number;
  merged: boolean;
  removed: boolean;
  events: LifeEvent[];
  parts: Part[];
  signals: Signal[];
  looks: { eventId: number; key: number }[];
  cycles: Map<number, { eliminated: boolean; handedOver: boolean }>;
  asked: Set<number>;
};

export function emptyState(): NaiveState {
  return {
    status: 'proposed',
    cycle: 0,
    merged: false,
    removed: false,
    events: [],
    parts: [],
    signals: [],
    looks: [],
    cycles: new Map(),
    asked: new Set(),
  };
}

/** Lets a life follow one effect of a plan, by what it says. */
export function follow(life: NaiveState, effect: Plan['effects'][number]): void {
  const cycleOf = (number: number) =>
    life.cycles.get(number) ?? { eliminated: false, handedOver: false };
  const parts = (ids: readonly number[]) => life.parts.filter(({ id }) => ids.includes(id));
  switch (effect.kind) {
    case 'cycle_removed':
      life.cycles.delete(effect.cycle);
      return;
    case 'reply_no_longer_asked':
      life.asked.delete(effect.cycle);
      return;
    case 'closure_removed':
      life.cycles.set(effect.cycle, { eliminated: false, handedOver: false });
      return;
    case 'handed_over_removed':
      life.cycles.set(effect.cycle, { ...cycleOf(effect.cycle), handedOver: false });
      return;
    case 'handover_back':
      for (const part of parts(effect.handoverIds)) part.state = 'pending';
      return;
    case 'handover_removed':
      life.parts = life.parts.filter(({ id }) => !effect.handoverIds.includes(id));
      return;
    case 'response_removed':
      for (const part of parts(effect.handoverIds)) part.responded = false;
      return;
    case 'check_removed':
      life.looks = life.looks.filter(({ eventId }) => eventId !== effect.eventId);
      return;
    case 'suspicion_removed':
      life.signals = life.signals.filter(({ id }) => id !== effect.signalId);
      return;
    case 'suspicion_back':
      for (const signal of life.signals) {
        if (signal.id === effect.signalId) signal.state = 'suspected';
      }
      return;
    case 'merge_removed':
      life.merged = false;
      return;
    case 'place_removed':
      life.removed = true;
      return;
    case 'status':
      return;
    case 'cycle_opened':
    case 'handover_asked':
    case 'handover_cancelled':
    case 'handover_not_back':
    case 'handover_taken_back':
    case 'handover_withdrawn':
    case 'reply_asked':
    case 'suspicion_matched_anew':
      throw new Error(`this life knows no ${effect.kind}`);
  }
}

/** All that counts of the place, without its numbers and without the trace of what was annulled. */
export function pictureOf(life: NaiveState) {
  const sorted = <T>(rows: readonly T[]) =>
    rows.map((row) => JSON.stringify(row)).toSorted((a, b) => a.localeCompare(b));
  return {
    status: life.status,
    cycle: life.cycle,
    merged: life.merged,
    removed: life.removed,
    cycles: [...life.cycles],
    asked: [...life.asked],
    parts: sorted(
      life.parts.map(({ cycle, attempt, communeId, state, responded }) => ({
        cycle,
        attempt,
        communeId,
        state,
        responded,
      })),
    ),
    signals: sorted(life.signals.map(({ key, cycle, state }) => ({ key, cycle, state }))),
    looks: sorted(life.looks.map(({ key }) => key)),
    events: life.events
      .filter(({ kind, annulled }) => !annulled && kind !== 'annulled')
      // The status beside an event that did not move it is what stood when it was entered.
      .map((event) =>
        movesStatus(event) ? [event.kind, event.cycle, event.statusAfter] : [event.kind],
      ),
  };
}
