import { useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { useEffect } from 'react';

import { countDrawn, showsMarks } from './count-drawn.ts';

/**
 * Notes on the map's element how many marks the screen shows (`data-marks`), from the frame that shows
 * them until others are asked for, of which evening (`data-marks-of`) and for which zoom
 * (`data-marks-zoom`): a canvas cannot otherwise be asked what is on it.
 */
export function useDrawnMarks(
  features: FeatureCollection,
  { evening, zoom }: { evening: string; zoom: number },
  onDrawn: (() => void) | null,
): void {
  const { current } = useMap();
  useEffect(
    function noteWhenDrawn() {
      const map = current?.getMap();
      if (map === undefined) return undefined;
      const { dataset } = map.getContainer();
      const expected = features.features.length;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const count = () => {
        // The style may have been replaced since the frame: null leaves the count to the next frame.
        const drawn = countDrawn(map);
        if (drawn === null || (drawn === 0 && expected > 0)) return;
        dataset['marks'] = String(drawn);
        dataset['marksOf'] = evening;
        dataset['marksZoom'] = zoom.toFixed(2);
        map.off('render', look);
        onDrawn?.();
      };
      // Counted between two frames: in the frame itself it would hold up the pointer.
      const look = () => {
        clearTimeout(timer);
        // A frame drawn before the source was loaded shows old marks, even if the source is loaded by the time of
        // counting.
        if (showsMarks(map)) timer = setTimeout(count);
      };
      map.on('render', look);
      map.triggerRepaint();
      return () => {
        map.off('render', look);
        clearTimeout(timer);
        delete dataset['marks'];
        delete dataset['marksOf'];
        delete dataset['marksZoom'];
      };
    },
    [current, features, evening, zoom, onDrawn],
  );
}
