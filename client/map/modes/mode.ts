import type { Map as MapLibre } from 'maplibre-gl';

import type { Tokens } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { Shape } from '#client/map/shape.ts';

/** Told the corners that have been set; `open` while more are being set. */
export type Told = (vertices: readonly LonLat[], open: boolean) => void;

/** A mode that has been taken up. */
export type RunningMode = {
  /** Puts a shape on the map, as if it had been drawn. */
  show?: (shape: Shape) => void;
  /** Takes the last corner back while corners are being set; false where there is none. */
  undoCorner?: () => boolean;
  stop: () => void;
};

/** Takes a mode up: from now on the pointer is its own. */
export type StartMode = (map: MapLibre, tokens: Tokens, told: Told) => RunningMode;
