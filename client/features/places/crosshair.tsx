import type { MapRef } from '@vis.gl/react-maplibre';
import { useEffect, useState, type RefObject } from 'react';

import classes from './draw-panel.module.css';

/** The map, and how much of its left edge is covered (pixels). */
export type MapView = { map: RefObject<MapRef | null>; coveredLeft: number };

type Pixel = { x: number; y: number };

/** The middle of what is left of the map beside the panel (or above it), in the map's pixels. */
export function useCrosshair(
  { map, coveredLeft }: MapView,
  panel: RefObject<HTMLElement | null>,
  /** Changes when the panel takes another place. */
  layout: string,
): Pixel | null {
  const [at, setAt] = useState<Pixel | null>(null);
  useEffect(
    function measure() {
      const element = panel.current;
      const container = map.current?.getContainer();
      if (element === null || container === undefined) return undefined;
      const place = () => {
        const room = container.getBoundingClientRect();
        const cover = element.getBoundingClientRect();
        const below = cover.left - room.left < room.width / 4;
        const right = below ? room.width : cover.left - room.left;
        const bottom = below ? cover.top - room.top : room.height;
        setAt({ x: (coveredLeft + right) / 2, y: bottom / 2 });
      };
      const observer = new ResizeObserver(place);
      observer.observe(element);
      observer.observe(container);
      return () => observer.disconnect();
    },
    [map, panel, coveredLeft, layout],
  );
  return at;
}

/** Marks the place that "centre of the map" takes. */
export function Crosshair({ at }: { at: Pixel | null }) {
  if (at === null) return null;
  return (
    <svg
      aria-hidden="true"
      className={classes.cross}
      style={{ left: at.x, top: at.y }}
      width="32"
      height="32"
      viewBox="-16 -16 32 32"
    >
      <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" stroke="var(--db-surface)" strokeWidth="5" />
      <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" stroke="var(--db-text)" strokeWidth="2" />
    </svg>
  );
}
