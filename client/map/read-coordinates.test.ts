import { describe, expect, it } from 'vitest';

import { readCoordinates } from './read-coordinates.ts';

describe('coordinates as people type them', () => {
  it.each([
    '21.0245, 105.8412',
    '21.0245 105.8412',
    '21,0245; 105,8412',
    '21,0245 105,8412',
    '21,0245, 105,8412',
    ' 105.8412,21.0245 ',
  ])('reads “%s” as one place, latitude first unless only the other order is near', (typed) => {
    expect(readCoordinates(typed)).toEqual({ position: [105.8412, 21.0245] });
  });

  it('says when it does not understand', () => {
    for (const typed of ['', 'Hồ Gươm', '21.0245', '1 2 3', '21.0245, x']) {
      expect(readCoordinates(typed)).toEqual({ problem: 'not_understood' });
    }
  });

  it('says when the place is far from the city', () => {
    expect(readCoordinates('10.7769, 106.7009')).toEqual({ problem: 'outside' });
    expect(readCoordinates('0, 0')).toEqual({ problem: 'outside' });
  });
});
