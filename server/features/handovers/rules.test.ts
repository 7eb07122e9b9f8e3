import { describe, expect, it } from 'vitest';

import type { HandoverState } from '#server/contract/handover.ts';

import { answerDueOn, completesHandover, mustAskAnew, successorsToAsk } from './rules.ts';

const part = (id: number, communeId: number, state: HandoverState = 'confirmed') => ({
  id,
  communeId,
  state,
  attempt: 1,
  lost: false,
});

describe('the day for an answer', () => {
  it('is so many days, or working days, after the proposal', () => {
    expect(answerDueOn('2026-03-05', { kind: 'calendar', days: 5 })).toBe('2026-03-10');
    // A Thursday: Friday, then Monday to Thursday.
    expect(answerDueOn('2026-03-05', { kind: 'working', days: 5 })).toBe('2026-03-12');
    // A Friday: Monday.
    expect(answerDueOn('2026-03-06', { kind: 'working', days: 1 })).toBe('2026-03-09');
  });
});

describe('a hand-over is complete', () => {
  it('with the yes of every commune, of a successor in the place of its commune', () => {
    expect(completesHandover([part(1, 1, 'pending'), part(2, 2)], 1)).toBe(true);
    expect(completesHandover([part(1, 1, 'pending'), part(2, 2, 'pending')], 1)).toBe(false);
    expect(completesHandover([part(1, 1, 'successor_asked'), part(2, 2, 'pending')], 2)).toBe(true);
    // Older papers record a takeover from the time before the register could ask.
    expect(completesHandover([part(1, 1, 'pending'), part(2, 2, 'recorded')], 1)).toBe(true);
    for (const state of ['withdrawn', 'refused', 'cancelled'] as const) {
      expect(completesHandover([part(1, 1, 'pending'), part(2, 2, state)], 1)).toBe(false);
    }
  });
});

describe('when a commune is no more, or its area goes to another', () => {
  const lost = (id: number, communeId: number, state: HandoverState = 'confirmed') => ({
    ...part(id, communeId, state),
    lost: true,
  });

  it('every present commune that has no part is asked, in the attempt of the lost part', () => {
    expect(successorsToAsk([lost(1, 1), part(2, 2)], [3, 2, 4])).toEqual({
      lapsedIds: [1],
      communeIds: [3, 4],
      followsId: 1,
    });
    expect(successorsToAsk([part(1, 3, 'refused'), lost(2, 1, 'pending')], [3])).toEqual({
      lapsedIds: [2],
      communeIds: [3],
      followsId: 2,
    });
  });

  it('a commune that came to touch the place is asked, and no part is lost by it', () => {
    expect(successorsToAsk([part(1, 1)], [1, 2])).toEqual({
      lapsedIds: [],
      communeIds: [2],
      followsId: 1,
    });
    expect(successorsToAsk([part(1, 1)], [1])).toBeNull();
  });

  it('a commune that answered for less than it has now is asked anew; one that has yet to answer is not', () => {
    expect(successorsToAsk([lost(1, 1), part(2, 2)], [2])).toEqual({
      lapsedIds: [1, 2],
      communeIds: [2],
      followsId: 1,
    });
    expect(successorsToAsk([lost(1, 1), part(2, 2, 'pending')], [2])).toEqual({
      lapsedIds: [1],
      communeIds: [],
      followsId: 1,
    });
  });

  it('a part that was passed on to a successor no longer answers for a commune', () => {
    expect(successorsToAsk([part(1, 2, 'successor_asked'), lost(2, 1)], [2])).toEqual({
      lapsedIds: [2],
      communeIds: [2],
      followsId: 2,
    });
  });

  it('nobody is asked while no present commune is known', () => {
    expect(successorsToAsk([lost(1, 1)], [])).toBeNull();
  });
});

describe('a correction that moves a place', () => {
  const other = { before: [1], after: [2] };
  it('asks anew when the place leaves the communes that have taken it over, or are being asked to', () => {
    expect(mustAskAnew('handed_over', [{ state: 'confirmed' }], other)).toBe(true);
    expect(mustAskAnew('handed_over', [{ state: 'recorded' }], other)).toBe(true);
    expect(mustAskAnew('eliminated', [{ state: 'pending' }], other)).toBe(true);
    const wider = { before: [1], after: [1, 2] };
    expect(mustAskAnew('handed_over', [{ state: 'confirmed' }], wider)).toBe(true);
    expect(mustAskAnew('handed_over', [], { before: [1, 2], after: [1] })).toBe(true);
  });

  it('asks nobody within them, nor for a place without a hand-over', () => {
    const same = { before: [1, 2], after: [2, 1] };
    expect(mustAskAnew('handed_over', [{ state: 'confirmed' }], same)).toBe(false);
    expect(mustAskAnew('eliminated', [{ state: 'refused' }], other)).toBe(false);
    expect(mustAskAnew('recurring', [], other)).toBe(false);
  });
});
