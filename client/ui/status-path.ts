import type { PointFlag, PointStatus } from '#server/contract/point.ts';
import { FLAG_SHAPES, type ShapePart, STATUS_SHAPES } from '#server/contract/status-shapes.ts';

import type { Tokens } from './tokens.ts';

/** The paths of a status' shape, back to front. */
export function statusShape(status: PointStatus): readonly ShapePart[] {
  return STATUS_SHAPES[status];
}

/** The paths of a flag's own sign (for badges and filters). */
export function flagShape(flag: PointFlag): readonly ShapePart[] {
  return FLAG_SHAPES[flag];
}

/** The colour of a flag's sign. */
export function flagColour(tokens: Tokens, flag: PointFlag): string {
  switch (flag) {
    case 'suspected':
      return tokens.suspected;
    case 'handover_pending':
    case 'check_due':
      return tokens.flagWaiting;
    case 'handover_refused':
    case 'check_overdue':
      return tokens.flagLate;
    case 'under_watch':
    case 'unchecked':
      return tokens.flagQuiet;
  }
}

export type ShapeColours = { own: string; sign: string };

/**
 * Draws the parts of a shape centred at the canvas' present origin,
 * `scale` device pixels to one unit of the box of 24.
 */
export function drawShape(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  parts: readonly ShapePart[],
  colours: ShapeColours,
  scale: number,
): void {
  context.save();
  context.scale(scale, scale);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const part of parts) {
    const path = new Path2D(part.path);
    context.setLineDash(part.dash === undefined ? [] : [...part.dash]);
    if (part.fill !== 'none') {
      context.fillStyle = colours[part.fill];
      context.fill(path);
    }
    if (part.stroke !== 'none') {
      context.strokeStyle = colours[part.stroke];
      context.lineWidth = part.width;
      context.stroke(path);
    }
  }
  context.restore();
}
