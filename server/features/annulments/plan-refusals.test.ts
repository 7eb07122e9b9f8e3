import { describe, expect, it } from 'vitest';

import type { EventKind } from '#server/contract/point.ts';
import { lifeEvent } from '#tests/support/points/life-event.ts';

import { isRefusal, planAnnulment, type Life, type LifeEvent, type LifePart } from './rules.ts';

/** Makes the events of a life, in the order of their entry; each has its place as id. */
const lived = (...events: [EventKind, Partial<LifeEvent>?][]): LifeEvent[] =>
  events.map(([kind, more], at) => lifeEvent(kind, { id: at + 1, seq: at + 1, ...more }));

const life = (events: readonly LifeEvent[], more: Partial<Life> = {}): Life => ({
  status: 'eliminated',
  cycle: 1,
  merged: false,
  proposedBy: 'another',
  events,
  parts: [],
  signals: [],
  asked: [],
  presentCommuneIds: [1],
  ...more,
});
const refusalOf = (of: Life, eventId: number) => {
  const plan = planAnnulment(of, eventId);
  return isRefusal(plan) ? plan : null;
};

describe('no act to be declared mistaken', () => {
  it('is one that there is not, one that was annulled, and one that follows from others', () => {
    const events = lived(['recognised'], ['eliminated', { annulled: true }], ['corrected']);
    const refused = [9, 2, 3].map((id) => refusalOf(life(events), id));
    expect(refused).toEqual([
      { refusal: 'annulment.no_such_event', standing: [] },
      { refusal: 'annulment.annulled_already', standing: [] },
      { refusal: 'annulment.no_act', standing: [] },
    ]);
  });

  it.each([
    ['granted', 9, 1, 'annulment.no_act'],
    ['granted', 9, 2, 'annulment.no_act'],
    ['granted', 9, 3, null],
    ['granted', 8, 1, null],
    ['refused', 9, 1, null],
  ])(
    'is a rejection that carried out the answer to an objection (%s, of signal %s, %s events before)',
    (answer, signalId, before, refusal) => {
      const between = Array.from({ length: before - 1 }, () => ['corrected'] as [EventKind]);
      const events = lived(
        ['recognised'],
        ['appeal_answered', { detail: { answer, signalId } }],
        ...between,
        ['suspicion_rejected', { detail: { signalId: 9 } }],
      );
      expect(refusalOf(life(events), events.length)?.refusal ?? null).toBe(refusal);
    },
  );
});

describe('an act at a place that is shown under another', () => {
  const merged = (...merges: Partial<LifeEvent>[]) =>
    life(
      lived(
        ['recognised'],
        ...merges.map((one): [EventKind, Partial<LifeEvent>] => ['merged', one]),
      ),
      {
        merged: true,
      },
    );

  it('waits for its merge to be annulled, the last one that stands', () => {
    const refused = refusalOf(merged({}, {}, { annulled: true }), 1);
    expect(refused?.refusal).toBe('annulment.acts_stand_on_it');
    expect(refused?.standing).toMatchObject([{ id: 3, kind: 'merged' }]);
    expect(refusalOf(merged({ annulled: true }), 1)).toEqual({
      refusal: 'point.merged',
      standing: [],
    });
  });

  it('is free where it is the merge itself', () => {
    expect(refusalOf(merged({}), 2)).toBeNull();
  });
});

describe('a reply of the commune', () => {
  const asked = [{ cycle: 1, dueOn: '2026-03-16', replied: true }];
  const events = lived(['recognised', { statusAfter: 'active' }], ['eliminated']);

  it('stands on the listing of its own cycle alone, where there is one', () => {
    const listed = life(events.slice(0, 1), { status: 'active', asked });
    expect(refusalOf(listed, 1)?.standing).toEqual([{ kind: 'replied', cycle: 1 }]);
    const unsaid = asked.map((one) => ({ ...one, replied: false }));
    expect(refusalOf({ ...listed, asked: unsaid }, 1)).toBeNull();
    const otherCycle = asked.map((one) => ({ ...one, cycle: 2 }));
    expect(refusalOf({ ...listed, asked: otherCycle }, 1)).toBeNull();
    // How the place was closed is not what the commune replied to.
    expect(refusalOf(life(events, { asked }), 2)).toBeNull();
  });
});

describe('a proposal that fell with a recurrence', () => {
  it('can be declared mistaken though the next cycle has a hand-over of its own', () => {
    const next = { cycle: 2, detail: { attempt: 1, complete: true } };
    const events = lived(
      ['recognised', { statusAfter: 'active' }],
      ['eliminated'],
      ['handover_proposed', { detail: { attempt: 1 } }],
      ['recurrence_confirmed', { cycle: 2, statusAfter: 'recurring' }],
      ['eliminated', { cycle: 2 }],
      ['handover_proposed', next],
      ['handover_confirmed', { ...next, statusAfter: 'handed_over' }],
    );
    expect(refusalOf(life(events, { status: 'handed_over', cycle: 2 }), 3)).toBeNull();
  });
});

describe('a recurrence that is declared mistaken', () => {
  const part = (id: number, communeId: number, state: LifePart['state']): LifePart => ({
    id,
    cycle: 1,
    attempt: 1,
    communeId,
    state,
    proposedBy: 'analyst',
    answerDueOn: `2026-03-1${id}`,
  });
  /** Two communes were asked or had said yes before the place came back; it lies in these now. */
  function planOf(
    before: 'handed_over' | 'eliminated',
    states: LifePart['state'][],
    now: number[],
  ) {
    const events = lived(
      ['recognised', { statusAfter: 'active' }],
      ['eliminated', { statusAfter: 'eliminated' }],
      ['handover_confirmed', { statusAfter: before, detail: { attempt: 1 } }],
      ['recurrence_confirmed', { cycle: 2, statusAfter: 'recurring' }],
    );
    const parts = states.map((state, at) => part(at + 1, at + 1, state));
    const plan = planAnnulment(
      life(events, { status: 'recurring', cycle: 2, parts, presentCommuneIds: now }),
      4,
    );
    if (isRefusal(plan)) throw new Error(plan.refusal);
    const kinds = plan.effects.map(({ kind }) => kind);
    return { status: plan.status, cycle: plan.cycle, kinds, effects: plan.effects };
  }

  it('leaves the place handed over where it lies in the same communes, else it is the city’s again', () => {
    const both: LifePart['state'][] = ['confirmed', 'confirmed'];
    expect(planOf('handed_over', both, [2, 1])).toMatchObject({
      status: 'handed_over',
      cycle: 1,
      kinds: ['status', 'cycle_removed'],
    });
    expect(planOf('handed_over', both, [1, 3])).toMatchObject({
      status: 'eliminated',
      cycle: 1,
      kinds: ['status', 'cycle_removed', 'handover_taken_back'],
    });
  });

  it('lets the communes answer after all that had not, with the latest of their days', () => {
    const { effects } = planOf('eliminated', ['cancelled', 'cancelled'], [1, 2]);
    expect(effects.at(-1)).toEqual({
      kind: 'handover_back',
      handoverIds: [1, 2],
      communeIds: [1, 2],
      dueOn: '2026-03-12',
    });
    expect(planOf('eliminated', ['cancelled', 'cancelled'], [1, 3]).effects.at(-1)).toEqual({
      kind: 'handover_not_back',
      handoverIds: [1, 2],
      communeIds: [1, 2],
    });
  });

  it('brings back nothing that a refusal had ended before', () => {
    const { kinds } = planOf('eliminated', ['refused', 'cancelled'], [1, 2]);
    expect(kinds).toEqual(['status', 'cycle_removed']);
  });
});
