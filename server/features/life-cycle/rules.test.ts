import { describe, expect, it } from 'vitest';

import { HandoverState } from '#server/contract/handover.ts';
import { REACH, ROLES, type Actor, type Role } from '#server/contract/permission.ts';
import { POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';

import { whyNot, whyNotOn, type PointState } from './rules.ts';

type AnyAct = keyof typeof TRANSITIONS;
type Part = PointState['handovers'][number];

const ANY = POINT_STATUSES;
const CLOSED = ['eliminated', 'handed_over'] as const;
const LISTED = [...CLOSED, 'delisted', 'recurring', 'active'] as const;
const PROPOSERS = ['analyst', 'coordinator'] as const;

/**
 * The state machine written out a second time by hand: the roles that may act, the states they act on, and the results.
 */
const ACTS: Record<
  AnyAct,
  { who: readonly Role[]; from: readonly PointStatus[]; to: PointStatus | null }
> = {
  recognise: { who: ['coordinator'], from: ['proposed', 'not_recognised'], to: 'active' },
  decline: { who: ['coordinator'], from: ['proposed'], to: 'not_recognised' },
  eliminate: { who: ['analyst'], from: ['active', 'recurring'], to: 'eliminated' },
  propose_handover: { who: PROPOSERS, from: ['eliminated'], to: null },
  confirm_handover: { who: ['leader'], from: CLOSED, to: 'handed_over' },
  refuse_handover: { who: ['leader'], from: CLOSED, to: null },
  respond_refusal: { who: PROPOSERS, from: ['eliminated'], to: null },
  withdraw_handover: { who: PROPOSERS, from: ['eliminated'], to: null },
  check: {
    who: ['analyst', 'leader', 'officer', 'inspector'],
    from: [...CLOSED, 'delisted'],
    to: null,
  },
  mark_recurring: { who: ['analyst'], from: [...CLOSED, 'delisted'], to: 'recurring' },
  reject_suspicion: { who: ['analyst'], from: LISTED, to: null },
  undo_decision: { who: ['analyst'], from: LISTED, to: null },
  appeal_signal: { who: ['leader'], from: LISTED, to: null },
  answer_appeal: { who: PROPOSERS, from: LISTED, to: null },
  delist: { who: ['coordinator'], from: CLOSED, to: 'delisted' },
  correct: { who: PROPOSERS, from: ANY, to: null },
  merge: { who: ['analyst'], from: ANY, to: null },
  undo_merge: { who: ['analyst'], from: ANY, to: null },
  annul: {
    who: ['analyst', 'leader', 'officer', 'inspector', 'coordinator'],
    from: ANY,
    to: null,
  },
};
const NAMES = Object.keys(ACTS) as AnyAct[];

const ANSWERS = ['confirm_handover', 'refuse_handover'] as const;
const [ME, OTHER] = ['me', 'somebody else'];

function actor(role: Role): Actor {
  return { accountId: ME, role, reach: REACH[role], communeIds: [1, 2] };
}

/** Part of a hand-over that waits for commune 1, which the actor leads; another person proposed it. */
function part(more: Partial<Part> = {}): Part {
  return {
    id: 7,
    communeId: 1,
    attempt: 1,
    state: 'pending',
    abolished: false,
    proposedBy: OTHER,
    proposedOn: '2026-01-10',
    answeredBy: null,
    respondedOn: null,
    ...more,
  };
}

const refusal = (more: Partial<Part> = {}) =>
  part({ state: 'refused', answeredBy: OTHER, ...more });

/** Gives the parts that make the act possible. */
function partsFor(act: AnyAct): Part[] {
  if (act === 'respond_refusal') return [refusal()];
  const needsPending = ['confirm_handover', 'refuse_handover', 'withdraw_handover'].includes(act);
  return needsPending ? [part()] : [];
}

/** Makes a point on which the act is possible; a test adds the fields that it is about. */
function pointFor(act: AnyAct, more: Partial<PointState> = {}): PointState {
  return {
    status: ACTS[act].from[0] ?? 'active',
    cycle: 1,
    merged: act === 'undo_merge',
    removed: false,
    proposedBy: OTHER,
    handovers: partsFor(act),
    openSuspicionsRaisedBy: [OTHER],
    lastStatusOn: '2026-01-01',
    ...more,
  };
}

/** Gives the reason why the first role with the right may not do the act here. */
function why(act: AnyAct, more: Partial<PointState> = {}, handoverId?: number) {
  return whyNot(act, pointFor(act, more), actor(ACTS[act].who[0] ?? 'admin'), handoverId);
}

describe('the state machine of a point', () => {
  it.each(NAMES)('“%s” is open to its roles and to no other', (act) => {
    const open = ROLES.filter((role) => whyNot(act, pointFor(act), actor(role)) === null);
    expect(open.toSorted()).toEqual([...ACTS[act].who].toSorted());
    const denied = ROLES.filter((role) => !ACTS[act].who.includes(role));
    expect(denied.map((role) => whyNot(act, pointFor(act), actor(role)))).toEqual(
      denied.map(() => 'permission.denied'),
    );
  });

  it.each(NAMES)('“%s” starts from its statuses, from no other, and leads where it must', (act) => {
    const answers = POINT_STATUSES.map((status) => [status, why(act, { status })]);
    expect(answers).toEqual(
      POINT_STATUSES.map((status) => [
        status,
        ACTS[act].from.includes(status) ? null : 'lifecycle.wrong_status',
      ]),
    );
    expect(TRANSITIONS[act].to).toBe(ACTS[act].to);
  });

  it.each(NAMES.filter((act) => act !== 'undo_merge' && act !== 'annul'))(
    '“%s” is not done to a point that was merged',
    (act) => {
      expect(why(act, { merged: true })).toBe('point.merged');
    },
  );

  it('a merge is undone only where there is one', () => {
    expect(why('undo_merge', { merged: false })).toBe('point.not_merged');
  });

  it('nobody recognises or declines what they proposed', () => {
    for (const act of ['recognise', 'decline'] as const) {
      expect(why(act, { proposedBy: ME })).toBe('lifecycle.own_proposal');
      // Places from older papers have no proposer.
      expect(why(act, { proposedBy: null })).toBeNull();
    }
  });

  it('nobody confirms a recurrence out of a suspicion they raised', () => {
    expect(why('mark_recurring', { openSuspicionsRaisedBy: [OTHER, ME] })).toBe(
      'lifecycle.own_proposal',
    );
    expect(why('mark_recurring', { openSuspicionsRaisedBy: [] })).toBeNull();
  });

  it('refuses a day in the future and a day before what the act builds on', () => {
    expect(whyNotOn('2026-02-02', '2026-01-01', '2026-02-01')).toBe('lifecycle.future_date');
    expect(whyNotOn('2026-02-01', '2026-01-01', '2026-02-01')).toBeNull();
    expect(whyNotOn('2025-12-31', '2026-01-01', '2026-02-01')).toBe(
      'lifecycle.before_earlier_event',
    );
    expect(whyNotOn('2026-01-01', '2026-01-01', '2026-02-01')).toBeNull();
  });
});

describe.each(ANSWERS)('the answer to a hand-over (%s)', (act) => {
  const notPending = HandoverState.options.filter((state) => state !== 'pending');

  it.each(notPending)('is given to a part that waits, not to one in the state “%s”', (state) => {
    expect(why(act, { handovers: [part({ state })] }, 7)).toBe('handover.not_pending');
    expect(why(act, { handovers: [part({ state })] })).toBe('handover.not_pending');
  });

  it('is given to a part of this point', () => {
    expect(why(act, { handovers: [part()] }, 8)).toBe('handover.not_pending');
    expect(why(act, { handovers: [] })).toBe('handover.not_pending');
  });

  it('is given only by a leader of the commune that was asked', () => {
    const foreign = part({ id: 8, communeId: 3 });
    expect(why(act, { handovers: [part({ communeId: 3 })] })).toBe('handover.other_commune');
    // In a hand-over to two communes each leader answers only the own part, and finds it without an id.
    expect(why(act, { handovers: [part(), foreign] }, 8)).toBe('handover.other_commune');
    expect(why(act, { handovers: [foreign, part()] }, 7)).toBeNull();
    expect(why(act, { handovers: [foreign, part()] })).toBeNull();
  });

  it('is not given for an abolished commune', () => {
    expect(why(act, { handovers: [part({ abolished: true })] })).toBe('handover.commune_abolished');
  });

  it('is not given by the proposer of the hand-over; the proposer of the point may give it', () => {
    expect(why(act, { handovers: [part({ proposedBy: ME })] })).toBe('handover.same_person');
    expect(why(act, { proposedBy: ME })).toBeNull();
    expect(why(act, { handovers: [part({ proposedBy: null })] })).toBeNull();
  });
});

describe('a hand-over is proposed', () => {
  it('not while one waits, in whatever attempt', () => {
    const parts = [part({ attempt: 1 }), part({ id: 8, attempt: 2, state: 'withdrawn' })];
    expect(why('propose_handover', { handovers: parts })).toBe('handover.already_pending');
  });

  it('not before the refusal of the last attempt is answered', () => {
    expect(why('propose_handover', { handovers: [refusal()] })).toBe('handover.refusal_unanswered');
    const answered = refusal({ respondedOn: '2026-01-12' });
    expect(why('propose_handover', { handovers: [answered] })).toBeNull();
    // A refusal in an attempt before the last one no longer counts.
    const later = part({ id: 8, attempt: 2, state: 'withdrawn' });
    expect(why('propose_handover', { handovers: [refusal(), later] })).toBeNull();
  });

  it.each(HandoverState.options.filter((state) => !['pending', 'refused'].includes(state)))(
    'again after one that is “%s”',
    (state) => {
      expect(why('propose_handover', { handovers: [part({ state })] })).toBeNull();
    },
  );
});

describe('a refusal is answered', () => {
  it.each(HandoverState.options.filter((state) => state !== 'refused'))(
    'where there is one, not where the part is “%s”',
    (state) => {
      expect(why('respond_refusal', { handovers: [part({ state })] })).toBe('handover.not_refused');
    },
  );

  it('where the last attempt was refused, not one before it', () => {
    const later = part({ id: 8, attempt: 2, state: 'withdrawn' });
    expect(why('respond_refusal', { handovers: [refusal(), later] })).toBe('handover.not_refused');
    expect(why('respond_refusal', { handovers: [refusal(), later] }, 7)).toBe(
      'handover.not_refused',
    );
  });

  it('where the request names that part', () => {
    expect(why('respond_refusal', { handovers: [refusal()] }, 8)).toBe('handover.not_refused');
    expect(why('respond_refusal', { handovers: [refusal()] }, 7)).toBeNull();
  });

  it('once', () => {
    const answered = refusal({ respondedOn: '2026-01-12' });
    expect(why('respond_refusal', { handovers: [answered] })).toBe('handover.already_responded');
  });

  it('by another person than the one who refused', () => {
    expect(why('respond_refusal', { handovers: [refusal({ answeredBy: ME })] })).toBe(
      'handover.own_refusal',
    );
  });
});

describe('a proposal is taken back', () => {
  it('while it waits', () => {
    const confirmed = part({ state: 'confirmed' });
    expect(why('withdraw_handover', { handovers: [confirmed] })).toBe('handover.not_pending');
    expect(why('withdraw_handover', { handovers: [confirmed, part({ id: 8 })] })).toBeNull();
  });

  it('where the request names that part', () => {
    expect(why('withdraw_handover', { handovers: [part()] }, 7)).toBeNull();
    expect(why('withdraw_handover', { handovers: [part()] }, 8)).toBe('handover.not_pending');
  });
});
