import * as fc from 'fast-check';

import type { EventKind, PointStatus } from '#server/contract/point.ts';
import type { Life, Plan } from '#server/features/annulments/rules.ts';

import {
  emptyState,
  follow,
  pictureOf,
  type NaiveState,
  type Part,
  type Signal,
} from './naive-state.ts';

const STEPS = [
  'recognise',
  'decline',
  'eliminate',
  'eliminate',
  'propose',
  'propose',
  'confirm',
  'confirm',
  'refuse',
  'respond',
  'withdraw',
  'look',
  'signs',
  'reject',
  'confirmSignal',
  'recur',
  'delist',
  'merge',
  'unmerge',
] as const;
/** `key` names the commune that answers (odd or even), and the suspicion that is raised or decided on. */
export type Step = { act: (typeof STEPS)[number]; key: number };
export const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...STEPS),
  key: fc.nat(3),
});

const DAY = '2026-01-01';
const COMMUNES = [1, 2];

/** A place in memory with the acts as the rules of the register describe them; knows nothing of days and persons. */
export class NaiveLife {
  readonly #life: NaiveState = emptyState();
  #nextId = 1;

  constructor() {
    this.#append('proposed');
  }

  /** Id of the event of the latest act; that of a look, not of the suspicion that it raised. */
  lastId = 0;

