import type { FeatureCollection, Point } from 'geojson';

import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import type { Scheme } from '#client/ui/tokens.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import { POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';

import { alarmOf, imageId, quantiseMix, ringSize } from './mark-image.ts';

/** About three metres: what lies nearer together is one spot. */
const ONE_SPOT_DEGREES = 3e-5;
/** Tiles this near tell positions to the decimetre. */
const SPOT_ZOOM = 16;

export function isOneSpot(box: BoundingBox): boolean {
  return box[2] - box[0] <= ONE_SPOT_DEGREES && box[3] - box[1] <= ONE_SPOT_DEGREES;
}

/** True for several points at one spot: no zoom parts them, so the mark opens a list. */
export function isSpot(mark: Mark, zoom: number): boolean {
  return mark.count > 1 && zoom >= SPOT_ZOOM && isOneSpot(mark.box);
}

/** The status of a mark that is one point. */
export function statusOf(mark: Mark): PointStatus {
  const status = POINT_STATUSES[mark.status.indexOf(1)];
  if (status === undefined) throw new Error('a point without a status');
  return status;
}

export type MarkProperties = {
  /** Position among the marks. */
  mark: number;
  image: string;
  /** The number in a ring; empty on a single point. */
  label: string;
  /** Drawn later and so above: recurring, suspected, the rest. */
  rank: number;
  pulse: boolean;
};

/** Marks as the map's layers read them. */
export function markFeatures(
  marks: readonly Mark[],
  zoom: number,
  words: {
    scheme: Scheme;
    number: (count: number) => string;
  },
): FeatureCollection<Point, MarkProperties> {
  return {
    type: 'FeatureCollection',
    features: marks.map((mark, index) => {
      const alarm = alarmOf(mark);
      // A cell of a tile may stand for one point only: then it looks like one.
      const single = mark.count === 1;
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...mark.at] },
        properties: {
          mark: index,
          image: imageOf(mark, zoom, words.scheme),
          label: single ? '' : words.number(mark.count),
          rank: alarm.recurring ? 2 : alarm.suspected ? 1 : 0,
          pulse: alarm.recurring && (single || isSpot(mark, zoom)),
        },
      };
    }),
  };
}

function imageOf(mark: Mark, zoom: number, scheme: Scheme): string {
  const alarm = alarmOf(mark);
  if (mark.count === 1) {
    return imageId({
      scheme,
      kind: 'point',
      status: statusOf(mark),
      suspected: alarm.suspected,
    });
  }
  const mix = quantiseMix(mark.status);
  return isSpot(mark, zoom)
    ? imageId({ scheme, kind: 'spot', mix, alarm })
    : imageId({ scheme, kind: 'ring', size: ringSize(mark.count), mix, alarm });
}
