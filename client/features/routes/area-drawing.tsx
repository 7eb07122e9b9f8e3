import { useMap } from '@vis.gl/react-maplibre';
import { useState, type PointerEvent } from 'react';

import type { LonLat } from '#server/contract/geo.ts';

import classes from './route-map.module.css';

export type DrawingTool = 'lasso' | 'rectangle';
type Pixel = readonly [x: number, y: number];

const SMALLEST_PIXELS = 8;
const STEP_PIXELS = 4;
const MOST_CORNERS = 1_500;

/** Takes one stroke over the map, by mouse, pen or finger, and gives its ring in degrees. */
export function AreaDrawing({
  tool,
  onDrawn,
}: {
  tool: DrawingTool;
  onDrawn: (ring: LonLat[]) => void;
}) {
  const { current } = useMap();
  const [stroke, setStroke] = useState<readonly Pixel[]>([]);
  const shape = tool === 'lasso' ? stroke : rectangleOf(stroke);
  const at = ({ currentTarget, clientX, clientY }: PointerEvent): Pixel => {
    const { left, top } = currentTarget.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const goOn = (event: PointerEvent) => {
    const last = stroke.at(-1);
    if (last === undefined || stroke.length >= MOST_CORNERS) return;
    const next = at(event);
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) >= STEP_PIXELS) {
      setStroke([...stroke, next]);
    }
  };
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
  return (
    <svg
      className={classes.drawing}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStroke([at(event)]);
      }}
      onPointerMove={goOn}
      onPointerUp={end}
      onPointerCancel={() => setStroke([])}
    >
      <polygon points={shape.map(([x, y]) => `${x},${y}`).join(' ')} />
    </svg>
  );
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