  /** @returns false when the act is not possible where the place stands */
  perform({ act, key }: Step): boolean {
    if (this.#life.removed || this.#life.merged !== (act === 'unmerge')) return false;
    return this.#act(act, key);
  }

  #act(act: Step['act'], key: number): boolean {
    const status = this.#life.status;
    const closed = status === 'eliminated' || status === 'handed_over';
    const watched = closed || status === 'delisted';
    const signal = this.#life.signals.find((one) => one.key === key);
    switch (act) {
      case 'recognise':
        return (
          (status === 'proposed' || status === 'not_recognised') &&
          this.#open('recognised', 'active')
        );
      case 'decline':
        return status === 'proposed' && this.#move('declined', 'not_recognised');
      case 'eliminate':
        return (status === 'active' || status === 'recurring') && this.#eliminate();
      case 'propose':
        return status === 'eliminated' && this.#propose();
      case 'confirm':
        return closed && this.#answer('confirmed', key);
      case 'refuse':
        return closed && this.#answer('refused', key);
      case 'respond':
        return status === 'eliminated' && this.#respond();
      case 'withdraw':
        return status === 'eliminated' && this.#withdraw();
      case 'look':
        return watched && this.#look('no_sign', key);
      case 'signs':
        return watched && signal === undefined && this.#look('signs', key);
      case 'reject':
        return signal?.state === 'suspected' && this.#decide(signal, 'rejected');
      case 'confirmSignal':
        return (
          watched &&
          signal?.state === 'suspected' &&
          signal.cycle === this.#life.cycle &&
          this.#decide(signal, 'confirmed')
        );
      case 'recur':
        return watched && this.#open('recurrence_confirmed', 'recurring');
      case 'delist':
        return closed && this.#delist();
      case 'merge':
        this.#life.merged = true;
        return this.#append('merged');
      case 'unmerge':
        this.#life.merged = false;
        this.#life.events = this.#life.events.map((event) =>
          event.kind === 'merged' ? { ...event, annulled: true } : event,
        );
        return this.#append('merge_undone');
    }
  }

  #append(kind: EventKind, detail: Record<string, unknown> = {}): true {
    const id = this.#nextId;
    this.#nextId += 1;
    this.lastId = id;
    this.#life.events.push({
      id,
      seq: this.#life.events.length + 1,
      cycle: this.#life.cycle,
      kind,
      effectiveOn: DAY,
      recordedAt: `${DAY}T00:00:00.000Z`,
      actorId: 'somebody',
      actorName: null,
      statusAfter: this.#life.status,
      detail,
      annulled: false,
    });
    return true;
  }

  #move(kind: EventKind, status: PointStatus, detail = {}): true {
    this.#life.status = status;
    return this.#append(kind, detail);
  }

  #open(kind: 'recognised' | 'recurrence_confirmed', status: PointStatus, detail = {}): true {
    this.#cancelWaiting();
    this.#life.cycle += 1;
    this.#life.cycles.set(this.#life.cycle, { eliminated: false, handedOver: false });
    this.#life.asked.add(this.#life.cycle);
    return this.#move(kind, status, detail);
  }

  #cancelWaiting(): void {
    for (const part of this.#life.parts) if (part.state === 'pending') part.state = 'cancelled';
  }

  #eliminate(): true {
    this.#life.cycles.set(this.#life.cycle, { eliminated: true, handedOver: false });
    return this.#move('eliminated', 'eliminated');
  }

  #ofCycle(): Part[] {
    return this.#life.parts.filter(({ cycle }) => cycle === this.#life.cycle);
  }

  #latest(): Part[] {
    const attempt = Math.max(0, ...this.#ofCycle().map((part) => part.attempt));
    return this.#ofCycle().filter((part) => part.attempt === attempt);
  }

  #propose(): boolean {
    const latest = this.#latest();
    if (latest.some(({ state }) => state === 'pending')) return false;
    if (latest.some(({ state, responded }) => state === 'refused' && !responded)) return false;
    const attempt = 1 + (latest[0]?.attempt ?? 0);
    for (const communeId of COMMUNES) {
      this.#life.parts.push({
        id: this.#nextId,
        cycle: this.#life.cycle,
        attempt,
        communeId,
        state: 'pending',
        proposedBy: 'somebody',
        answerDueOn: DAY,
        responded: false,
      });
      this.#nextId += 1;
    }
    return this.#append('handover_proposed', { attempt });
  }

  #answer(state: 'confirmed' | 'refused', key: number): boolean {
    const part = this.#latest().find((one) => one.communeId === 1 + (key % 2));
    if (part?.state !== 'pending') return false;
    part.state = state;
    const detail = { handoverId: part.id, attempt: part.attempt };
    if (state === 'refused') {
      this.#cancelWaiting();
      return this.#append('handover_refused', detail);
    }
    const complete = this.#latest().every((one) => one.state === 'confirmed');
    if (!complete) return this.#append('handover_confirmed', { ...detail, complete });
    this.#life.cycles.set(this.#life.cycle, { eliminated: true, handedOver: true });
    return this.#move('handover_confirmed', 'handed_over', { ...detail, complete });
  }

  #respond(): boolean {
    const part = this.#latest().find(({ state, responded }) => state === 'refused' && !responded);
    if (part === undefined) return false;
    part.responded = true;
    const detail = { handoverId: part.id, attempt: part.attempt };
    return this.#append('refusal_answered', detail);
  }

  #withdraw(): boolean {
    const waiting = this.#latest().filter(({ state }) => state === 'pending');
    if (waiting.length === 0) return false;
    for (const part of waiting) part.state = 'withdrawn';
    return this.#append('handover_withdrawn', { attempt: waiting[0]?.attempt });
  }

  #look(result: string, key: number): true {
    this.#append('checked', { result });
    const eventId = this.lastId;
    this.#life.looks.push({ eventId, key });
    if (result === 'signs') {
      const signalId = this.#nextId;
      this.#nextId += 1;
      this.#life.signals.push({ id: signalId, key, cycle: this.#life.cycle, state: 'suspected' });
      this.#append('recurrence_suspected', { signalId });
    }
    this.lastId = eventId;
    return true;
  }

  #decide(signal: Signal, state: 'confirmed' | 'rejected'): true {
    signal.state = state;
    const detail = { signalId: signal.id };
    if (state === 'rejected') return this.#append('suspicion_rejected', detail);
    return this.#open('recurrence_confirmed', 'recurring', detail);
  }

  #delist(): true {
    this.#cancelWaiting();
    return this.#move('delisted', 'delisted');
  }

  /** The life as the rules are given it. */
  facts(): Life {
    return {
      status: this.#life.status,
      cycle: this.#life.cycle,
      merged: this.#life.merged,
      proposedBy: null,
      events: this.#life.events,
      parts: this.#life.parts,
      signals: this.#life.signals.map(({ id, cycle }) => ({
        id,
        cycle,
        raisedBy: 'somebody',
        newPoint: null,
        matched: false,
      })),
      asked: [...this.#life.asked].map((cycle) => ({ cycle, dueOn: DAY, replied: false })),
      presentCommuneIds: COMMUNES,
    };
  }

  /** Carries a plan out by what its effects say. */
  carryOut(plan: Plan): void {
    for (const event of [plan.event, ...plan.also]) {
      this.#life.events = this.#life.events.map((one) =>
        one.id === event.id ? { ...one, annulled: true } : one,
      );
    }
    this.#life.status = plan.status;
    this.#life.cycle = plan.cycle;
    this.#append('annulled');
    for (const effect of plan.effects) follow(this.#life, effect);
  }

  /** All that counts of the place, see {@link pictureOf}. */
  picture() {
    return pictureOf(this.#life);
  }
}
