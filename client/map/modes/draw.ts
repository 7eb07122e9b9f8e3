import type { StartMode } from './mode.ts';
import { penStyles } from './pen-styles.ts';
import { startPen } from './pen.ts';

/** The place of a point: a spot, a stretch or an area, corner by corner. */
export const draw: StartMode = (map, { accent, surface }, told) =>
  startPen(map, penStyles(accent, surface), told);
