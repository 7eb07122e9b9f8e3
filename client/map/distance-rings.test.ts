import { distance } from '@turf/turf';
import { expect, it } from 'vitest';

import { RING_METRES, ringsAround } from './distance-rings.tsx';

it('draws each ring as far away as it says', () => {
  const { features } = ringsAround([105.85, 21.03], (metres) => `${metres} m`);
  expect(features).toHaveLength(2 * RING_METRES.length);
  for (const { geometry, properties } of features) {
    if (geometry.type !== 'LineString' && geometry.type !== 'Point') throw new Error(geometry.type);
    const corners = geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
    const away = corners.map((corner) => distance([105.85, 21.03], corner, { units: 'meters' }));
    const [metres] = String(properties?.['label']).split(' ').map(Number);
    for (const metresAway of away) expect(metresAway).toBeCloseTo(metres ?? 0, 1);
  }
});
