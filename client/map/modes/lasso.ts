import { bbox } from '@turf/turf';
import type { Map as MapLibre } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawFreehandMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
} from 'terra-draw';

import type { Tokens } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { StartMode } from './mode.ts';
import { penStyles } from './pen-styles.ts';
import { cornersOf, penAdapter, putAway } from './pen.ts';

const SMALLEST_PIXELS = 8;
const STEP_PIXELS = 4;
const CORNER_PIXELS = 14;
const MOST_CORNERS = 1_500;

type Area = TerraDrawFreehandMode | TerraDrawPolygonMode | TerraDrawRectangleMode;
type Styles = ReturnType<typeof penStyles>['area'];

/** An area round what is meant, in one stroke. */
export const lasso = areaMode(
  (styles) =>
    new TerraDrawFreehandMode({
      styles,
      drawInteraction: 'click-drag',
      minDistance: STEP_PIXELS,
      preventPointsNearClose: false,
    }),
);

/** An area by one press a corner, which needs no drag; the first or the last corner again closes it. */
export const polygon = areaMode(
  (styles) =>
    new TerraDrawPolygonMode({
      styles,
      pointerDistance: CORNER_PIXELS,
      showCoordinatePoints: true,
    }),
);

/** An area from corner to corner, in one stroke. */
export const rectangle = areaMode(
  (styles) => new TerraDrawRectangleMode({ styles, drawInteraction: 'click-drag' }),
);

/** Tells the area that is drawn, and is over then; after a slip of the hand it waits for another one. */
function areaMode(makeMode: (styles: Styles) => Area): StartMode {
  return (map, { accent, surface }: Tokens, told) => {
    const mode = makeMode(penStyles(accent, surface).area);
    const draw = new TerraDraw({ adapter: penAdapter(map), modes: [mode] });
    const release = holdPointer(map.getCanvas());
    let over = false;
    const stop = () => {
      if (!over) putAway(draw, map);
      over = true;
      release();
    };
    draw.start();
    draw.setMode(mode.mode);
    draw.on('finish', (id) => {
      const feature = draw.getSnapshotFeature(id);
      const corners = feature === undefined ? [] : thinned(cornersOf(feature));
      if (!isLarge(map, corners)) {
        draw.clear();
        return;
      }
      // The pen must have ended its stroke, and be gone before the map itself may go.
      queueMicrotask(() => {
        if (over) return;
        stop();
        told(corners, false);
      });
    });
    return { stop };
  };
}

/**
 * A stroke stays the canvas's own, also where it leads over a button or ends upon one. The page under it does not scroll
 * meanwhile: the browser would take the finger away.
 */
function holdPointer(canvas: HTMLCanvasElement): () => void {
  const hold = ({ pointerId }: PointerEvent) => canvas.setPointerCapture(pointerId);
  const around = canvas.parentElement ?? canvas;
  const scrolling = around.style.touchAction;
  around.style.touchAction = 'none';
  canvas.addEventListener('pointerdown', hold);
  return () => {
    canvas.removeEventListener('pointerdown', hold);
    around.style.touchAction = scrolling;
  };
}

/** Without corners that repeat the one before, and with no more of them than the server takes. */
function thinned(corners: readonly LonLat[]): LonLat[] {
  const different = corners.filter((corner, at) => corner.join() !== corners[at - 1]?.join());
  const step = Math.ceil(different.length / MOST_CORNERS);
  return different.filter((_, at) => at % step === 0);
}

/** A slip of the hand is no area. */
function isLarge(map: MapLibre, corners: readonly LonLat[]): boolean {
  if (corners.length < 3) return false;
  const [west, south, east, north] = bbox({ type: 'MultiPoint', coordinates: [...corners] });
  const [low, high] = [map.project([west, south]), map.project([east, north])];
  return high.x - low.x >= SMALLEST_PIXELS && low.y - high.y >= SMALLEST_PIXELS;
}
