import { describe, expect, it } from 'vitest';

import { errorMetresOf, placeWithin } from './place.ts';

describe('the error of a place', () => {
  it('is what its word stands for', () => {
    const metres = (['exact', 'street', 'area'] as const).map((error) =>
      errorMetresOf({ error, addressMetres: 7 }),
    );
    expect(metres).toEqual([20, 100, 500]);
  });

  it('is that of the address which led there, or that of an area where none is known', () => {
    expect(errorMetresOf({ error: 'address', addressMetres: 0 })).toBe(0);
    expect(errorMetresOf({ error: 'address', addressMetres: 42 })).toBe(42);
    expect(errorMetresOf({ error: 'address', addressMetres: null })).toBe(500);
  });

  it('is a word where one says just this, else that of an address', () => {
    const position: [number, number] = [105.85, 21.03];
    expect(placeWithin(position, 100)).toEqual({
      kind: 'position',
      position,
      error: 'street',
      addressMetres: null,
    });
    expect(placeWithin(position, 99)).toEqual({
      kind: 'position',
      position,
      error: 'address',
      addressMetres: 99,
    });
  });
});
