import { useReducedMotion } from '@mantine/hooks';
import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import { useMemo, useEffect } from 'react';

import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { useFormat } from '#client/i18n/use-text.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Scheme, Tokens } from '#client/ui/tokens.ts';

import { isSpot, markFeatures } from './mark-features.ts';
import { alarmOf, ringRadius, ringSize } from './mark-image.ts';
import {
  FOCUS_SOURCE,
  focusLayer,
  markLayer,
  MARKS_LAYER,
  MARKS_SOURCE,
  PULSE_LAYER,
  pulseLayer,
} from './mark-layers.ts';

const GROW_MILLISECONDS = 1_400;

// Rests longer than it moves: slow enough to work beside, and the map is not drawn all the time.
const EVERY_MILLISECONDS = 3_200;

const RADIUS = { from: 13, to: 30 };

/** Something the map rings: the mark under the pointer, the row under the pointer, the chosen point. */
export type Focus = { at: readonly [number, number]; mark: Mark | null; chosen: boolean };

/** The marks of the view with their rings of attention. */
export function PointMarks({
  marks,
  evening,
  zoom,
  focus,
  scheme,
  tokens,
  onDrawn,
}: {
  marks: readonly Mark[];
  /** The day that they show, or `today`. */
  evening: string;
  zoom: number;
  focus: readonly Focus[];
  scheme: Scheme;
  tokens: Tokens;
  /** Told when the screen shows them; null while there is nothing to show yet. */
  onDrawn: (() => void) | null;
}) {
  const format = useFormat();
  const features = useMemo(
    () =>
      markFeatures(marks, zoom, {
        scheme,
        number: (count) => format.number(count, 0),
      }),
    [marks, zoom, scheme, format],
  );
  const focused = useMemo(() => focusFeatures(focus, zoom), [focus, zoom]);
  useDrawnMarks(features, { evening, zoom }, onDrawn);
  return (
    <>
      <Source id={FOCUS_SOURCE} type="geojson" data={focused}>
        <Layer {...focusLayer(tokens)} beforeId={slotEnd('focus')} />
      </Source>
      <Source id={MARKS_SOURCE} type="geojson" data={features}>
        <Layer {...pulseLayer(tokens)} beforeId={slotEnd('pulse')} />
        <Layer {...markLayer(tokens)} beforeId={slotEnd('marks')} />
      </Source>
      <RecurrencePulse active={features.features.some((feature) => feature.properties.pulse)} />
    </>
  );
}

function focusFeatures(focus: readonly Focus[], zoom: number): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: focus.map(({ at, mark, chosen }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...at] },
      properties: { chosen, radius: focusRadius(mark, zoom) },
    })),
  };
}

/** Just outside whatever the mark draws, in pixels. */
function focusRadius(mark: Mark | null, zoom: number): number {
  if (mark === null) return 18;
  const alarm = alarmOf(mark);
  if (mark.count === 1 || isSpot(mark, zoom)) return alarm.suspected ? 22 : 19;
  return ringRadius(ringSize(mark.count)) + (alarm.suspected ? 11 : 7);
}

/**
 * Notes on the map's element how many marks the screen shows (`data-marks`), from the frame that shows
 * them until others are asked for, of which evening (`data-marks-of`) and for which zoom
 * (`data-marks-zoom`): a canvas cannot otherwise be asked what is on it.
 */
function useDrawnMarks(
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

type Asked = Pick<MapLibre, 'getLayer' | 'isSourceLoaded' | 'queryRenderedFeatures'>;

/** Tests whether the style has the layer of marks with its source loaded: then the frame shows the present marks. */
function showsMarks(map: Pick<Asked, 'getLayer' | 'isSourceLoaded'>): boolean {
  return map.getLayer(MARKS_LAYER) !== undefined && map.isSourceLoaded(MARKS_SOURCE);
}

/**
 * Counts the marks on the screen; null while the map cannot say. A style that is being replaced (another base map or
 * colour scheme) has no layer of marks for some frames, and MapLibre reports a question about it as an error.
 */
export function countDrawn(map: Asked): number | null {
  return showsMarks(map) ? map.queryRenderedFeatures({ layers: [MARKS_LAYER] }).length : null;
}

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
