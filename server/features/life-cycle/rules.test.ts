import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ACTS } from '#server/contract/life-cycle.ts';
import { REACH, ROLES, type Actor } from '#server/contract/permission.ts';
import { HandoverState } from '#server/contract/handover.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';

import { TRANSITIONS, whyNot, whyNotOn, type PointState } from './rules.ts';

const anActor = fc
  .record({
    accountId: fc.constantFrom('a', 'b', 'c'),
    role: fc.constantFrom(...ROLES),
    communeIds: fc.subarray([1, 2, 3]),
  })
  .map((actor): Actor => ({ ...actor, reach: REACH[actor.role] }));

const aHandover = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  communeId: fc.integer({ min: 1, max: 3 }),
  attempt: fc.integer({ min: 1, max: 2 }),
  state: fc.constantFrom(...HandoverState.options),
  abolished: fc.boolean(),
  proposedBy: fc.constantFrom('a', 'b', null),
  proposedOn: fc.constant('2026-01-10'),
  answeredBy: fc.constantFrom('a', 'b', null),
  respondedOn: fc.constantFrom('2026-01-12', null),
} as const);

const aPoint: fc.Arbitrary<PointState> = fc.record({
  status: fc.constantFrom(...POINT_STATUSES),
  cycle: fc.integer({ min: 0, max: 4 }),
  merged: fc.boolean(),
  proposedBy: fc.constantFrom('a', 'b', null),
  handovers: fc.uniqueArray(aHandover, { selector: (part) => part.id, maxLength: 4 }),
  openSuspicionsRaisedBy: fc.subarray(['a', 'b', 'c']),
  lastStatusOn: fc.constant('2026-01-01'),
});

const analyst: Actor = { accountId: 'a', role: 'analyst', reach: 'city', communeIds: [] };
const eliminated: PointState = {
  status: 'eliminated',
  cycle: 1,
  merged: false,
  proposedBy: null,
  handovers: [],
  openSuspicionsRaisedBy: [],
  lastStatusOn: '2026-01-01',
};

describe('the state machine of a point', () => {
  it('lets an act start only from the statuses of its transition', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACTS), aPoint, anActor, (act, point, actor) => {
        if (act === 'undo_merge' || whyNot(act, point, actor) !== null) return;
        expect(TRANSITIONS[act].from).toContain(point.status);
        expect(point.merged).toBe(false);
      }),
    );
  });

  it('never lets anybody recognise or decline what they proposed', () => {
    fc.assert(
      fc.property(fc.constantFrom('recognise', 'decline'), aPoint, anActor, (act, point, actor) => {
        const own = { ...point, proposedBy: actor.accountId };
        expect(whyNot(act as 'recognise', own, actor)).not.toBeNull();
      }),
    );
  });

  it('lets a hand-over be answered only by another person of the commune that was asked', () => {
    fc.assert(
      fc.property(aPoint, anActor, fc.integer({ min: 1, max: 5 }), (point, actor, id) => {
        if (whyNot('confirm_handover', point, actor, id) !== null) return;
        const part = point.handovers.find((candidate) => candidate.id === id);
        expect(part?.state).toBe('pending');
        expect(part?.proposedBy).not.toBe(actor.accountId);
        expect(actor.communeIds).toContain(part?.communeId);
        expect(actor.role).toBe('leader');
      }),
    );
  });

  it('lets nobody propose again before the refusal is answered, by another than who refused', () => {
    const refused = {
      id: 1,
      communeId: 1,
      attempt: 1,
      state: 'refused',
      abolished: false,
      proposedBy: 'b',
      proposedOn: '2026-01-10',
      answeredBy: 'c',
      respondedOn: null,
    } as const;
    const point: PointState = { ...eliminated, handovers: [refused] };
    expect(whyNot('propose_handover', point, analyst)).toBe('handover.refusal_unanswered');
    expect(whyNot('respond_refusal', point, analyst)).toBeNull();
    const own = { ...point, handovers: [{ ...refused, answeredBy: 'a' }] };
    expect(whyNot('respond_refusal', own, analyst)).toBe('handover.own_refusal');
    const answered = { ...point, handovers: [{ ...refused, respondedOn: '2026-01-12' }] };
    expect(whyNot('propose_handover', answered, analyst)).toBeNull();
    expect(whyNot('respond_refusal', answered, analyst)).toBe('handover.already_responded');
  });

  it('never lets anybody confirm a recurrence out of a suspicion they raised', () => {
    const raised = { ...eliminated, openSuspicionsRaisedBy: ['a'] };
    expect(whyNot('mark_recurring', raised, analyst)).toBe('lifecycle.own_proposal');
    expect(
      whyNot('mark_recurring', { ...raised, openSuspicionsRaisedBy: ['b'] }, analyst),
    ).toBeNull();
  });

  it('has no act by which a machine or an administrator moves a status', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACTS), aPoint, (act, point) => {
        const admin: Actor = { accountId: 'x', role: 'admin', reach: 'none', communeIds: [] };
        expect(whyNot(act, point, admin)).toBe('permission.denied');
      }),
    );
  });

  it('refuses a day in the future and a day before what the act builds on', () => {
    expect(whyNotOn('2026-02-02', '2026-01-01', '2026-02-01')).toBe('lifecycle.future_date');
    expect(whyNotOn('2025-12-31', '2026-01-01', '2026-02-01')).toBe(
      'lifecycle.before_earlier_event',
    );
    expect(whyNotOn('2026-01-01', '2026-01-01', '2026-02-01')).toBeNull();
  });
});
