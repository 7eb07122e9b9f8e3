import { expect, it } from 'vitest';

import { NO_LOCKS, type RoutingStop } from './routing-problem.ts';
import { seatedAt } from './seated-at.ts';
import { arrange } from './slots.ts';

const stop = (id: string, position: number | null = null) =>
  ({ id, locks: { ...NO_LOCKS, position } }) as unknown as RoutingStop;
const seated = (route: RoutingStop[], position: number) =>
  seatedAt(route, stop('new'), position)?.map(({ id }) => id) ?? null;

it('a stop is seated at its position, and the others make room in their order', () => {
  const route = [stop('a'), stop('b')];
  expect(seated(route, 0)).toEqual(['new', 'a', 'b']);
  expect(seated(route, 1)).toEqual(['a', 'new', 'b']);
  expect(seated(route, 2)).toEqual(['a', 'b', 'new']);
  expect(seated(route, 3)).toBeNull();
});

it('a stop that is locked to its position stays there, and nobody is seated on it', () => {
  const route = [stop('a'), stop('held', 1), stop('b')];
  expect(seated(route, 0)).toEqual(['new', 'held', 'a', 'b']);
  expect(seated(route, 1)).toBeNull();
  expect(seated(route, 2)).toEqual(['a', 'held', 'new', 'b']);
  // Out of its place, it is moved like any other.
  expect(seated([stop('a'), stop('stray', 0)], 0)).toEqual(['new', 'a', 'stray']);
});

it('stops that are locked to a position stand there, the free ones around them, and those without a place at the end', () => {
  const arranged = (order: number[], slots: number[]) => {
    const out = new Int32Array(order.length);
    arrange(Int32Array.from(order), order.length, Int32Array.from(slots), out);
    return [...out];
  };
  expect(arranged([2, 0, 1], [1, -1, -1])).toEqual([2, 0, 1]);
  expect(arranged([0, 1, 2], [-1, 0, -1])).toEqual([1, 0, 2]);
  // Position 5 is not reached; of two at one position the first in the order keeps it.
  expect(arranged([0, 1, 2], [5, -1, -1])).toEqual([1, 2, 0]);
  expect(arranged([2, 1, 0], [0, -1, 0])).toEqual([2, 1, 0]);
  expect(arranged([0, 1, 2], [9, 8, -1])).toEqual([2, 1, 0]);
});
