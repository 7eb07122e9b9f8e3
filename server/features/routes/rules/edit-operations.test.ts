import { describe, expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';

import { applyOperation, type OrderOperation, restore, subjectsOf } from './apply-operation.ts';
import { type ArrangedStop, differences, orderOf } from './arrangement.ts';

const [ONE, TWO, STRANGE] = [7, 8, 9];

function stop(id: number, position: number, more: Partial<ArrangedStop> = {}): ArrangedStop {
  return {
    id,
    shiftId: ONE,
    position,
    serviceMinutes: 20,
    window: { from: 500, to: 600 },
    skills: ['health'],
    lockShiftId: null,
    lockTime: null,
    lockPosition: null,
    removed: false,
    state: 'planned',
    ...more,
  };
}
const THREE = [stop(1, 0), stop(2, 1), stop(3, 2)];
const apply = (stops: readonly ArrangedStop[], operation: OrderOperation) =>
  applyOperation(stops, operation, [ONE, TWO]);
const refusal = (stops: readonly ArrangedStop[], operation: OrderOperation) => {
  try {
    apply(stops, operation);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};
const idsOf = (stops: readonly ArrangedStop[], shiftId: number | null) =>
  orderOf(stops, shiftId).map(({ id }) => id);
const move = (stopId: number, shiftId: number | null, before: number | null = null) =>
  ({ kind: 'move', stopId, shiftId, before }) as const;

describe('a stop that is moved', () => {
  it('goes before another one, to another team, or to none', () => {
    expect(idsOf(apply(THREE, move(3, ONE, 1)), ONE)).toEqual([3, 1, 2]);
    expect(idsOf(apply(THREE, move(3, TWO)), TWO)).toEqual([3]);
    expect(idsOf(apply(THREE, move(3, null)), null)).toEqual([3]);
  });

  it.each(['done', 'could_not_check', 'carried'] as const)('is not one that is “%s”', (state) => {
    const stops = [stop(1, 0, { state }), stop(2, 1)];
    expect(refusal(stops, move(1, TWO))).toBe('route.stop_has_result');
    expect(refusal(stops, move(2, TWO))).toBeNull();
  });

  it('has to be on the route, and its team too', () => {
    expect(refusal(THREE, move(4, ONE))).toBe('route.stop_unknown');
    expect(refusal([stop(1, 0, { removed: true })], move(1, ONE))).toBe('route.stop_unknown');
    expect(refusal(THREE, move(1, STRANGE))).toBe('route.stop_unknown');
  });
});

describe('stops that are taken out', () => {
  it('leave no gap', () => {
    const after = apply(THREE, { kind: 'remove', stopIds: [1, 2] });
    expect(after.map(({ removed }) => removed)).toEqual([true, true, false]);
    expect(after[2]?.position).toBe(0);
  });

  it('are none at all where one of them has a result or is not on the route', () => {
    const stops = [...THREE, stop(4, 3, { state: 'done' })];
    expect(refusal(stops, { kind: 'remove', stopIds: [1, 4] })).toBe('route.stop_has_result');
    expect(refusal(stops, { kind: 'remove', stopIds: [1, 5] })).toBe('route.stop_unknown');
  });
});

describe('a lock', () => {
  const locked = (stops: readonly ArrangedStop[], more: object) => {
    const after = apply(stops, { kind: 'lock', stopId: 2, ...more });
    const { lockShiftId, lockPosition, lockTime } = after.find(({ id }) => id === 2) ?? {};
    return [lockShiftId, lockPosition, lockTime];
  };
  const time = { from: 510, to: 540 };
  const held = THREE.map((one) => ({ ...one, lockShiftId: ONE, lockPosition: 1, lockTime: time }));

  it('holds team, position or time as they are, each by itself', () => {
    expect(locked(THREE, { team: true })).toEqual([ONE, null, null]);
    expect(locked(THREE, { position: true })).toEqual([null, 1, null]);
    expect(locked(THREE, { time })).toEqual([null, null, time]);
  });

  it('is released by itself', () => {
    expect(locked(held, { team: false })).toEqual([null, 1, time]);
    expect(locked(held, { position: false })).toEqual([ONE, null, time]);
    expect(locked(held, { time: null })).toEqual([ONE, 1, null]);
  });

  it('of a stop that is not on the route is refused', () => {
    expect(refusal(THREE, { kind: 'lock', stopId: 9, team: true })).toBe('route.stop_unknown');
  });
});

describe('the details of a stop', () => {
  const described = (details: Extract<OrderOperation, { kind: 'describe' }>['details']) => {
    const [{ serviceMinutes, window, skills } = stop(0, 0)] = apply(THREE, {
      kind: 'describe',
      stopId: 1,
      details,
    });
    return [serviceMinutes, window, skills];
  };
  const window = { from: 500, to: 600 };

  it('change one by one; what is left out stays', () => {
    expect(described({})).toEqual([20, window, ['health']]);
    expect(described({ serviceMinutes: 45 })).toEqual([45, window, ['health']]);
    expect(described({ window: { from: 1, to: 2 } })).toEqual([20, { from: 1, to: 2 }, ['health']]);
    expect(described({ window: null })).toEqual([20, null, ['health']]);
    expect(described({ skills: [] })).toEqual([20, window, []]);
  });

  it('of a stop that is not on the route are refused', () => {
    const operation = { kind: 'describe', stopId: 9, details: {} } as const;
    expect(refusal(THREE, operation)).toBe('route.stop_unknown');
  });
});

describe('whole orders', () => {
  const arrange = (...orders: { shiftId: number | null; stopIds: number[] }[]) =>
    ({ kind: 'arrange', orders }) as const;

  it('put stops into no team too', () => {
    const after = apply(THREE, arrange({ shiftId: null, stopIds: [2] }));
    expect([idsOf(after, ONE), idsOf(after, null)]).toEqual([[1, 3], [2]]);
  });

  it.each(['done', 'could_not_check', 'carried'] as const)(
    'leave a stop that is “%s” first in the team that it was in',
    (state) => {
      const stops = [stop(1, 0), stop(2, 1, { state }), stop(3, 2)];
      const after = apply(stops, arrange({ shiftId: ONE, stopIds: [3, 1] }));
      expect(idsOf(after, ONE)).toEqual([2, 3, 1]);
      const given = apply(stops, arrange({ shiftId: TWO, stopIds: [2, 3] }));
      expect([idsOf(given, ONE), idsOf(given, TWO)]).toEqual([[1, 2], [3]]);
    },
  );

  it('are refused with a stop twice, in one order or in two', () => {
    const once = arrange({ shiftId: ONE, stopIds: [1, 1] });
    const both = arrange({ shiftId: ONE, stopIds: [1] }, { shiftId: TWO, stopIds: [1] });
    expect([refusal(THREE, once), refusal(THREE, both)]).toEqual([
      'route.stop_unknown',
      'route.stop_unknown',
    ]);
  });

  it('are refused with a team or a stop that the route does not have', () => {
    const team = arrange({ shiftId: ONE, stopIds: [1] }, { shiftId: STRANGE, stopIds: [] });
    expect(refusal(THREE, team)).toBe('route.stop_unknown');
    expect(refusal(THREE, arrange({ shiftId: ONE, stopIds: [9] }))).toBe('route.stop_unknown');
  });
});

it('an edit is about the stops that it names', () => {
  expect(subjectsOf({ kind: 'remove', stopIds: [1, 2] })).toEqual([1, 2]);
  expect(subjectsOf(move(3, ONE, 1))).toEqual([3]);
  expect(subjectsOf({ kind: 'lock', stopId: 4 })).toEqual([4]);
  const orders = [
    { shiftId: ONE, stopIds: [1] },
    { shiftId: null, stopIds: [5, 6] },
  ];
  expect(subjectsOf({ kind: 'arrange', orders })).toEqual([1, 5, 6]);
});

describe('an edit that is taken back', () => {
  const after = apply(THREE, move(1, TWO));
  const edit = { subjects: [1], before: [stop(1, 0)], after: [stop(1, 0, { shiftId: TWO })] };

  it('puts its stop back to where it was, and again to where it went', () => {
    const undone = restore(after, edit, 'before') ?? [];
    expect([idsOf(undone, ONE), idsOf(undone, TWO)]).toEqual([[1, 2, 3], []]);
    const redone = restore(undone, edit, 'after') ?? [];
    expect([idsOf(redone, ONE), idsOf(redone, TWO)]).toEqual([[2, 3], [1]]);
  });

  it('leaves alone what others did to other stops', () => {
    const meanwhile = apply(after, { kind: 'lock', stopId: 2, team: true });
    const undone = restore(meanwhile, edit, 'before') ?? [];
    expect(undone.find(({ id }) => id === 2)?.lockShiftId).toBe(ONE);
    expect(idsOf(undone, ONE)).toEqual([1, 2, 3]);
  });

  it('is none once somebody has changed its stop again, or it has a result', () => {
    const longer = { kind: 'describe', stopId: 1, details: { serviceMinutes: 45 } } as const;
    expect(restore(apply(after, longer), edit, 'before')).toBeNull();
    const done = after.map((one) => ({ ...one, state: 'done' as const }));
    const doneEdit = {
      ...edit,
      after: edit.after.map((one) => ({ ...one, state: 'done' as const })),
    };
    expect(restore(done, doneEdit, 'before')).toBeNull();
    expect(restore(THREE.slice(1), edit, 'before')).toBeNull();
  });

  it('puts several stops back in the order that they had, and takes added ones out', () => {
    const gone = apply(THREE, { kind: 'remove', stopIds: [1, 2] });
    const removal = {
      subjects: [1, 2],
      before: [stop(2, 1), stop(1, 0)],
      after: gone.filter(({ id }) => id !== 3),
    };
    const back = restore(gone, removal, 'before') ?? [];
    expect(idsOf(back, ONE)).toEqual([1, 2, 3]);
    expect(idsOf(restore(back, removal, 'after') ?? [], ONE)).toEqual([3]);
  });

  it('keeps the stops that it named and left where they were', () => {
    const left = stop(4, 0, { shiftId: null });
    const before = [...THREE, left];
    const after = apply(before, {
      kind: 'arrange',
      orders: [
        { shiftId: ONE, stopIds: [3, 2, 1] },
        { shiftId: null, stopIds: [4] },
      ],
    });
    const named = { subjects: [1, 2, 3, 4], ...differences(before, after) };
    expect(restore(after, named, 'before')).toEqual(before);
    expect(restore(before, named, 'after')).toEqual(after);
  });

  it('may put in again what is out, whatever was said of it before it went', () => {
    const out = stop(4, 9, { shiftId: null, removed: true, serviceMinutes: 45 });
    const addition = {
      subjects: [4],
      before: [stop(4, 3, { removed: true })],
      after: [stop(4, 3)],
    };
    expect(idsOf(restore([...THREE, out], addition, 'after') ?? [], ONE)).toEqual([1, 2, 3, 4]);
  });
});
