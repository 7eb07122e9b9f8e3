import { zipArchive } from './xlsx-file.ts';

const MEBIBYTE = 1_048_576;
const MIF_HEAD =
  'Version 300\nDelimiter ","\nCoordSys Earth Projection 1, 104\nColumns 1\n  ten Char(9)\nData\n\n';
const TAB =
  '!table\n!version 300\nDefinition Table\n  Type NATIVE Charset "Neutral"\n  Fields 1\n    ten Char (9) ;\n';

export type HostileMap = { says: string; content: string | Uint8Array; code: string };

/** Map files made to cost their reader as much time or memory as they can, each with the code of its refusal. */
export function hostileMaps(): HostileMap[] {
  return [...hostileArchives(), ...hostileMif(), ...hostileTab()];
}

function hostileArchives(): HostileMap[] {
  const packed = (name: string, content: string | Uint8Array) => zipArchive([{ name, content }]);
  return [
    {
      says: 'a KMZ that unpacks to 160 MiB',
      content: packed('doc.kml', Buffer.alloc(160 * MEBIBYTE, ' ')),
      code: 'import.zip_too_large',
    },
    {
      says: 'a layer of points that unpacks to 310 MiB',
      content: packed('a.shp', Buffer.alloc(310 * MEBIBYTE)),
      code: 'import.zip_too_large',
    },
    {
      says: 'archives within an archive',
      content: packed('a.zip', packed('a.zip', packed('a.kml', '<kml/>'))),
      code: 'import.not_a_table',
    },
    {
      says: 'GPX nested without end',
      content: `<gpx>${'<extensions>'.repeat(200_000)}</gpx>`,
      code: 'import.file_broken',
    },
    {
      says: 'GPX of a quarter of a million waypoints',
      content: `<gpx>${'<wpt lat="21" lon="105.8"/>'.repeat(250_000)}</gpx>`,
      code: 'import.too_many_rows',
    },
    {
      says: 'GPX with entities that multiply',
      content: `<!DOCTYPE gpx [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]><gpx>&b;</gpx>`,
      code: 'import.not_a_table',
    },
  ];
}

function hostileMif(): HostileMap[] {
  return [
    {
      says: 'MIF of a region that claims more corners than there are lines',
      content: `${MIF_HEAD}Region 1\n  2000000000\n1 2\n`,
      code: 'import.file_broken',
    },
    {
      says: 'MIF of one line of 8 MiB',
      content: `${MIF_HEAD}Point ${'1 '.repeat(4 * MEBIBYTE)}`,
      code: 'import.file_broken',
    },
    {
      says: 'MIF of three million points',
      content: `${MIF_HEAD}${'Point 1 2\n'.repeat(3_000_000)}`,
      code: 'import.too_many_rows',
    },
    {
      says: 'MIF of collections in collections',
      content: `${MIF_HEAD}${'Collection 1\n'.repeat(500_000)}`,
      code: 'import.file_broken',
    },
    {
      says: 'MIF of a region of 1,500 rings of 100 corners, one within the other',
      content: `${MIF_HEAD}Region 1500\n${ringsWithin(1_500, 100)}`,
      code: 'import.too_many_rows',
    },
  ];
}

function hostileTab(): HostileMap[] {
  return [
    {
      says: 'TAB whose table claims four billion rows',
      content: tabArchive({ rows: 0xffff_ffff, map: Buffer.alloc(2_048) }),
      code: 'import.file_broken',
    },
    {
      says: 'TAB whose map was cut off',
      content: tabArchive({ rows: 1, map: Buffer.alloc(300) }),
      code: 'import.file_broken',
    },
    {
      says: 'TAB whose coordinates go round in a circle',
      content: tabArchive({ rows: 1, map: circularMap() }),
      code: 'import.file_broken',
    },
    {
      says: 'an old workbook of 40 MiB of nothing',
      content: Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(40 * MEBIBYTE),
      ]),
      code: 'format.word',
    },
  ];
}

function ringsWithin(rings: number, corners: number): string {
  let text = '';
  for (let ring = 0; ring < rings; ring += 1) {
    const radius = 1 - ring / rings / 2;
    text += `${corners}\n`;
    for (let corner = 0; corner < corners; corner += 1) {
      const turn = (corner * 2 * Math.PI) / corners;
      text += `${105 + radius * Math.cos(turn)} ${21 + radius * Math.sin(turn)}\n`;
    }
  }
  return text;
}

function tabArchive({ rows, map }: { rows: number; map: Uint8Array }): Uint8Array {
  const dat = Buffer.alloc(65 + 10);
  dat.writeUInt8(3, 0);
  dat.writeUInt32LE(rows, 4);
  dat.writeUInt16LE(65, 8);
  dat.writeUInt16LE(10, 10);
  dat.write('ten\0', 32);
  dat.write('C', 43);
  dat.writeUInt8(9, 48);
  dat.writeUInt8(0x0d, 64);
  const id = Buffer.alloc(4);
  id.writeInt32LE(512 + 20, 0);
  return zipArchive([
    { name: 'a.tab', content: TAB },
    { name: 'a.dat', content: dat },
    { name: 'a.id', content: id },
    { name: 'a.map', content: map },
  ]);
}

/** A map of one line of very many corners, whose only block of coordinates names itself as the next. */
function circularMap(): Uint8Array {
  const map = Buffer.alloc(3 * 512);
  map.writeUInt32LE(0x028757b2, 0x100);
  map.writeInt16LE(300, 0x104);
  map.writeUInt16LE(512, 0x106);
  map.writeUInt8(1, 0x161);
  map.writeUInt8(1, 0x16d);
  map.writeUInt8(28, 0x16e);
  map.writeDoubleLE(1, 0x170);
  map.writeDoubleLE(1, 0x178);
  map.writeUInt16LE(2, 512);
  map.writeUInt16LE(40, 514);
  map.writeUInt8(0x08, 532);
  map.writeInt32LE(1, 533);
  map.writeInt32LE(1_024 + 8, 537);
  map.writeInt32LE(0x7fff_fff8, 541);
  map.writeUInt16LE(3, 1_024);
  map.writeUInt16LE(504, 1_026);
  map.writeInt32LE(1_024, 1_028);
  return map;
}
