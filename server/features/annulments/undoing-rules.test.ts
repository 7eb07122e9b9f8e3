import { expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { EventKind } from '#server/contract/point.ts';
import { lifeEvent } from '#tests/support/points/life-event.ts';

import { isRefusal, planAnnulment, type Life, type LifeEvent, type LifePart } from './rules.ts';
import { undoingOf } from './undoing-rules.ts';

const analyst: Actor = { accountId: 'me', role: 'analyst', reach: 'city', communeIds: [] };
const TIMES = { now: '2026-03-02T01:30:00.000Z', ownMinutes: 60 };

/** Makes the first act of the person who asks. */
const act = (kind: EventKind, more: Partial<LifeEvent> = {}) =>
  lifeEvent(kind, { actorId: analyst.accountId, detail: { attempt: 1 }, ...more });

function part(id: number, state: LifePart['state']): LifePart {
  const asked = { cycle: 1, attempt: 1, proposedBy: analyst.accountId, answerDueOn: null };
  return { id, communeId: id, state, ...asked };
}

function eliminated(more: Partial<Life>): Life & { version: number } {
  return {
    status: 'eliminated',
    cycle: 1,
    merged: false,
    proposedBy: 'another',
    events: [],
    parts: [],
    signals: [],
    asked: [],
    presentCommuneIds: [1, 2],
    version: 1,
    ...more,
  };
}

it.each([
  ['is withdrawn while both communes may still answer', 'pending', 'withdraw'],
  ['is not withdrawn once one of its communes has answered', 'confirmed', 'annul'],
] as const)('a hand-over of a batch %s', (_, first, way) => {
  const proposal = act('handover_proposed');
  const life = eliminated({ events: [proposal], parts: [part(1, first), part(2, 'pending')] });
  expect(undoingOf(proposal, life, analyst, TIMES).way).toBe(way);
});

it('a hand-over of a batch is withdrawn by its number, for every commune that was asked', () => {
  const proposal = act('handover_proposed', { effectiveOn: '2026-03-04', actorId: 'another' });
  const otherAttempt = { ...part(3, 'refused'), attempt: 2 };
  const earlier = { ...part(4, 'pending'), cycle: 0 };
  const parts = [part(1, 'pending'), part(2, 'pending'), otherAttempt, earlier];
  expect(undoingOf(proposal, eliminated({ events: [proposal], parts }), analyst, TIMES)).toEqual({
    eventId: 1,
    version: 1,
    kind: 'handover_proposed',
    effectiveOn: '2026-03-04',
    undone: false,
    way: 'withdraw',
    handoverId: 1,
    why: null,
    standing: [],
    effects: [{ kind: 'handover_withdrawn', handoverIds: [1, 2], communeIds: [1, 2] }],
    needsDocument: false,
    takesTwo: false,
    ownUntil: null,
  });
});

it.each([
  ['the place is shown under another', { merged: true }, analyst],
  ['the place was handed over before', { status: 'handed_over' }, analyst],
  ['a new cycle has begun', { cycle: 2 }, analyst],
  ['the person takes no part in proposing', {}, { ...analyst, role: 'leader' }],
] as const)('a hand-over of a batch is not withdrawn where %s', (_, more, who) => {
  const proposal = act('handover_proposed');
  const life = eliminated({ events: [proposal], parts: [part(1, 'pending')], ...more });
  const undoing = undoingOf(proposal, life, who as Actor, TIMES);
  expect(undoing).toMatchObject({ way: 'annul', handoverId: null });
});

it('what was annulled, or withdrawn by all, is undone already', () => {
  const proposal = act('handover_proposed');
  const undoing = (event: LifeEvent, states: LifePart['state'][]) => {
    const parts = states.map((state, at) => part(at + 1, state));
    const { undone, why, way } = undoingOf(
      event,
      eliminated({ events: [event], parts }),
      analyst,
      TIMES,
    );
    return { undone, why, way };
  };
  const done = { undone: true, why: 'annulment.annulled_already', way: 'annul' };
  expect(undoing({ ...proposal, annulled: true }, [])).toEqual(done);
  expect(undoing(proposal, ['withdrawn', 'withdrawn'])).toEqual(done);
  expect(undoing(proposal, ['withdrawn', 'confirmed'])).toMatchObject({ undone: false });
  const other = act('eliminated', { detail: {} });
  expect(undoing(other, ['withdrawn'])).toEqual({ undone: false, why: null, way: 'annul' });
});

it('without its closure, only what the measures brought there is matched anew', () => {
  const told = { cycle: 1, raisedBy: 'another', newPoint: null };
  const closed = act('eliminated', { id: 2, seq: 2 });
  const recognised = act('recognised', { statusAfter: 'active' });
  const signals = [
    { ...told, id: 7, matched: true },
    { ...told, id: 8, matched: false },
    { ...told, id: 9, matched: true, cycle: 2 },
  ];
  const plan = planAnnulment(eliminated({ events: [recognised, closed], signals }), closed.id);
  if (isRefusal(plan)) throw new Error(plan.refusal);
  expect(plan.effects.filter(({ kind }) => kind === 'suspicion_matched_anew')).toEqual([
    { kind: 'suspicion_matched_anew', signalId: 7 },
  ]);
});
