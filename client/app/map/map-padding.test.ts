import { describe, expect, it } from 'vitest';

import { mapPadding, shiftInto, shiftToMiddle } from './map-padding.ts';

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

describe('the point of a card that is opened on the map', () => {
  it('comes to the middle of what the lower half of a phone leaves free', () => {
    const screen = { width: 360, height: 640 };
    const low = mapPadding({
      phone: true,
      listBeside: false,
      recordBeside: true,
      bottomInset: screen.height / 2,
    });
    // The address brings it to the middle of the screen, which is the edge of the record.
    const middle = { x: 180, y: 320 };
    const [right, down] = shiftToMiddle(middle, low, screen);
    const seen = { x: middle.x - right, y: middle.y - down };
    expect(seen.y).toBeLessThan(screen.height / 2 - 44);
    expect(seen.y).toBeGreaterThan(low.top);
    expect(seen.x).toBeGreaterThan(low.left);
    expect(seen.x).toBeLessThan(screen.width - low.right);
  });

  it('comes to the middle between the list and the record of a desk', () => {
    const desk = mapPadding({
      phone: false,
      listBeside: true,
      recordBeside: true,
      bottomInset: 0,
    });
    const [right] = shiftToMiddle({ x: 720, y: 450 }, desk, { width: 1_440, height: 900 });
    expect(720 - right).toBe((desk.left + 1_440 - desk.right) / 2);
  });
});
