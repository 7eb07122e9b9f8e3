import { describe, expect, it } from 'vitest';

import { parseWkt } from './parse-wkt.ts';
import type { RawGeometry } from './table.ts';
import { writeWkt } from './write-wkt.ts';

const A = [105.85, 21.03];
const B = [105.9, 21.1];
const C = [105.8, -21.2];
const SHAPES: RawGeometry[] = [
  { type: 'Point', coordinates: A },
  { type: 'MultiPoint', coordinates: [A, B] },
  { type: 'LineString', coordinates: [A, B, C] },
  {
    type: 'MultiLineString',
    coordinates: [
      [A, B],
      [C, A],
    ],
  },
  { type: 'Polygon', coordinates: [[A, B, C, A]] },
  { type: 'MultiPolygon', coordinates: [[[A, B, C, A]], [[B, C, A, B]]] },
];

describe('writeWkt', () => {
  it.each(SHAPES)('is read back as the same $type', (shape) => {
    expect(parseWkt(writeWkt(shape))).toEqual(shape);
  });

  it('writes a point as other programs do', () => {
    expect(writeWkt({ type: 'Point', coordinates: A })).toBe('POINT (105.85 21.03)');
  });
});
