import { describe, expect, it } from 'vitest';

import { formatOf } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { sizeOf, toPartOfGeometry, type ShapeKind } from './shape.ts';

// Corners of a square of about 100 m.
const CORNERS: LonLat[] = [
  [105.8, 21],
  [105.800963, 21],
  [105.800963, 21.0009],
  [105.8, 21.0009],
];

function sizeInVietnamese(kind: ShapeKind, corners: number): string | null {
  const drawn = toPartOfGeometry({ kind, vertices: CORNERS.slice(0, corners) });
  return drawn === null ? null : sizeOf(drawn, formatOf('vi'));
}

describe('the size of what is drawn', () => {
  it('is the length of a line and the area of ground', () => {
    expect(sizeInVietnamese('LineString', 2)).toBe('100 m');
    expect(sizeInVietnamese('LineString', 4)).toBe('300 m');
    expect(sizeInVietnamese('Polygon', 4)).toBe('1 ha');
  });

  it('is a length while an area has only two corners, and nothing for a spot', () => {
    expect(sizeInVietnamese('Polygon', 2)).toBe('100 m');
    expect(sizeInVietnamese('Polygon', 1)).toBeNull();
    expect(sizeInVietnamese('Point', 1)).toBeNull();
  });
});
