import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';

import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { useFormat } from '#client/i18n/use-text.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Scheme, Tokens } from '#client/ui/tokens.ts';

import { isSpot, markFeatures } from './mark-features.ts';
import { alarmOf, ringRadius, ringSize } from './mark-image.ts';
import { FOCUS_SOURCE, focusLayer, markLayer, MARKS_SOURCE, pulseLayer } from './mark-layers.ts';
import { RecurrencePulse } from './recurrence-pulse.tsx';
import { useDrawnMarks } from './use-drawn-marks.ts';

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
