import { describe, expect, it } from 'vitest';

import {
  type ArrangedStop,
  contentOf,
  differences,
  insertAt,
  insertBefore,
  orderOf,
  renumbered,
  withOrder,
} from './arrangement.ts';

const [ONE, TWO] = [7, 8];
const STOP: ArrangedStop = {
  id: 1,
  shiftId: ONE,
  position: 0,
  serviceMinutes: 20,
  window: { from: 500, to: 600 },
  skills: ['health'],
  lockShiftId: null,
  lockTime: { from: 510, to: 540 },
  lockPosition: null,
  removed: false,
  state: 'planned',
};
const stop = (id: number, position: number, more: Partial<ArrangedStop> = {}): ArrangedStop => ({
  ...STOP,
  id,
  position,
  ...more,
});
const idsOf = (stops: readonly ArrangedStop[], shiftId: number | null) =>
  orderOf(stops, shiftId).map(({ id }) => id);
const positions = (stops: readonly ArrangedStop[]) =>
  stops.map(({ id, position }) => [id, position]);
const THREE = [stop(1, 0), stop(2, 1), stop(3, 2)];

describe('the order of a team', () => {
  it('is by position, of equal positions by number, without what was taken out or is another team’s', () => {
    const stops = [
      stop(9, 1),
      stop(4, 1),
      stop(5, 0),
      stop(6, 0, { removed: true }),
      stop(8, 0, { shiftId: TWO }),
      stop(7, 0, { shiftId: null }),
    ];
    expect(idsOf(stops, ONE)).toEqual([5, 4, 9]);
    expect(idsOf(stops, null)).toEqual([7]);
  });

  it('is numbered from 0 without gaps, each team apart; what was taken out keeps its number', () => {
    const stops = [
      stop(1, 4),
      stop(2, 9),
      stop(3, 6, { shiftId: TWO }),
      stop(4, 5, { shiftId: null }),
      stop(5, 3, { removed: true }),
    ];
    expect(positions(renumbered(stops))).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 0],
      [5, 3],
    ]);
  });
});

describe('a stop that is put into an order', () => {
  it('stands at the place that is counted without itself', () => {
    expect([0, 1, 2].map((at) => idsOf(insertAt(THREE, 1, ONE, at), ONE))).toEqual([
      [1, 2, 3],
      [2, 1, 3],
      [2, 3, 1],
    ]);
  });

  it('stands at the end where the place is beyond it', () => {
    expect(idsOf(insertAt(THREE, 1, ONE, 9), ONE)).toEqual([2, 3, 1]);
  });

  it('leaves its former team without a gap', () => {
    const after = insertAt(THREE, 2, TWO, 0);
    expect([idsOf(after, ONE), idsOf(after, TWO)]).toEqual([[1, 3], [2]]);
    expect(positions(after)).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  it('stands before the stop that is named, and at the end where none is or that one is not there', () => {
    expect(idsOf(insertBefore(THREE, 3, ONE, 1), ONE)).toEqual([3, 1, 2]);
    expect(idsOf(insertBefore(THREE, 3, ONE, 2), ONE)).toEqual([1, 3, 2]);
    expect(idsOf(insertBefore(THREE, 1, ONE, null), ONE)).toEqual([2, 3, 1]);
    expect(idsOf(insertBefore(THREE, 1, ONE, 99), ONE)).toEqual([2, 3, 1]);
    expect(idsOf(insertBefore(THREE, 1, ONE, 1), ONE)).toEqual([2, 3, 1]);
  });
});

describe('an order that is given', () => {
  it('is followed by the team’s other stops in the order that they had', () => {
    expect(idsOf(withOrder(THREE, { shiftId: ONE, stopIds: [3] }), ONE)).toEqual([3, 1, 2]);
  });

  it('takes stops from another team, and puts back what was taken out', () => {
    const stops = [stop(1, 0), stop(2, 0, { shiftId: TWO }), stop(3, 1, { removed: true })];
    const after = withOrder(stops, { shiftId: ONE, stopIds: [3, 2] });
    expect([idsOf(after, ONE), idsOf(after, TWO)]).toEqual([[3, 2, 1], []]);
  });
});

describe('the difference between two states of a route', () => {
  it.each<[string, Partial<ArrangedStop>]>([
    ['team', { shiftId: TWO }],
    ['length', { serviceMinutes: 25 }],
    ['first moment', { window: { from: 501, to: 600 } }],
    ['last moment', { window: { from: 500, to: 601 } }],
    ['missing window', { window: null }],
    ['skill', { skills: ['labour'] }],
    ['locked team', { lockShiftId: ONE }],
    ['beginning of the locked time', { lockTime: { from: 511, to: 540 } }],
    ['end of the locked time', { lockTime: { from: 510, to: 541 } }],
    ['missing lock to a time', { lockTime: null }],
    ['locked position', { lockPosition: 0 }],
    ['state', { state: 'done' }],
    ['taking out', { removed: true }],
  ])('is a stop with another %s, on both sides', (_, more) => {
    const changed = { ...STOP, ...more };
    const other = stop(2, 1);
    expect(differences([STOP, other], [changed, other])).toEqual({
      before: [STOP],
      after: [changed],
    });
    expect(contentOf(changed)).not.toBe(contentOf(STOP));
  });

  it('is a stop at another position, though its content is the same', () => {
    const moved = stop(1, 1);
    expect(differences([STOP], [moved])).toEqual({ before: [STOP], after: [moved] });
    expect(contentOf(moved)).toBe(contentOf(STOP));
  });

  it('is an added stop, which was not there before', () => {
    expect(differences([STOP], [STOP, stop(2, 1)])).toEqual({
      before: [stop(2, 1, { removed: true })],
      after: [stop(2, 1)],
    });
  });

  it('is none where only the order of the fields is another', () => {
    const window = { to: 600, from: 500 };
    const lockTime = { to: 540, from: 510 };
    expect(differences([STOP], [{ ...STOP, window, lockTime }])).toEqual({ before: [], after: [] });
  });
});
