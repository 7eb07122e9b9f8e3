import { expect, it } from 'vitest';

import { applyOperation } from './apply-operation.ts';
import { orderOf, type ArrangedStop } from './arrangement.ts';

const [ONE, TWO] = [7, 8];

function stop(
  id: number,
  position: number,
  state: ArrangedStop['state'] = 'planned',
): ArrangedStop {
  return {
    id,
    shiftId: ONE,
    position,
    serviceMinutes: 20,
    window: null,
    skills: [],
    lockShiftId: null,
    lockTime: null,
    lockPosition: null,
    removed: false,
    state,
  };
}

it('an order that was found leaves the stops with a result where they were done', () => {
  const stops = [stop(1, 0, 'done'), stop(2, 1), stop(3, 2)];
  const orders = [
    { shiftId: ONE, stopIds: [3] },
    { shiftId: TWO, stopIds: [1, 2] },
  ];
  const after = applyOperation(stops, { kind: 'arrange', orders }, [ONE, TWO]);
  expect(orderOf(after, ONE).map(({ id }) => id)).toEqual([1, 3]);
  expect(orderOf(after, TWO).map(({ id }) => id)).toEqual([2]);
});
