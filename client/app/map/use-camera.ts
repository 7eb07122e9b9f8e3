import type { MapRef } from '@vis.gl/react-maplibre';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

import { sameCamera, type SettledCamera } from '#client/map/camera.ts';
import type { MapPadding } from '#client/map/map-canvas.tsx';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import type { View } from './use-view.ts';
import { cameraOf } from '#client/register/view-search.ts';

const NEAR_ZOOM = 15;
const CLOSEST_FIT = 17.5;

/**
 * The map keeps its camera; this notes it in the address when it has settled, and moves the map
 * when the address changes by itself (the back button, a link). What came from the map never goes back.
 */
export function useCamera(map: RefObject<MapRef | null>, view: View, padding: MapPadding) {
  const [camera, setCamera] = useState<SettledCamera | null>(null);
  const settledAt = useRef<SettledCamera | null>(null);
  const { search, noteCamera } = view;

  const onSettled = useCallback(
    (settled: SettledCamera) => {
      settledAt.current = settled;
      setCamera(settled);
      noteCamera(settled);
    },
    [noteCamera],
  );

  useEffect(
    function followAddress() {
      const wanted = cameraOf({ at: search.at, z: search.z });
      const present = settledAt.current;
      if (wanted === null || present === null || map.current?.isMoving() === true) return;
      if (sameCamera(wanted, present)) return;
      map.current?.jumpTo({ center: [...wanted.at], zoom: wanted.zoom });
    },
    [map, search.at, search.z],
  );

  /** Brings a place before the reader, near enough to stand by itself, unless it is already. */
  const goTo = (at: LonLat, nearest = NEAR_ZOOM) => {
    const zoom = Math.max(map.current?.getZoom() ?? nearest, nearest);
    // An offset, and not a padding, which would stay with the map and move what the address means.
    const offset: [number, number] = [
      (padding.left - padding.right) / 2,
      (padding.top - padding.bottom) / 2,
    ];
    map.current?.flyTo({ center: [...at], zoom, offset });
  };
  /** Shows a box between the panels; false when that brings the map no nearer. */
  const expand = (box: BoundingBox): boolean => {
    const zoom = map.current?.getZoom() ?? 0;
    const target = map.current?.cameraForBounds(box, {
      padding: grown(padding, 48),
      maxZoom: CLOSEST_FIT,
    });
    if (target?.zoom === undefined || target.center === undefined || zoom > CLOSEST_FIT - 0.5) {
      return false;
    }
    map.current?.easeTo({ ...target, zoom: Math.max(target.zoom, zoom + 1) });
    return true;
  };
  return { camera, onSettled, goTo, expand };
}

export type MapCamera = ReturnType<typeof useCamera>;

function grown(padding: MapPadding, by: number): MapPadding {
  return {
    top: padding.top + by,
    right: padding.right + by,
    bottom: padding.bottom + by,
    left: padding.left + by,
  };
}
