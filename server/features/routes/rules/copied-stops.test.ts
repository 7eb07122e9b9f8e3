import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ArrangedStop } from './arrangement.ts';
import { copiedStops } from './copied-stops.ts';

const STOP: ArrangedStop = {
  id: 0,
  shiftId: 1,
  position: 0,
  serviceMinutes: 20,
  window: { from: 500, to: 600 },
  skills: ['health'],
  lockShiftId: null,
  lockTime: null,
  lockPosition: null,
  removed: false,
  state: 'planned',
};
const SHIFTS = new Map([
  [1, 11],
  [2, 12],
]);

describe('the stops of a copied route', () => {
  it('keep hours, window, skills and locks, with the teams of the copy, and have no result', () => {
    const locked = {
      ...STOP,
      id: 5,
      lockShiftId: 1,
      lockTime: { from: 510, to: 520 },
      lockPosition: 0,
      state: 'done' as const,
    };
    expect(copiedStops([locked], new Set([5]), SHIFTS)).toEqual([
      { ...locked, shiftId: 11, lockShiftId: 11, state: 'planned' },
    ]);
  });

  it('close the gap of one that is left out, and a lock to a place in the order moves up with it', () => {
    const stops = [0, 1, 2].map((position) => ({
      ...STOP,
      id: position + 1,
      position,
      lockPosition: position === 2 ? 2 : null,
    }));
    expect(
      copiedStops(stops, new Set([1, 3]), SHIFTS).map(({ id, position, lockPosition }) => [
        id,
        position,
        lockPosition,
      ]),
    ).toEqual([
      [1, 0, null],
      [3, 1, 1],
    ]);
  });

  it('have a lock to a place before their own move up by the stops before that place alone', () => {
    const stops = [0, 1, 2].map((position) => ({
      ...STOP,
      id: position + 1,
      position,
      lockPosition: position === 2 ? 1 : null,
    }));
    const lockIn = (...kept: number[]) =>
      copiedStops(stops, new Set(kept), SHIFTS).at(-1)?.lockPosition;
    expect([lockIn(1, 3), lockIn(2, 3), lockIn(3)]).toEqual([1, 0, 0]);
  });

  it('of a team that is no longer at work are in no order and have no lock to it', () => {
    const stops = [
      { ...STOP, id: 1, shiftId: 3, lockShiftId: 3 },
      { ...STOP, id: 2, shiftId: null },
    ];
    const copied = copiedStops(stops, new Set([1, 2]), SHIFTS);
    expect(copied.map(({ shiftId, lockShiftId }) => [shiftId, lockShiftId])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(copied.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual([0, 1]);
  });

  it('are those that are kept, each once, in the same order within each team, without gaps', () => {
    const stop = fc.record({ shiftId: fc.constantFrom(1, 2, null), kept: fc.boolean() });
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 30 }), (given) => {
        const stops = given.map(({ shiftId }, at) => ({
          ...STOP,
          id: at + 1,
          shiftId,
          position: at,
        }));
        const kept = new Set(given.flatMap((one, at) => (one.kept ? at + 1 : [])));
        const copied = copiedStops(stops, kept, SHIFTS);
        expect(copied.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([...kept]);
        for (const [before, after] of [...SHIFTS, [null, null] as const]) {
          const here = copied.filter(({ shiftId }) => shiftId === after);
          expect(here.map(({ position }) => position)).toEqual(here.map((_, at) => at));
          expect(here.map(({ id }) => id)).toEqual(
            stops
              .filter(({ id, shiftId }) => shiftId === before && kept.has(id))
              .map(({ id }) => id),
          );
        }
      }),
    );
  });
});
