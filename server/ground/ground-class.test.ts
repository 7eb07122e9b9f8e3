import { describe, expect, it } from 'vitest';

import { areaClass, lineClass, quarterOf, standingWaterName } from './ground-class.ts';

const shown = (tags: Record<string, string>) => {
  const known = lineClass(tags);
  return known === null
    ? null
    : `${known.layer}/${known.class}${known.name === null ? '' : ` ${known.name}`}`;
};
const area = (tags: Record<string, string>) => {
  const known = areaClass(tags);
  return known === null ? null : `${known.layer}/${known.class}`;
};

describe('lines of the ground', () => {
  it.each([
    [{ highway: 'motorway_link' }, 'streets/motorway'],
    [{ highway: 'trunk', name: 'Đường Vành đai 3' }, 'streets/trunk Đường Vành đai 3'],
    [{ highway: 'primary', name: 'Phố Huế' }, 'streets/primary Phố Huế'],
    [{ highway: 'unclassified', name: 'Đường làng' }, 'streets/residential Đường làng'],
    [{ highway: 'living_street' }, 'streets/residential'],
    [{ highway: 'pedestrian', name: 'Phố Tạ Hiện' }, 'streets/residential Phố Tạ Hiện'],
    [{ highway: 'service', service: 'alley', name: 'Ngõ 12' }, 'streets/service Ngõ 12'],
    [{ highway: 'steps' }, 'streets/path'],
    [{ railway: 'rail' }, 'rail/rail'],
    [{ railway: 'subway' }, 'rail/light'],
    [{ waterway: 'river', name: 'Sông Hồng' }, 'waterways/river Sông Hồng'],
    [{ waterway: 'drain' }, 'waterways/stream'],
  ] as const)('show %o as %s', (tags, expected) => {
    expect(shown(tags)).toBe(expected);
  });

  it.each([
    { highway: 'proposed' },
    { highway: 'construction' },
    { highway: 'bus_stop' },
    { highway: 'pedestrian', area: 'yes' },
    { highway: 'footway', footway: 'sidewalk' },
    { highway: 'service', service: 'driveway' },
    { highway: 'service', service: 'parking_aisle' },
    { highway: 'corridor', indoor: 'yes' },
    { railway: 'abandoned' },
    { railway: 'rail', service: 'yard' },
    { railway: 'subway', tunnel: 'yes' },
    { waterway: 'drain', tunnel: 'culvert' },
    { power: 'line' },
    {},
  ])('leave %o out', (tags) => {
    expect(shown(tags)).toBe(null);
  });

  it('tell bridges and tunnels', () => {
    expect(lineClass({ highway: 'primary', bridge: 'yes' })).toMatchObject({ bridge: true });
    expect(lineClass({ highway: 'primary', bridge: 'no' })).toMatchObject({ bridge: false });
    expect(lineClass({ highway: 'primary', tunnel: 'yes' })).toMatchObject({ tunnel: true });
  });

  it('name a path or service road only where the name is that of a street', () => {
    expect(shown({ highway: 'service', name: 'Quán nhậu Hoa Ban' })).toBe('streets/service');
    expect(shown({ highway: 'service', name: 'Nhà nghỉ Thu Hà' })).toBe('streets/service');
    expect(shown({ highway: 'footway', name: 'Lối vào nhà ông Ba' })).toBe('streets/path');
    expect(shown({ highway: 'footway', name: 'Cầu Thê Húc' })).toBe('streets/path Cầu Thê Húc');
  });
});

describe('areas of the ground', () => {
  it.each([
    [{ leisure: 'park', name: 'Công viên Thống Nhất' }, 'land/green'],
    [{ landuse: 'cemetery' }, 'land/green'],
    [{ natural: 'wood' }, 'land/green'],
    [{ landuse: 'residential', name: 'Khu tập thể Kim Liên' }, 'land/built'],
    [{ landuse: 'industrial' }, 'land/built'],
    [{ natural: 'water' }, 'water/water'],
    [{ natural: 'water', landuse: 'residential' }, 'water/water'],
    [{ landuse: 'aquaculture' }, 'water/water'],
    [{ building: 'yes', amenity: 'clinic', name: 'Phòng khám' }, 'buildings/'],
  ] as const)('show %o as %s, without a name', (tags, expected) => {
    expect(area(tags)).toBe(expected);
    expect(areaClass(tags)).toMatchObject({ name: null });
  });

  it.each([
    { building: 'no' },
    { building: 'yes', location: 'underground' },
    { amenity: 'hospital', name: 'Bệnh viện Bạch Mai' },
    { amenity: 'social_facility' },
    { landuse: 'military' },
    { leisure: 'swimming_pool' },
    { natural: 'water', water: 'fountain' },
    { shop: 'mall', name: 'Vincom' },
    {},
  ])('leave %o out', (tags) => {
    expect(area(tags)).toBe(null);
  });

  it('name standing water inside, and leave flowing water to its line', () => {
    const lake = { natural: 'water', name: 'Hồ Tây' };
    expect(standingWaterName({ ...lake, water: 'lake' })).toBe('Hồ Tây');
    expect(standingWaterName({ ...lake, water: 'river' })).toBe(null);
    expect(standingWaterName({ leisure: 'park', name: 'Hồ Tây' })).toBe(null);
  });
});

describe('quarters', () => {
  it('have a rank by their size', () => {
    const rank = (place: string) => quarterOf({ place, name: 'Kim Liên' })?.rank ?? null;
    expect(['suburb', 'quarter', 'village', 'neighbourhood', 'locality'].map(rank)).toEqual([
      0, 1, 1, 2, 3,
    ]);
    expect(['city', 'house', 'isolated_dwelling', 'farm', 'plot'].map(rank)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });
});
