import { useReducedMotion } from '@mantine/hooks';
import { useMap } from '@vis.gl/react-maplibre';
import { useEffect } from 'react';

import { PULSE_LAYER } from './mark-layers.ts';

const GROW_MILLISECONDS = 1_400;
// Rests longer than it moves: slow enough to work beside, and the map is not drawn all the time.
const EVERY_MILLISECONDS = 3_200;
const RADIUS = { from: 13, to: 30 };

/** Lets recurring points send out a slow ring; still for those who asked for less motion. */
export function RecurrencePulse({ active }: { active: boolean }) {
  const { current } = useMap();
  const still = useReducedMotion();
  useEffect(
    function pulse() {
      const map = current?.getMap();
      if (map === undefined || !active || still) return undefined;
      const set = (radius: number, opacity: number, duration: number) => {
        if (map.getLayer(PULSE_LAYER) === undefined) return;
        const transition = { duration, delay: 0 };
        map.setPaintProperty(PULSE_LAYER, 'circle-radius-transition', transition);
        map.setPaintProperty(PULSE_LAYER, 'circle-stroke-opacity-transition', transition);
        map.setPaintProperty(PULSE_LAYER, 'circle-radius', radius);
        map.setPaintProperty(PULSE_LAYER, 'circle-stroke-opacity', opacity);
      };
      let frame = 0;
      const beat = () => {
        if (document.hidden) return;
        set(RADIUS.from, 0.9, 0);
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(() => set(RADIUS.to, 0, GROW_MILLISECONDS));
        });
      };
      const timer = setInterval(beat, EVERY_MILLISECONDS);
      return () => {
        clearInterval(timer);
        cancelAnimationFrame(frame);
        if (map.getStyle() !== undefined) set(RADIUS.from, 0, 0);
      };
    },
    [current, active, still],
  );
  return null;
}
