import type { MapRef } from '@vis.gl/react-maplibre';
import { useState, type RefObject } from 'react';

import { useMode } from '#client/map/modes/use-mode.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { Shape, ShapeKind } from '#client/map/shape.ts';
import {
  cleared,
  drawn,
  startWith,
  undone,
  withKind,
  withoutVertex,
  withVertex,
  type Drawing,
} from './drawing-state.ts';

const NEAR_ZOOM = 16;

export type Pen = {
  drawing: Drawing;
  setKind: (kind: ShapeKind) => void;
  add: (vertex: LonLat) => void;
  remove: (index: number) => void;
  undo: () => void;
  clear: () => void;
  /** Ends setting corners with the pointer; afterwards they can be moved. */
  finish: () => void;
};

/** Drawing on the map with the pointer and in numbers; both change the same shape. */
export function useDrawing(
  map: RefObject<MapRef | null>,
  initial: Shape | null,
  mode: 'draw' | 'measure' = 'draw',
  onEscape?: () => void,
): Pen {
  const [drawing, setDrawing] = useState(() => startWith(initial));
  const { running } = useMode(mode, {
    find: () => map.current?.getMap(),
    told: (vertices, open) => setDrawing((before) => drawn(before, vertices, open)),
    // With other colours the pen is another one; what was drawn stays.
    onStart: (pen) => pen.show?.(drawing),
    ...(onEscape === undefined ? {} : { onEscape }),
  });

  const change = (next: Drawing) => {
    setDrawing(next);
    running.current?.show?.(next);
  };
  const add = (vertex: LonLat) => {
    change(withVertex(drawing, vertex));
    const view = map.current;
    if (view?.getBounds().contains(vertex) === false) {
      view.easeTo({ center: vertex, zoom: Math.max(view.getZoom(), NEAR_ZOOM) });
    }
  };
  return {
    drawing,
    setKind: (kind) => change(withKind(drawing, kind)),
    add,
    remove: (index) => change(withoutVertex(drawing, index)),
    undo: () => {
      // While corners are being set the pen knows its own way back, and tells of it.
      if (drawing.open && drawing.vertices.length > 0 && running.current?.undoCorner?.() === true) {
        return;
      }
      change(undone(drawing));
    },
    clear: () => change(cleared(drawing)),
    finish: () => change({ ...drawing, open: false }),
  };
}
