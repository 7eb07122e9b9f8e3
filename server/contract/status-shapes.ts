import type { PointFlag, PointStatus } from './point.ts';

/** Paint of a part: the status' own colour, the sign upon it, or nothing. */
export type Paint = 'own' | 'sign' | 'none';

/** One path of a shape, in SVG path syntax that `new Path2D` takes as well. */
export type ShapePart = {
  path: string;
  fill: Paint;
  stroke: Paint;
  width: number;
  dash?: readonly [number, number];
};

function circle(radius: number): string {
  return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
}

const filled = (path: string): ShapePart => ({ path, fill: 'own', stroke: 'none', width: 0 });
const outline = (path: string, width: number): ShapePart => ({
  path,
  fill: 'none',
  stroke: 'own',
  width,
});
const sign = (path: string, width = 1.8): ShapePart => ({
  path,
  fill: 'none',
  stroke: 'sign',
  width,
});

const TRIANGLE = 'M0-8.4L8.3 6.4H-8.3Z';
const SQUARE = 'M-6.6-6.6H6.6V6.6H-6.6Z';
const TICK = 'M-3.6 .3L-1.1 2.8L3.8-2.4';
const CROSS = 'M-2.8-2.8L2.8 2.8M2.8-2.8L-2.8 2.8';
// Three quarters of a turn that ends in an arrow head: it came back.
const RETURN_ARROW = 'M3.3 .9A3.4 3.4 0 1 1 .9-3.3L2.9-2.9M1.1-5.2L3.1-2.9L.7-1.1';

/** Shapes of the statuses, back to front. */
export const STATUS_SHAPES: Record<PointStatus, readonly ShapePart[]> = {
  proposed: [{ path: circle(6.6), fill: 'sign', stroke: 'own', width: 2 }],
  not_recognised: [
    { path: circle(6.6), fill: 'sign', stroke: 'own', width: 2 },
    outline('M-3.4 0H3.4', 2),
  ],
  active: [filled(TRIANGLE)],
  eliminated: [filled(SQUARE)],
  handed_over: [filled(circle(7.6)), sign(TICK, 2)],
  recurring: [
    filled(circle(6.8)),
    sign(RETURN_ARROW, 1.6),
    outline(circle(8.7), 1.3),
    outline(circle(11.1), 1.3),
  ],
  delisted: [filled(circle(3.6))],
};

const dashedRing = (radius: number): ShapePart => ({
  ...outline(circle(radius), 1.4),
  dash: [3, 2.2],
});

const CLOCK_HANDS = 'M0-4V.4L2.9 2.2';

/** Signs of the flags, for badges and filters. */
export const FLAG_SHAPES: Record<PointFlag, readonly ShapePart[]> = {
  handover_pending: [outline(circle(8), 1.8), outline('M-4 0H3.4M.6-3L3.6 0L.6 3', 1.8)],
  handover_refused: [outline(circle(8), 1.8), outline(CROSS, 1.8)],
  suspected: [dashedRing(6.4), dashedRing(10)],
  check_due: [outline(circle(8), 1.8), outline(CLOCK_HANDS, 1.8)],
  check_overdue: [filled(circle(8.6)), sign(CLOCK_HANDS, 1.8)],
  under_watch: [
    outline('M-9 0C-6-4.4-3-6 0-6S6-4.4 9 0C6 4.4 3 6 0 6S-6 4.4-9 0Z', 1.7),
    filled(circle(2.4)),
  ],
  unchecked: [
    { ...outline(circle(8), 1.6), dash: [2.6, 2.2] },
    outline('M-2.3-1.9A2.4 2.4 0 1 1 .9 .2C.2 .6 0 1 0 1.9', 1.6),
    filled('M-1 4.1a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z'),
  ],
};

/**
 * The mark around a suspected point: a dashed double ring that leaves the shape of the
 * point's own status readable inside. Reaches beyond the box of 24, to ±15.
 */
export const SUSPECTED_RINGS: readonly ShapePart[] = [dashedRing(11.2), dashedRing(14)];
