import type { MapPadding } from '#client/map/map-canvas.tsx';

const PANEL_PIXELS = 392;
const DRAWER_PIXELS = 452;
const CONTROLS_PIXELS = 64;
const SEARCH_PIXELS = 72;
const EDGE_PIXELS = 24;

/** Padding of the map for all that floats over its edges, pixels. */
export function mapPadding(given: {
  phone: boolean;
  /** The list stands beside the map. */
  listBeside: boolean;
  recordBeside: boolean;
  bottomInset: number;
}): MapPadding {
  const { phone, listBeside, recordBeside, bottomInset } = given;
  if (phone) {
    return {
      top: SEARCH_PIXELS,
      right: CONTROLS_PIXELS,
      left: EDGE_PIXELS,
      bottom: bottomInset,
    };
  }
  return {
    top: EDGE_PIXELS,
    bottom: EDGE_PIXELS + bottomInset,
    left: listBeside ? PANEL_PIXELS : EDGE_PIXELS,
    right: recordBeside ? DRAWER_PIXELS : CONTROLS_PIXELS,
  };
}

/** Width that the list covers at the left, pixels. */
export function coveredByList(listBeside: boolean): number {
  return listBeside ? PANEL_PIXELS : 0;
}
