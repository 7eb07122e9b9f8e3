import { describe, expect, it } from 'vitest';

import { coveredByList, mapPadding, shiftInto, shiftToMiddle } from './map-padding.ts';

const DESK = { phone: false, listBeside: false, recordBeside: false, bottomInset: 0 };
const SIZE = { width: 1_200, height: 800 };

describe('the room that floats over the map', () => {
  it('is what stands beside it at a desk', () => {
    expect(mapPadding(DESK)).toEqual({ top: 24, bottom: 24, left: 24, right: 64 });
    expect(mapPadding({ ...DESK, listBeside: true })).toMatchObject({ left: 392, right: 64 });
    expect(mapPadding({ ...DESK, recordBeside: true })).toMatchObject({ left: 24, right: 452 });
    expect(mapPadding({ ...DESK, bottomInset: 100 }).bottom).toBe(124);
    expect([coveredByList(true), coveredByList(false)]).toEqual([392, 0]);
  });

  it('is the search above and the sheet below on a phone, whatever is open', () => {
    const phone = { phone: true, listBeside: true, recordBeside: true, bottomInset: 300 };
    expect(mapPadding(phone)).toEqual({ top: 72, right: 64, left: 24, bottom: 300 });
  });
});

describe('a spot on the map', () => {
  const padding = mapPadding({ ...DESK, listBeside: true });

  it('stays where it lies free, up to the edges', () => {
    for (const spot of [
      { x: 600, y: 400 },
      { x: 416, y: 24 },
      { x: 1_072, y: 752 },
    ]) {
      expect([spot, shiftInto(spot, padding, SIZE)]).toEqual([spot, null]);
    }
  });

  it('moves by what it is covered with, and no further', () => {
    expect(shiftInto({ x: 100, y: 400 }, padding, SIZE)).toEqual([-316, 0]);
    expect(shiftInto({ x: 1_100, y: 400 }, padding, SIZE)).toEqual([28, 0]);
    expect(shiftInto({ x: 600, y: 10 }, padding, SIZE)).toEqual([0, -14]);
    expect(shiftInto({ x: 600, y: 790 }, padding, SIZE)).toEqual([0, 38]);
    expect(shiftInto({ x: 0, y: 800 }, padding, SIZE)).toEqual([-416, 48]);
  });

  it('outside of the map comes to its free middle', () => {
    const middle = shiftToMiddle({ x: -1, y: 400 }, padding, SIZE);
    expect(middle).toEqual([-765, 0]);
    for (const spot of [{ x: -1, y: 400 }]) {
      expect(shiftInto(spot, padding, SIZE)).toEqual(middle);
    }
    expect(shiftInto({ x: 1_201, y: 400 }, padding, SIZE)).toEqual([437, 0]);
    expect(shiftInto({ x: 764, y: -1 }, padding, SIZE)).toEqual([0, -401]);
    expect(shiftInto({ x: 764, y: 801 }, padding, SIZE)).toEqual([0, 401]);
  });
});
