import { describe, expect, it } from 'vitest';

import type { ShiftPlan } from '#server/contract/route.ts';

import {
  instantAt,
  placeNumber,
  problemsIn,
  randomMissing,
  randomWanted,
  seedFrom,
  undoAndRedo,
  whyNotPublish,
} from './rules.ts';

describe('the random share of a route', () => {
  it('rounds a part of a stop up, and never adds a whole one', () => {
    expect([0, 1, 9, 10, 11, 30].map((stops) => randomWanted(0.1, stops))).toEqual([
      0, 1, 1, 1, 2, 3,
    ]);
    expect(randomWanted(0, 30)).toBe(0);
    // These products are a little more than a whole number in binary.
    expect([randomWanted(0.07, 100), randomWanted(0.14, 50)]).toEqual([7, 7]);
  });

  it('is reached by enough random stops, which count as stops too', () => {
    expect(randomMissing(0.1, { stops: 9, drawn: 0 })).toBe(1);
    expect(randomMissing(0.1, { stops: 10, drawn: 0 })).toBe(2);
    expect(randomMissing(0.1, { stops: 10, drawn: 1 })).toBe(0);
    expect(randomMissing(0.5, { stops: 4, drawn: 0 })).toBe(4);
    // A share of 100 % can never be reached by adding more random stops.
    expect(randomMissing(1, { stops: 4, drawn: 0 })).toBe(0);
  });
});

describe('a route is published', () => {
  const TODAY = '2026-11-25';
  const route = { state: 'draft', onDate: TODAY, assigned: 3 } as const;
  const share = { wanted: 2, drawn: 2 };

  it('on its day, and before it, with stops and its random share', () => {
    expect(whyNotPublish(route, share, null, TODAY)).toBeNull();
    expect(whyNotPublish({ ...route, onDate: '2026-11-26' }, share, null, TODAY)).toBeNull();
    expect(whyNotPublish({ ...route, state: 'published' }, share, null, TODAY)).toBeNull();
  });

  it('not after its day', () => {
    expect(whyNotPublish({ ...route, onDate: '2026-11-24' }, share, null, TODAY)).toBe(
      'route.date_passed',
    );
  });

  it('not once it is done, and not without stops', () => {
    expect(whyNotPublish({ ...route, state: 'done' }, share, null, TODAY)).toBe('route.done');
    expect(whyNotPublish({ ...route, assigned: 0 }, share, null, TODAY)).toBe('route.empty');
  });

  it('not with one stop of its random share missing, unless a reason is given', () => {
    const short = { wanted: 2, drawn: 1 };
    expect(whyNotPublish(route, short, null, TODAY)).toBe('route.random_share_low');
    expect(whyNotPublish(route, short, 'Theo yêu cầu của Sở Y tế.', TODAY)).toBeNull();
  });
});

describe('edits of one’s own', () => {
  const made = (version: number) => ({
    version,
    operations: [{ kind: 'remove' as const, stopIds: [1] }],
  });
  const restored = (version: number, side: 'before' | 'after', of: number) => ({
    version,
    operations: [{ kind: 'restore' as const, version: of, side }],
  });

  it('are undone from the last to the first, and redone in the other direction', () => {
    expect(undoAndRedo([])).toEqual({ undo: null, redo: null });
    expect(undoAndRedo([made(2), made(3)])).toEqual({ undo: 3, redo: null });
    const once = [made(2), made(3), restored(4, 'before', 3)];
    expect(undoAndRedo(once)).toEqual({ undo: 2, redo: 3 });
    const twice = [...once, restored(5, 'before', 2)];
    expect(undoAndRedo(twice)).toEqual({ undo: null, redo: 2 });
    expect(undoAndRedo([...twice, restored(6, 'after', 2)])).toEqual({ undo: 2, redo: 3 });
  });

  it('cannot be redone after another edit', () => {
    expect(undoAndRedo([made(2), restored(3, 'before', 2), made(4)])).toEqual({
      undo: 4,
      redo: null,
    });
  });

  it('count a stop of somebody else that came back as an edit of its own', () => {
    const back = { kind: 'restore' as const, version: 9, side: 'before' as const, stopId: 4 };
    const edits = [made(2), { version: 10, operations: [back] }];
    expect(undoAndRedo(edits)).toEqual({ undo: 10, redo: null });
  });

  it('are left alone by a step that finds no edit of its own', () => {
    expect(undoAndRedo([made(2), restored(3, 'before', 9)])).toEqual({ undo: 2, redo: null });
    const undone = [made(2), restored(3, 'before', 2)];
    expect(undoAndRedo([...undone, restored(4, 'after', 9)])).toEqual({ undo: null, redo: 2 });
  });
});

it('the broken rules of a plan are those of the teams and of their stops', () => {
  const problem = { code: 'late', parameters: {} };
  const stops = (...counts: number[]) =>
    counts.map((count) => ({ problems: Array.from({ length: count }, () => problem) }));
  const plans = [
    { problems: [problem, problem], stops: stops(1, 0, 3) },
    { problems: [], stops: stops(1) },
  ] as unknown as ShiftPlan[];
  expect(problemsIn(plans)).toBe(7);
  expect(problemsIn([])).toBe(0);
});

it('seconds of a day count from midnight in the city, whole ones', () => {
  expect(instantAt('2026-11-25', 0)).toBe('2026-11-24T17:00:00.000Z');
  expect(instantAt('2026-11-25', 30_600.4)).toBe('2026-11-25T01:30:00.000Z');
  expect(instantAt('2026-11-25', 30_600.5)).toBe('2026-11-25T01:30:01.000Z');
});

it('points are numbered above zero, businesses below', () => {
  expect(placeNumber({ pointId: 5, objectId: null })).toBe(5);
  expect(placeNumber({ pointId: null, objectId: 5 })).toBe(-5);
  expect(placeNumber({ pointId: null, objectId: null })).toBeCloseTo(0);
});

it('a seed is a number that the database can hold, from the beginning of the id', () => {
  expect(seedFrom('0000000a-ffff-4fff-8fff-ffffffffffff')).toBe(10);
  expect(seedFrom('ffffffff-0000-4000-8000-000000000000')).toBe(2_147_483_647);
});
