/**
 * Shift from VN-2000 to WGS 84, position-vector convention: metres, arc seconds, parts per million.
 * Source: Decision 05/2007/QĐ-BTNMT, as in PostGIS's own table of systems. Exact to under 1 m;
 * without it positions lie some 224 m off.
 */
export const VN2000_SHIFT = [
  -191.90441429, -39.30318279, -111.45032835, 0.00928836, -0.01975479, 0.00427372, 0.252906278,
] as const;
const SHIFT = VN2000_SHIFT.join(',');

/** The zone of Hanoi's own maps: TM-3, central meridian 105°. */
export const HANOI_TM3_SRID = 5897;

/** The national grid in zones of three degrees: EPSG code → central meridian, degrees. */
const TM3_ZONES: readonly (readonly [srid: number, meridian: number])[] = [
  [5896, 102],
  [5897, 105],
  [5898, 108],
  [5899, 107.75],
  [9205, 103],
  [9206, 104],
  [9207, 104.5],
  [9208, 104.75],
  [9209, 105.5],
  [9210, 105.75],
  [9211, 106],
  [9212, 106.25],
  [9213, 106.5],
  [9214, 107],
  [9215, 107.25],
  [9216, 107.5],
  [9217, 108.25],
  [9218, 108.5],
];

/** Central meridians of the provinces' grids, degrees, ascending. */
export const TM3_MERIDIANS = TM3_ZONES.map(([, meridian]) => meridian).toSorted((a, b) => a - b);

export type TransverseMercator = {
  centralMeridian: number;
  latitudeOfOrigin: number;
  scaleFactor: number;
  falseEasting: number;
  falseNorthing: number;
  metresPerUnit: number;
};

export type KnownSystem = { name: string; definition: string; datumShift: 'none' | 'vn2000' };

/** The false origin of every official grid. */
export const PLAIN_GRID = {
  latitudeOfOrigin: 0,
  falseEasting: 500_000,
  falseNorthing: 0,
  metresPerUnit: 1,
};

/** proj4 definition of a transverse Mercator grid on VN-2000. */
export function vn2000Grid(grid: TransverseMercator): string {
  return (
    `+proj=tmerc +lat_0=${grid.latitudeOfOrigin} +lon_0=${grid.centralMeridian} ` +
    `+k=${grid.scaleFactor} +x_0=${grid.falseEasting} +y_0=${grid.falseNorthing} ` +
    `+ellps=WGS84 +towgs84=${SHIFT} +to_meter=${grid.metresPerUnit} +no_defs`
  );
}

export const VN2000_GEOGRAPHIC = `+proj=longlat +ellps=WGS84 +towgs84=${SHIFT} +no_defs`;

/** The VN-2000 systems by EPSG code: geographic, UTM zones 48 and 49, the TM-3 zones. */
export const VN2000_SYSTEMS: ReadonlyMap<number, KnownSystem> = new Map([
  [4756, { name: 'VN-2000', definition: VN2000_GEOGRAPHIC, datumShift: 'vn2000' as const }],
  utmZone(3405, 48, 105),
  utmZone(3406, 49, 111),
  ...TM3_ZONES.map(([srid, meridian]) =>
    system(srid, `VN-2000 / TM-3 ${degreesAndMinutes(meridian)}`, meridian, 0.9999),
  ),
]);

/** EPSG code of a grid on VN-2000, if it is one of the official ones. */
export function sridOfVn2000Grid(grid: TransverseMercator): number | null {
  const definition = vn2000Grid(grid);
  for (const [srid, known] of VN2000_SYSTEMS) if (known.definition === definition) return srid;
  return null;
}

function utmZone(srid: number, zone: number, meridian: number): [number, KnownSystem] {
  return system(srid, `VN-2000 / UTM zone ${zone}N`, meridian, 0.9996);
}

function system(
  srid: number,
  name: string,
  centralMeridian: number,
  scaleFactor: number,
): [number, KnownSystem] {
  const definition = vn2000Grid({ ...PLAIN_GRID, centralMeridian, scaleFactor });
  return [srid, { name, definition, datumShift: 'vn2000' }];
}

function degreesAndMinutes(degrees: number): string {
  const minutes = Math.round((degrees % 1) * 60);
  return `${Math.floor(degrees)}-${String(minutes).padStart(2, '0')}`;
}
