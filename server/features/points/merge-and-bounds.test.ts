import { describe, expect, it } from 'vitest';

import { CITY_BOUNDS, COUNTRY_BOUNDS, type Geometry } from '#server/contract/geo.ts';
import { POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';

import { isLocal, isOfCity, whyNotMerge } from './bounds-rules.ts';

describe('a merge within one commune', () => {
  /** The statuses under which a place of each status may not be shown, because they are lighter. */
  const LIGHTER: Record<PointStatus, PointStatus[]> = {
    proposed: [],
    not_recognised: [],
    delisted: [],
    handed_over: ['proposed', 'not_recognised', 'delisted'],
    eliminated: ['proposed', 'not_recognised', 'handed_over', 'delisted'],
    active: ['proposed', 'not_recognised', 'eliminated', 'handed_over', 'delisted'],
    recurring: ['proposed', 'not_recognised', 'active', 'eliminated', 'handed_over', 'delisted'],
  };

  it.each(POINT_STATUSES)('shows a place that is %s under none that is lighter', (status) => {
    const refused = POINT_STATUSES.filter(
      (into) =>
        whyNotMerge({ status, leadCommuneId: 1 }, { status: into, leadCommuneId: 1 }) !== null,
    );
    expect(refused).toEqual(LIGHTER[status]);
  });

  it('needs the same leading commune for every listed place, also where one has none', () => {
    const merge = (status: PointStatus, one: number | null, other: number | null) =>
      whyNotMerge({ status, leadCommuneId: one }, { status: 'recurring', leadCommuneId: other });
    for (const status of ['active', 'eliminated', 'handed_over', 'recurring'] as const) {
      expect(merge(status, 1, 2)).toBe('point.merge_other_commune');
      expect(merge(status, null, 2)).toBe('point.merge_other_commune');
      expect(merge(status, null, null)).toBeNull();
    }
    for (const status of ['proposed', 'not_recognised', 'delisted'] as const) {
      expect(merge(status, 1, 2)).toBeNull();
    }
  });
});

describe('the extent of a shape', () => {
  const line = (west: number, south: number, east: number, north: number): Geometry => ({
    type: 'LineString',
    coordinates: [
      [west, south],
      [east, north],
    ],
  });
  const [west, south, east, north] = COUNTRY_BOUNDS;
  const width = CITY_BOUNDS[2] - CITY_BOUNDS[0];
  const height = CITY_BOUNDS[3] - CITY_BOUNDS[1];

  it('may touch each border of the country and may not cross it', () => {
    const [longitude, latitude] = [105.8, 21];
    expect(isOfCity(line(west, latitude, west + 0.1, latitude))).toBe(true);
    expect(isOfCity(line(west - 0.01, latitude, west + 0.1, latitude))).toBe(false);
    expect(isOfCity(line(east - 0.1, latitude, east, latitude))).toBe(true);
    expect(isOfCity(line(east - 0.1, latitude, east + 0.01, latitude))).toBe(false);
    expect(isOfCity(line(longitude, south, longitude, south + 0.1))).toBe(true);
    expect(isOfCity(line(longitude, south - 0.01, longitude, south + 0.1))).toBe(false);
    expect(isOfCity(line(longitude, north - 0.1, longitude, north))).toBe(true);
    expect(isOfCity(line(longitude, north - 0.1, longitude, north + 0.01))).toBe(false);
  });

  it('is at most that of the city with its surroundings, in each direction', () => {
    expect(isOfCity(line(104, 21, 104 + width - 1e-9, 21))).toBe(true);
    expect(isOfCity(line(104, 21, 104 + width + 1e-6, 21))).toBe(false);
    expect(isOfCity(line(104, 19, 104, 19 + height - 1e-9))).toBe(true);
    expect(isOfCity(line(104, 19, 104, 19 + height + 1e-6))).toBe(false);
  });

  it('is local up to a tenth of a degree on each side, and in five communes', () => {
    expect(isLocal(line(105, 21, 105.0999, 21.0999), 5)).toBe(true);
    expect(isLocal(line(105, 21, 105.1001, 21), 1)).toBe(false);
    expect(isLocal(line(105, 21, 105, 21.1001), 1)).toBe(false);
    expect(isLocal(line(105, 21, 105, 21), 6)).toBe(false);
    expect(isLocal(line(105, 21, 105, 21), 0)).toBe(true);
  });
});
