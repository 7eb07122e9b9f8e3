import { describe, expect, it } from 'vitest';

import {
  cleared,
  drawn,
  fromGeometry,
  NOTHING_DRAWN,
  startWith,
  undone,
  withKind,
  withoutVertex,
  withVertex,
  type Drawing,
} from './drawing-state.ts';
import { toGeometry } from '#client/map/shape.ts';

const A: [number, number] = [105.8, 21];
const B: [number, number] = [105.9, 21];
const C: [number, number] = [105.9, 21.1];
const area = [A, B, C].reduce(withVertex, withKind(NOTHING_DRAWN, 'Polygon'));

describe('a drawing', () => {
  it('closes the ring of an area, and opens it again to be drawn on', () => {
    const geometry = toGeometry(area);
    expect(geometry).toEqual({ type: 'Polygon', coordinates: [[A, B, C, A]] });
    expect(geometry && fromGeometry(geometry)).toEqual({ kind: 'Polygon', vertices: [A, B, C] });
  });

  it('is no geometry while corners are missing', () => {
    expect(toGeometry(withoutVertex(area, 0))).toBeNull();
    expect(toGeometry(NOTHING_DRAWN)).toBeNull();
  });

  it('has one corner when it is a spot: a new one takes its place', () => {
    expect(withVertex(withVertex(NOTHING_DRAWN, A), B).vertices).toEqual([B]);
  });

  it('goes back step by step, over a change of kind too', () => {
    const changed = withKind(area, 'Point');
    expect(changed.vertices).toEqual([]);
    expect(undone(changed)).toMatchObject({ kind: 'Polygon', vertices: [A, B, C] });
    expect(undone(undone(changed)).vertices).toEqual([A, B]);
    expect(undone(cleared(area)).vertices).toEqual([A, B, C]);
    expect(undone(startWith(null))).toEqual(startWith(null));
  });

  it('takes no step for what is already there', () => {
    const line: Drawing = { kind: 'LineString', vertices: [A, B], open: true, past: [] };
    expect(drawn(line, [A, B], true)).toBe(line);
    expect(drawn(line, [A, B], false)).toEqual({ ...line, open: false });
    expect(drawn(line, [A, B, C], true).past).toHaveLength(1);
  });

  it('rounds to what the map can hold', () => {
    expect(withVertex(NOTHING_DRAWN, [105.123456789, 21.123456789]).vertices).toEqual([
      [105.1234568, 21.1234568],
    ]);
  });

  it('cannot be made of several parts or of areas with holes', () => {
    expect(fromGeometry({ type: 'MultiPoint', coordinates: [A, B] })).toBeNull();
    const ring = [A, B, C, A];
    expect(fromGeometry({ type: 'Polygon', coordinates: [ring, ring] })).toBeNull();
  });
});
