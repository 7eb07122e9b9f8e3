import { useMap } from '@vis.gl/react-maplibre';
import { useEffect } from 'react';

/** The wheel and a single finger move the page that the map lies in; buttons, keys and two fingers the map. */
export function PageFirst() {
  const { current } = useMap();
  useEffect(
    function leaveScrollingToThePage() {
      current?.getMap().scrollZoom.disable();
      if (matchMedia('(pointer: coarse)').matches) current?.getMap().dragPan.disable();
    },
    [current],
  );
  return null;
}
