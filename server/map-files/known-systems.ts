import { VN2000_SYSTEMS, type KnownSystem } from '#server/contract/vn2000.ts';

export const WGS84 = '+proj=longlat +datum=WGS84 +no_defs';

/** The systems that a file of this country may be in, by EPSG number. */
export const SYSTEMS: ReadonlyMap<number, KnownSystem> = new Map([
  [4326, { name: 'WGS 84', definition: WGS84, datumShift: 'none' as const }],
  [4979, { name: 'WGS 84', definition: WGS84, datumShift: 'none' as const }],
  [
    3857,
    {
      name: 'WGS 84 / Pseudo-Mercator',
      definition:
        '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
      datumShift: 'none' as const,
    },
  ],
  [
    32648,
    {
      name: 'WGS 84 / UTM zone 48N',
      definition: '+proj=utm +zone=48 +datum=WGS84 +no_defs',
      datumShift: 'none' as const,
    },
  ],
  [
    32649,
    {
      name: 'WGS 84 / UTM zone 49N',
      definition: '+proj=utm +zone=49 +datum=WGS84 +no_defs',
      datumShift: 'none' as const,
    },
  ],
  ...VN2000_SYSTEMS,
]);
