import type { Shape, ShapeKind } from '#client/map/shape.ts';
import type { Geometry, LonLat } from '#server/contract/geo.ts';

/** Shape drawn so far, with its history for undo. `open`: corners are still being set with the pointer. */
export type Drawing = Shape & { open: boolean; past: readonly Shape[] };

// Seven decimals are about a centimetre; the map's adapter takes no more.
const DECIMALS = 7;
const MOST_STEPS_BACK = 100;

export const NOTHING_DRAWN: Drawing = { kind: 'Point', vertices: [], open: true, past: [] };

function rounded([longitude, latitude]: LonLat): LonLat {
  return [Number(longitude.toFixed(DECIMALS)), Number(latitude.toFixed(DECIMALS))];
}

function stepTo(drawing: Drawing, shape: Shape, open: boolean): Drawing {
  const { kind, vertices } = drawing;
  return {
    kind: shape.kind,
    vertices: shape.vertices.map(rounded),
    open,
    past: [...drawing.past, { kind, vertices }].slice(-MOST_STEPS_BACK),
  };
}

/** The map has set, moved or taken back corners. */
export function drawn(drawing: Drawing, vertices: readonly LonLat[], open: boolean): Drawing {
  const same = JSON.stringify(vertices.map(rounded)) === JSON.stringify(drawing.vertices);
  if (same) return drawing.open === open ? drawing : { ...drawing, open };
  return stepTo(drawing, { kind: drawing.kind, vertices }, open);
}

/** A corner given as numbers; a spot has only one, so a new one takes its place. */
export function withVertex(drawing: Drawing, vertex: LonLat): Drawing {
  const before = drawing.kind === 'Point' ? [] : drawing.vertices;
  return stepTo(drawing, { kind: drawing.kind, vertices: [...before, vertex] }, false);
}

export function withoutVertex(drawing: Drawing, index: number): Drawing {
  const vertices = drawing.vertices.filter((_, place) => place !== index);
  return stepTo(drawing, { kind: drawing.kind, vertices }, vertices.length === 0);
}

/** Another kind of shape is another drawing; going back leads to the former one. */
export function withKind(drawing: Drawing, kind: ShapeKind): Drawing {
  return kind === drawing.kind ? drawing : stepTo(drawing, { kind, vertices: [] }, true);
}

export function cleared(drawing: Drawing): Drawing {
  if (drawing.vertices.length === 0) return drawing;
  return stepTo(drawing, { kind: drawing.kind, vertices: [] }, true);
}

export function undone(drawing: Drawing): Drawing {
  const last = drawing.past.at(-1);
  if (last === undefined) return drawing;
  return { ...last, open: last.vertices.length === 0, past: drawing.past.slice(0, -1) };
}

/** The shape of a record; null where it has several parts or holes, which cannot be drawn here. */
export function fromGeometry(geometry: Geometry): Shape | null {
  switch (geometry.type) {
    case 'Point':
      return { kind: 'Point', vertices: [rounded(geometry.coordinates)] };
    case 'LineString':
      return { kind: 'LineString', vertices: geometry.coordinates.map(rounded) };
    case 'Polygon': {
      const [ring, ...holes] = geometry.coordinates;
      if (ring === undefined || holes.length > 0) return null;
      return { kind: 'Polygon', vertices: ring.slice(0, -1).map(rounded) };
    }
    case 'MultiPoint':
    case 'MultiLineString':
    case 'MultiPolygon':
      return null;
  }
}

export function startWith(shape: Shape | null): Drawing {
  return shape === null ? NOTHING_DRAWN : { ...shape, open: shape.vertices.length === 0, past: [] };
}
