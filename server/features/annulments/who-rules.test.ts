import { describe, expect, it } from 'vitest';

import { REACH, type Actor, type Role } from '#server/contract/permission.ts';
import type { EventKind } from '#server/contract/point.ts';
import { lifeEvent } from '#tests/support/points/life-event.ts';

import type { Life, LifeEvent } from './rules.ts';
import { takesTwo, whyNotBy } from './who-rules.ts';

const [ME, OTHER] = ['me', 'somebody else'];
const TIMES = { now: '2026-03-02T01:30:00.000Z', ownMinutes: 30 };

/** Makes an act of another person, recorded thirty minutes ago; what a test is about is named there. */
const act = (kind: EventKind, more: Partial<LifeEvent> = {}) =>
  lifeEvent(kind, { actorId: OTHER, detail: { handoverId: 7, signalId: 9 }, ...more });

/** Makes a life in which one person proposed the place, proposed the hand-over, and raised the signal. */
function life(by: { place?: string; handover?: string; signal?: string }): Life {
  const part = { cycle: 1, attempt: 1, communeId: 1, state: 'refused', answerDueOn: null } as const;
  const signal = { cycle: 1, newPoint: null, matched: false };
  return {
    status: 'eliminated',
    cycle: 1,
    merged: false,
    proposedBy: by.place ?? OTHER,
    events: [],
    parts: [
      { ...part, id: 7, proposedBy: by.handover ?? OTHER },
      { ...part, id: 8, proposedBy: ME },
    ],
    signals: [
      { ...signal, id: 9, raisedBy: by.signal ?? OTHER },
      { ...signal, id: 10, raisedBy: ME },
    ],
    asked: [],
    presentCommuneIds: [1],
  };
}

function why(event: LifeEvent, of: Life = life({}), role: Role = 'analyst') {
  const actor: Actor = { accountId: ME, role, reach: REACH[role], communeIds: [1] };
  return whyNotBy(event, of, actor, TIMES);
}

describe('an act is declared mistaken', () => {
  it('by its author within their time, a proposal at any time', () => {
    const own = { actorId: ME };
    expect(why(act('eliminated', own), life({}), 'leader')).toBeNull();
    const earlier = { ...own, recordedAt: '2026-03-02T00:59:59.999Z' };
    expect(why(act('eliminated', earlier), life({}), 'leader')).toBe('annulment.own_too_late');
    expect(why(act('proposed', earlier), life({}), 'leader')).toBeNull();
  });

  it('by another person only with the reach of the city', () => {
    expect(why(act('eliminated'))).toBeNull();
    expect(why(act('eliminated'), life({}), 'leader')).toBe('annulment.of_another');
    expect(why(act('eliminated'), life({}), 'planner')).toBe('permission.denied');
  });

  it.each([
    ['declined', { place: ME }],
    ['recognised', { place: ME }],
    ['handover_confirmed', { handover: ME }],
    ['handover_refused', { handover: ME }],
    ['suspicion_rejected', { signal: ME }],
    ['recurrence_confirmed', { signal: ME }],
  ] as const)('not by the person on whose word “%s” decided', (kind, by) => {
    expect(why(act(kind), life(by))).toBe('annulment.own_case');
    expect(why(act(kind), life({}))).toBeNull();
  });
});

describe('an annulment takes a second person', () => {
  const asks = (event: LifeEvent, role: Role) =>
    takesTwo(event, life({}), { accountId: ME, role, reach: REACH[role], communeIds: [1] });

  it.each([
    ['recurrence_confirmed', true],
    ['handover_confirmed', true],
    ['handover_refused', false],
    ['eliminated', false],
  ] as const)('of the own commune’s “%s”: %s', (kind, expected) => {
    expect(asks(act(kind, { actorId: ME }), 'leader')).toBe(expected);
    expect(asks(act(kind, { actorId: ME }), 'analyst')).toBe(false);
  });

  it('where it takes back what another person confirmed and a figure counts', () => {
    expect(asks(act('handover_confirmed'), 'analyst')).toBe(true);
    expect(asks(act('eliminated'), 'analyst')).toBe(false);
  });
});
