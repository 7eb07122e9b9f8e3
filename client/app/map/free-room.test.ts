import { describe, expect, it } from 'vitest';

import { coveredByList, mapPadding, shiftInto, shiftToMiddle } from './map-padding.ts';

const desk = (listBeside: boolean, recordBeside: boolean, bottomInset = 0) =>
  mapPadding({ phone: false, listBeside, recordBeside, bottomInset });

describe('the room that panels take from a map', () => {
  it('is that of the list at the left and of the record at the right', () => {
    expect(desk(false, false)).toEqual({ top: 24, bottom: 24, left: 24, right: 64 });
    expect(desk(true, false)).toEqual({ top: 24, bottom: 24, left: 392, right: 64 });
    expect(desk(false, true, 100)).toEqual({ top: 24, bottom: 124, left: 24, right: 452 });
    expect([coveredByList(true), coveredByList(false)]).toEqual([392, 0]);
  });

  it('lies on a phone above and below, whatever stands beside the map of a desk', () => {
    for (const beside of [true, false]) {
      const given = { phone: true, listBeside: beside, recordBeside: beside, bottomInset: 300 };
      expect(mapPadding(given)).toEqual({ top: 72, right: 64, left: 24, bottom: 300 });
    }
  });
});

describe('a spot on the map', () => {
  // Free are 24 to 936 across and 24 to 676 down; the controls take 64 more at the right.
  const room = { width: 1_000, height: 700 };
  const shift = (x: number, y: number) => shiftInto({ x, y }, desk(false, false), room);

  it.each([
    [48, 24, null],
    [47, 24, [-1, 0]],
    [872, 300, null],
    [873, 300, [1, 0]],
    [1_000, 300, [128, 0]],
    [300, 23, [0, -1]],
    [300, 652, null],
    [300, 653, [0, 1]],
    [0, 700, [-48, 48]],
  ])('at %d, %d is moved by %j', (x, y, by) => {
    expect(shift(x, y)).toEqual(by);
  });

  it.each([
    [-1, 350],
    [1_001, 350],
    [480, -1],
    [480, 701],
  ])('outside the map at %d, %d comes to its free middle', (x, y) => {
    expect(shift(x, y)).toEqual([x - 480, y - 350]);
    expect(shiftToMiddle({ x, y }, desk(false, false), room)).toEqual([x - 480, y - 350]);
  });
});
