import { useQuery } from '@tanstack/react-query';
import type { MapRef } from '@vis.gl/react-maplibre';
import { useEffect, useRef, useState, type RefObject } from 'react';

import type { MapPadding } from '#client/map/map-canvas.tsx';
import { pointQuery } from '#client/register/record-queries.ts';

import { shiftInto, shiftToMiddle } from './map-padding.ts';
import type { View } from './use-view.ts';

/**
 * Moves the map, once, so that the point of an opened link does not lie under a panel: who sent the link may have
 * had a larger screen. The zoom stays.
 */
export function useReveal(
  { search, filter }: View,
  given: { map: RefObject<MapRef | null>; padding: MapPadding; ready: boolean },
): void {
  const { map, padding, ready } = given;
  const [linked] = useState(search.id);
  const done = useRef(linked === undefined);
  const { data } = useQuery({
    ...pointQuery(linked ?? 0, filter),
    enabled: linked !== undefined && search.id === linked,
  });
  const anchor = data?.anchor;
  const low = search.record === 'low';
  useEffect(
    function revealLinked() {
      const present = map.current;
      // Without a height of the room the padding is not known yet.
      if (done.current || !ready || present === null || padding.bottom === 0) return;
      if (anchor === undefined) return;
      done.current = true;
      const { clientWidth: width, clientHeight: height } = present.getContainer();
      const move = low ? shiftToMiddle : shiftInto;
      // Counted from the middle: a map that has just come does not know its size yet.
      const place = present.project([...anchor]);
      const middle = present.project(present.getCenter());
      const spot = { x: width / 2 + place.x - middle.x, y: height / 2 + place.y - middle.y };
      const shift = move(spot, padding, { width, height });
      if (shift !== null) present.panBy(shift);
    },
    [map, anchor, padding, ready, low],
  );
}
