import { describe, expect, it } from 'vitest';

import { ROLES, type Role } from '#server/contract/permission.ts';
import { SIGNAL_STATES, type SignalState } from '#server/contract/signal.ts';

import {
  alreadyDecided,
  signalActs,
  whyNotAnswer,
  whyNotAppeal,
  whyNotConfirm,
  whyNotDecide,
  whyNotUndo,
  type SignalStanding,
} from './rules.ts';

const ME = { role: 'analyst' as Role, accountId: 'me' };
const NOW = '2026-11-24T03:00:00.000Z';

/** A suspicion raised by another person, not yet decided. */
function suspicion(more: Partial<SignalStanding> = {}): SignalStanding {
  return {
    state: 'suspected',
    position: { type: 'Point' },
    raisedBy: 'somebody',
    visitors: ['another'],
    raisersThere: ['somebody'],
    earlierCycle: false,
    decidedBy: null,
    decidedAt: null,
    ...more,
  };
}

const decided = (more: Partial<SignalStanding> = {}) =>
  suspicion({ state: 'confirmed', decidedBy: 'me', decidedAt: NOW, ...more });

/** Lists the roles that a rule allows. */
const rolesThat = (may: (role: Role) => string | null) =>
  ROLES.filter((role) => may(role) !== 'permission.denied');

describe('deciding on a suspicion', () => {
  it('is for the analyst', () => {
    expect(rolesThat((role) => whyNotDecide(suspicion(), { ...ME, role }))).toEqual(['analyst']);
  });

  it('is possible while it stands, and only then', () => {
    const answers = SIGNAL_STATES.map((state) => [state, whyNotDecide(suspicion({ state }), ME)]);
    const withoutSuspicion: SignalState[] = ['unmatched', 'vicinity'];
    expect(answers).toEqual(
      SIGNAL_STATES.map((state) => {
        if (state === 'suspected') return [state, null];
        const isNone = withoutSuspicion.includes(state);
        return [state, isNone ? 'signal.no_suspicion' : 'signal.already_decided'];
      }),
    );
  });

  it('is open neither to the person who raised it, nor to those who went along on the visit', () => {
    expect(whyNotDecide(suspicion({ raisedBy: 'me' }), ME)).toBe('signal.same_person');
    expect(whyNotDecide(suspicion({ visitors: ['another', 'me'] }), ME)).toBe('signal.same_person');
    expect(whyNotDecide(suspicion({ visitors: [] }), ME)).toBeNull();
  });

  it('lets a person who raised another one at the same place reject it, but not confirm it', () => {
    const other = suspicion({ raisersThere: ['somebody', 'me'] });
    expect(whyNotConfirm(other, ME)).toBe('signal.same_person');
    expect(whyNotDecide(other, ME)).toBeNull();
    expect(whyNotConfirm(suspicion(), ME)).toBeNull();
    expect(whyNotConfirm(suspicion({ raisedBy: 'me' }), ME)).toBe('signal.same_person');
  });

  it('confirms nothing of a closure that a recurrence has ended since, and may reject it', () => {
    const earlier = suspicion({ earlierCycle: true });
    expect(whyNotConfirm(earlier, ME)).toBe('signal.earlier_cycle');
    expect(whyNotDecide(earlier, ME)).toBeNull();
  });
});

describe('taking a decision back', () => {
  const after = (milliseconds: number) => new Date(Date.parse(NOW) + milliseconds).toISOString();

  it('is open to the analyst who decided, up to the last millisecond of the allowed minutes', () => {
    expect(whyNotUndo(decided(), ME, 10, after(600_000))).toBeNull();
    expect(whyNotUndo(decided({ state: 'rejected' }), ME, 10, after(0))).toBeNull();
    expect(whyNotUndo(decided(), ME, 10, after(600_001))).toBe('signal.undo_too_late');
    expect(whyNotUndo(decided({ decidedBy: 'other' }), ME, 10, NOW)).toBe('signal.other_decider');
    expect(rolesThat((role) => whyNotUndo(decided(), { ...ME, role }, 10, NOW))).toEqual([
      'analyst',
    ]);
  });

  it('needs a decision, and the moment of it', () => {
    for (const state of SIGNAL_STATES) {
      const isDecided = state === 'confirmed' || state === 'rejected';
      expect([state, whyNotUndo(decided({ state }), ME, 10, NOW)]).toEqual([
        state,
        isDecided ? null : 'signal.not_decided',
      ]);
    }
    // Decisions from older papers have a day and no time.
    expect(whyNotUndo(decided({ decidedAt: null }), ME, 10, NOW)).toBe('signal.undo_too_late');
  });
});

describe('objecting to a signal', () => {
  it('is open to a leader, for an open or confirmed suspicion, one objection at a time', () => {
    const leader = { role: 'leader' as Role };
    expect(rolesThat((role) => whyNotAppeal(suspicion(), null, { role }))).toEqual(['leader']);
    for (const state of SIGNAL_STATES) {
      const isOpen = state === 'suspected' || state === 'confirmed';
      expect([state, whyNotAppeal({ state }, null, leader)]).toEqual([
        state,
        isOpen ? null : 'signal.nothing_to_appeal',
      ]);
    }
    expect(whyNotAppeal(suspicion(), { id: 1 }, leader)).toBe('signal.appeal_open');
  });

  it('is answered by nobody whose own act it concerns', () => {
    const appeal = { against: 'decider', raisedBy: 'leader' };
    expect(whyNotAnswer(appeal, ME)).toBeNull();
    expect(whyNotAnswer(null, ME)).toBe('signal.no_appeal');
    expect(whyNotAnswer({ ...appeal, against: 'me' }, ME)).toBe('signal.appeal_same_person');
    expect(whyNotAnswer({ ...appeal, raisedBy: 'me' }, ME)).toBe('signal.appeal_same_person');
    expect(whyNotAnswer(appeal, { ...ME, role: 'leader' })).toBe('permission.denied');
  });
});

describe('all acts on a signal', () => {
  const undo = { minutes: 10, now: NOW };

  it('are told with the reasons that hold for each', () => {
    expect(signalActs(suspicion({ raisersThere: ['me'] }), null, ME, undo)).toEqual({
      confirm: 'signal.same_person',
      reject: null,
      new_point: null,
      undo: 'signal.not_decided',
      appeal: 'permission.denied',
      answer: 'signal.no_appeal',
    });
  });

  it('make no new point where nobody knows the place, nor of what is decided', () => {
    expect(signalActs(suspicion({ position: null }), null, ME, undo).new_point).toBe(
      'signal.no_place',
    );
    expect(signalActs(decided({ position: null }), null, ME, undo)).toMatchObject({
      new_point: 'signal.already_decided',
      undo: null,
    });
  });
});

it('a person who comes too late learns who decided, and the time or the day', () => {
  const signal = { decidedByName: 'Lan', decidedAt: NOW, decidedOn: '2026-11-24' };
  expect(alreadyDecided(signal)).toMatchObject({
    code: 'signal.already_decided',
    parameters: { by: 'Lan', at: NOW },
  });
  expect(alreadyDecided({ ...signal, decidedAt: null }).parameters).toEqual({
    by: 'Lan',
    at: '2026-11-24',
  });
});
