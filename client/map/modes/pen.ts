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

import { isComplete, toGeometry, type Shape, type ShapeKind } from '#client/map/shape.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { RunningMode, Told } from './mode.ts';
import type { PenStyles } from './pen-styles.ts';

const MODES: Record<ShapeKind, string> = {
  Point: 'point',
  LineString: 'linestring',
  Polygon: 'polygon',
};
const DECIMALS = 7;

/** Draws the pen's shapes into their slot of the map. */
export function penAdapter(map: MapLibre): TerraDrawMapLibreGLAdapter<MapLibre> {
  return new TerraDrawMapLibreGLAdapter({
    map,
    coordinatePrecision: DECIMALS,
    renderBelowLayerId: slotEnd('drawing'),
  });
}

/** Another basemap may have taken the pen's layers away already. */
export function putAway(draw: TerraDraw, map: MapLibre): void {
  if (map.getStyle() !== undefined) draw.stop();
}

/** Puts a pen on the map that sets corners, and moves those that are there. */
export function startPen(map: MapLibre, styles: PenStyles, told: Told): Required<RunningMode> {
  const draw = new TerraDraw({
    adapter: penAdapter(map),
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
  // A shape put on the map by `show` is not news.
  let showing = false;

  draw.on('change', () => {
    if (showing || kind === 'Point') return;
    const open = draw.getSnapshot().find((feature) => feature.properties['currentlyDrawing']);
    if (open !== undefined && draw.getMode() === MODES[kind]) told(cornersOf(open), true);
  });
  draw.on('finish', (id, { action }) => {
    const feature = draw.getSnapshotFeature(id);
    if (feature === undefined) return;
    if (kind === 'Point') keepOnly(draw, id);
    told(cornersOf(feature), false);
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
    stop: () => putAway(draw, map),
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
export function cornersOf({ geometry, properties }: GeoJSONStoreFeatures): LonLat[] {
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
