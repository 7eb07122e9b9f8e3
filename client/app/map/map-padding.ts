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

/**
 * Pixels by which the map has to move so that a spot of it leaves the panels, for `panBy`; null where it lies free.
 * A spot outside the map comes to its free middle.
 */
export function shiftInto(
  spot: { x: number; y: number },
  padding: MapPadding,
  { width, height }: { width: number; height: number },
): [number, number] | null {
  const { x, y } = spot;
  const free = { left: padding.left, right: width - padding.right };
  const level = { top: padding.top, bottom: height - padding.bottom };
  if (x < 0 || x > width || y < 0 || y > height)
    return shiftToMiddle(spot, padding, { width, height });
  const across = outside(x, free.left + EDGE_PIXELS, free.right - CONTROLS_PIXELS);
  const down = outside(y, level.top, level.bottom - EDGE_PIXELS);
  return across === 0 && down === 0 ? null : [across, down];
}

/** Pixels by which the map has to move so that a spot of it comes to its free middle, for `panBy`. */
export function shiftToMiddle(
  { x, y }: { x: number; y: number },
  padding: MapPadding,
  { width, height }: { width: number; height: number },
): [number, number] {
  return [
    x - (padding.left + width - padding.right) / 2,
    y - (padding.top + height - padding.bottom) / 2,
  ];
}

/** Length by which a value leaves a range, with its sign; 0 within. */
function outside(value: number, from: number, to: number): number {
  if (value < from) return value - from;
  return value > to ? value - to : 0;
}
