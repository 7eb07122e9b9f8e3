import type { Map as MapLibre } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';

import { slotEnd } from '#client/map/style/order.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { isComplete, toGeometry, type Shape, type ShapeKind } from '#client/map/shape.ts';
import { sketchStyles } from './sketch-styles.ts';

const MODES: Record<ShapeKind, string> = {
  Point: 'point',
  LineString: 'linestring',
  Polygon: 'polygon',
};
const DECIMALS = 7;

/** The pen on the map: shows a shape, and tells what the pointer does to it. */
export type Sketch = {
  show: (shape: Shape) => void;
  /** Takes the last corner back while corners are being set; false where there is none. */
  undoCorner: () => boolean;
  stop: () => void;
};

/** Puts the pen on the map. `onDrawn` is told all corners; `open` while more are being set. */
export function startSketch(
  map: MapLibre,
  tokens: Tokens,
  onDrawn: (vertices: readonly LonLat[], open: boolean) => void,
): Sketch {
  const styles = sketchStyles(tokens);
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({
      map,
      coordinatePrecision: DECIMALS,
      renderBelowLayerId: slotEnd('drawing'),
    }),
    modes: [
      new TerraDrawPointMode({ editable: true, styles: styles.point }),
      new TerraDrawLineStringMode({ styles: styles.line, showCoordinatePoints: true }),
      new TerraDrawPolygonMode({ styles: styles.area, showCoordinatePoints: true }),
      new TerraDrawSelectMode({ styles: styles.selected, flags: editable() }),
    ],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  });
  draw.start();
  let kind: ShapeKind = 'Point';
  // What is put on the map by `show` is not news.
  let showing = false;

  draw.on('change', () => {
    if (showing || kind === 'Point') return;
    const open = draw.getSnapshot().find((feature) => feature.properties['currentlyDrawing']);
    if (open !== undefined && draw.getMode() === MODES[kind]) onDrawn(cornersOf(open), true);
  });
  draw.on('finish', (id, { action }) => {
    const feature = draw.getSnapshotFeature(id);
    if (feature === undefined) return;
    if (kind === 'Point') keepOnly(draw, id);
    onDrawn(cornersOf(feature), false);
    if (kind !== 'Point' && action === 'draw') draw.selectFeature(id);
  });

  return {
    show(shape) {
      kind = shape.kind;
      showing = true;
      draw.clear();
      const complete = isComplete(shape);
      draw.setMode(shape.vertices.length === 0 || kind === 'Point' ? MODES[kind] : 'select');
      draw.addFeatures(complete ? wholeOf(shape) : partsOf(shape));
      const [feature] = draw.getSnapshot();
      if (complete && kind !== 'Point' && feature?.id !== undefined) draw.selectFeature(feature.id);
      showing = false;
    },
    undoCorner: () => (draw.getModeState() === 'drawing' ? draw.undo() : false),
    stop() {
      // Another basemap may have taken the pen's layers away already.
      if (map.getStyle() !== undefined) draw.stop();
    },
  };
}

function editable() {
  const coordinates = { midpoints: { draggable: true }, draggable: true, deletable: true };
  const feature = { draggable: true, coordinates };
  return { linestring: { feature }, polygon: { feature }, point: { feature: { draggable: true } } };
}

function keepOnly(draw: TerraDraw, id: string | number): void {
  const others = draw.getSnapshot().flatMap((other) => (other.id === id ? [] : (other.id ?? [])));
  if (others.length > 0) draw.removeFeatures(others);
}

/** The corners that have been set, without the one that hangs at the pointer and without the closing one. */
function cornersOf({ geometry, properties }: GeoJSONStoreFeatures): LonLat[] {
  const set = properties['committedCoordinateCount'];
  const drawing = properties['currentlyDrawing'] === true && typeof set === 'number';
  const all =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'LineString'
        ? geometry.coordinates
        : (geometry.coordinates[0] ?? []).slice(0, -1);
  return (drawing ? all.slice(0, set) : all).map(([longitude = 0, latitude = 0]) => [
    longitude,
    latitude,
  ]);
}

function wholeOf(shape: Shape): GeoJSONStoreFeatures[] {
  const geometry = toGeometry(shape);
  const drawable =
    geometry?.type === 'Point' || geometry?.type === 'LineString' || geometry?.type === 'Polygon';
  return drawable ? [{ type: 'Feature', geometry, properties: { mode: MODES[shape.kind] } }] : [];
}

/** Corners that do not make a shape yet: dots, and a line between two. */
function partsOf({ vertices }: Shape): GeoJSONStoreFeatures[] {
  const dots = vertices.map((vertex): GeoJSONStoreFeatures => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...vertex] },
    properties: { mode: 'point' },
  }));
  if (vertices.length < 2) return dots;
  const coordinates = vertices.map((vertex) => [...vertex]);
  const line: GeoJSONStoreFeatures = {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates },
    properties: { mode: 'linestring' },
  };
  return [line, ...dots];
}
