import { describe, expect, it } from 'vitest';

import { mapPadding, shiftInto } from './map-padding.ts';

const padding = mapPadding({
  phone: false,
  listBeside: false,
  recordBeside: true,
  bottomInset: 0,
});
const room = { width: 1280, height: 720 };

describe('the point of an opened link', () => {
  it('stays where it is when nothing covers it', () => {
    expect(shiftInto({ x: 400, y: 300 }, padding, room)).toBeNull();
  });

  it('comes out from under the record by as little as it takes', () => {
    const shift = shiftInto({ x: 1_100, y: 300 }, padding, room);
    expect(shift).toEqual([1_100 - (1_280 - padding.right - 64), 0]);
  });

  it('comes to the free middle from outside the map', () => {
    const shift = shiftInto({ x: 5_000, y: 360 }, padding, room);
    expect(shift).toEqual([5_000 - (24 + (1_280 - padding.right)) / 2, 0]);
  });
});
