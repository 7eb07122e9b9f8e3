import { describe, expect, it } from 'vitest';

import type { Stop } from '#server/contract/route.ts';

import { neighbour } from './orders.ts';

const order = [1, 2, 3].map((id) => ({ id }) as Stop);

describe('one step up or down in an order', () => {
  it('is told as the stop to stand before', () => {
    expect(neighbour(order, 2, -1)).toEqual({ before: 1 });
    expect(neighbour(order, 1, 1)).toEqual({ before: 3 });
    expect(neighbour(order, 2, 1)).toEqual({ before: null });
  });

  it('ends at the first and at the last', () => {
    expect(neighbour(order, 1, -1)).toBeUndefined();
    expect(neighbour(order, 3, 1)).toBeUndefined();
    expect(neighbour(order, 9, 1)).toBeUndefined();
  });
});
