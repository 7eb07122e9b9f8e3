import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';

import { useFormat } from '#client/i18n/use-text.ts';
import type { SettledCamera } from '#client/map/camera.ts';
import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Filter } from '#client/register/filter.ts';
import { pointShapesQuery } from '#client/register/queries.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import type { LabelKind } from '#server/contract/preference.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { useLabelKind } from './label-kind.ts';
import { alarmOf } from './mark-image.ts';
import { labelLayer, LABELS_SOURCE, LABELS_ZOOM } from './mark-layers.ts';

/** Names under single points, or what else the reader chose; tiles carry none, so they come after the marks. */
export function PointLabels({
  marks,
  camera,
  filter,
  tokens,
}: {
  marks: readonly Mark[];
  camera: SettledCamera;
  filter: Filter;
  tokens: Tokens;
}) {
  const format = useFormat();
  const [kind] = useLabelKind();
  const wanted = camera.zoom >= LABELS_ZOOM && kind !== 'none';
  // The same question as for the true shapes, so it is asked once.
  const { data } = useQuery({
    ...pointShapesQuery(filter, camera.bounds),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  const labels = useMemo(
    () =>
      wanted && data !== undefined
        ? labelFeatures(marks, data, kind, (day) => format.date(day))
        : null,
    [wanted, data, marks, kind, format],
  );
  if (labels === null) return null;
  return (
    <Source id={LABELS_SOURCE} type="geojson" data={labels}>
      <Layer {...labelLayer(tokens)} beforeId={slotEnd('words')} />
    </Source>
  );
}

/** Labels of the marks that are one point, at the place of the mark. */
export function labelFeatures(
  marks: readonly Mark[],
  points: FeatureCollection,
  kind: LabelKind,
  date: (day: IsoDate) => string,
): FeatureCollection<Point> {
  const known = new Map(points.features.map(({ id, properties }) => [id, properties ?? {}]));
  return {
    type: 'FeatureCollection',
    features: marks.flatMap((mark) => {
      const properties = mark.point === null ? undefined : known.get(mark.point.id);
      const label = properties === undefined ? '' : labelOf(properties, kind, date);
      if (label === '') return [];
      const { recurring, suspected } = alarmOf(mark);
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...mark.at] },
        properties: { label, rank: recurring ? 2 : suspected ? 1 : 0 },
      };
    }),
  };
}

/** A point without a name is told by its code. */
function labelOf(
  properties: Record<string, unknown>,
  kind: LabelKind,
  date: (day: IsoDate) => string,
): string {
  const { officialName, code, lastEventOn } = properties;
  const told = (value: unknown) => (typeof value === 'string' ? value : '');
  switch (kind) {
    case 'name':
      return told(officialName).trim() === '' ? told(code) : told(officialName);
    case 'code':
      return told(code);
    case 'last_event':
      return told(lastEventOn) === '' ? '' : date(told(lastEventOn));
    case 'none':
      return '';
  }
}
