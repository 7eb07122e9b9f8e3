import type { MapMouseEvent } from 'maplibre-gl';

import type { StartMode } from './mode.ts';

/** One place, by a tap. */
const pick: StartMode = (map, _tokens, told) => {
  const take = ({ lngLat }: MapMouseEvent) => told([[lngLat.lng, lngLat.lat]], false);
  map.on('click', take);
  return { stop: () => map.off('click', take) };
};

type Mode = {
  /** The pointer over the map, until the mode itself shows another one. */
  cursor: string;
  /** A press on a mark opens it. */
  opensMarks: boolean;
  /** Fetches what takes the mode up; null where nothing has to be. */
  load: (() => Promise<StartMode>) | null;
};

/** Ways of using the pointer on a map. The pen is a library of its own: a reader who only looks never fetches it. */
export const MODES = {
  look: { cursor: 'grab', opensMarks: true, load: null },
  pick: { cursor: 'crosshair', opensMarks: false, load: async () => pick },
  draw: {
    cursor: 'crosshair',
    opensMarks: false,
    load: async () => (await import('./draw.ts')).draw,
  },
  measure: {
    cursor: 'crosshair',
    opensMarks: false,
    load: async () => (await import('./measure.ts')).measure,
  },
  lasso: {
    cursor: 'crosshair',
    opensMarks: false,
    load: async () => (await import('./lasso.ts')).lasso,
  },
  polygon: {
    cursor: 'crosshair',
    opensMarks: false,
    load: async () => (await import('./lasso.ts')).polygon,
  },
  rectangle: {
    cursor: 'crosshair',
    opensMarks: false,
    load: async () => (await import('./lasso.ts')).rectangle,
  },
} satisfies Record<string, Mode>;
export type ModeName = keyof typeof MODES;
