import { useMap } from '@vis.gl/react-maplibre';
import { useEffect, useState, type PointerEvent } from 'react';

import type { LonLat } from '#server/contract/geo.ts';

type Pixel = readonly [x: number, y: number];
import classes from './route-map.module.css';

export const DRAWING_TOOLS = ['lasso', 'polygon', 'rectangle'] as const;
export type DrawingTool = (typeof DRAWING_TOOLS)[number];

const SMALLEST_PIXELS = 8;
const STEP_PIXELS = 4;
const CORNER_PIXELS = 14;
const MOST_CORNERS = 1_500;

/**
 * Takes an area drawn over the map, by mouse, pen or finger, and gives its ring in degrees: one stroke for a
 * lasso or a rectangle, one press a corner for a polygon, which needs no drag. Escape leaves.
 */
export function AreaDrawing({
  tool,
  onDrawn,
  onCancel,
}: {
  tool: DrawingTool;
  onDrawn: (ring: LonLat[]) => void;
  onCancel: () => void;
}) {
  const { current } = useMap();
  const [stroke, setStroke] = useState<readonly Pixel[]>([]);
  const [hand, setHand] = useState<Pixel | null>(null);
  const corners = tool === 'polygon';
  const shape = tool === 'rectangle' ? rectangleOf(stroke) : stroke;
  useEffect(
    function leaveByKey() {
      const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Escape') onCancel();
      };
      window.addEventListener('keydown', onKeyDown);
      return () => window.removeEventListener('keydown', onKeyDown);
    },
    [onCancel],
  );
  const end = () => {
    setStroke([]);
    if (current === undefined || isTooSmall(shape)) return;
    const ring = shape.map(([x, y]): LonLat => {
      const { lng, lat } = current.unproject([x, y]);
      return [lng, lat];
    });
    const [first] = ring;
    if (first !== undefined) onDrawn([...ring, first]);
  };
  const press = (corner: Pixel) => {
    const [first, last] = [stroke[0], stroke.at(-1)];
    const closes = [first, last].some((one) => one !== undefined && isNear(one, corner));
    if (closes && stroke.length >= 3) end();
    else if (!closes) setStroke([...stroke, corner]);
  };
  const goOn = (next: Pixel) => {
    setHand(next);
    const last = stroke.at(-1);
    if (corners || last === undefined || stroke.length >= MOST_CORNERS) return;
    if (!isNear(next, last, STEP_PIXELS)) setStroke([...stroke, next]);
  };
  const drawn = corners && hand !== null && stroke.length > 0 ? [...shape, hand] : shape;
  return (
    <svg
      className={classes.drawing}
      aria-hidden="true"
      data-drawing={tool}
      onPointerDown={(event) => {
        if (corners) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setStroke([pixelOf(event)]);
      }}
      onPointerMove={(event) => goOn(pixelOf(event))}
      onPointerUp={(event) => {
        if (corners) press(pixelOf(event));
        else end();
      }}
      onPointerCancel={() => {
        if (!corners) setStroke([]);
      }}
    >
      <polygon points={drawn.map(([x, y]) => `${x},${y}`).join(' ')} />
      {corners && stroke.map(([x, y]) => <circle key={`${x},${y}`} cx={x} cy={y} r={6} />)}
    </svg>
  );
}

function pixelOf({ currentTarget, clientX, clientY }: PointerEvent): Pixel {
  const { left, top } = currentTarget.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

function isNear(one: Pixel, other: Pixel, reach = CORNER_PIXELS): boolean {
  return Math.hypot(one[0] - other[0], one[1] - other[1]) < reach;
}

function rectangleOf(stroke: readonly Pixel[]): readonly Pixel[] {
  const [first, last] = [stroke[0], stroke.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [first, [last[0], first[1]], last, [first[0], last[1]]];
}

function isTooSmall(shape: readonly Pixel[]): boolean {
  const span = (axis: 0 | 1) => {
    const values = shape.map((pixel) => pixel[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return shape.length < 3 || span(0) < SMALLEST_PIXELS || span(1) < SMALLEST_PIXELS;
}
