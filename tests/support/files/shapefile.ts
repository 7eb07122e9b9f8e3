import type { Position } from 'geojson';

import { zipArchive } from './xlsx-file.ts';

export const VN2000_TM3_PRJ =
  'PROJCS["VN_2000_TM-3_zone_482",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** A zipped Shapefile of polygons; `name` is one text field, given as the bytes that shall stand in the file. */
export function zippedShapefile(
  shapes: readonly { rings: readonly (readonly Position[])[]; name: Uint8Array | string }[],
  beside: Readonly<Record<string, string>> = {},
): Uint8Array {
  const others = Object.entries(beside).map(([ending, content]) => ({
    name: `xa.${ending}`,
    content,
  }));
  return zipArchive([
    { name: 'xa.shp', content: shpFile(shapes.map(({ rings }) => rings)) },
    { name: 'xa.dbf', content: dbfFile(shapes.map(({ name }) => Buffer.from(name))) },
    ...others,
  ]);
}

export function shpFile(shapes: readonly (readonly (readonly Position[])[])[]): Uint8Array {
  const records = shapes.map((rings, i) => {
    const content = polygonRecord(rings);
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + Buffer.concat(records).length) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return Buffer.concat([header, ...records]);
}

function polygonRecord(rings: readonly (readonly Position[])[]): Buffer {
  const points = rings.flat();
  const content = Buffer.alloc(44 + rings.length * 4 + points.length * 16);
  content.writeInt32LE(5, 0);
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(points.length, 40);
  let first = 0;
  for (const [part, ring] of rings.entries()) {
    content.writeInt32LE(first, 44 + part * 4);
    first += ring.length;
  }
  for (const [i, [x = NaN, y = NaN]] of points.entries()) {
    content.writeDoubleLE(x, 44 + rings.length * 4 + i * 16);
    content.writeDoubleLE(y, 52 + rings.length * 4 + i * 16);
  }
  return content;
}

function dbfFile(names: readonly Buffer[]): Uint8Array {
  const width = Math.max(10, ...names.map(({ length }) => length));
  const header = Buffer.alloc(65);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(names.length, 4);
  header.writeUInt16LE(65, 8);
  header.writeUInt16LE(width + 1, 10);
  header.write('TEN\0', 32);
  header.write('C', 43);
  header.writeUInt8(width, 48);
  header.writeUInt8(0x0d, 64);
  const rows = names.map((name) =>
    Buffer.concat([Buffer.from(' '), name, Buffer.alloc(width - name.length, ' ')]),
  );
  return Buffer.concat([header, ...rows]);
}
