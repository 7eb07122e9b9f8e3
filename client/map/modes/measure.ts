import type { StartMode } from './mode.ts';
import { penStyles } from './pen-styles.ts';
import { startPen } from './pen.ts';

/** A line or an area that is only measured: drawn like a place, but in the colour of text. */
export const measure: StartMode = (map, { text, surface }, told) =>
  startPen(map, penStyles(text, surface), told);
