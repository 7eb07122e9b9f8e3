import { writeAsSystem } from '#server/db/write-once.ts';
import { importGround } from '#server/features/ground/commands.ts';
import type { Ground } from '#server/contract/ground.ts';
import { makeGround, type MadeGround } from '#server/ground/make-ground.ts';
import { WANTED_FOR_GROUND } from '#server/ground/read-shapes.ts';
import { readOsm } from '#server/methods/osm/read-osm.ts';
import type { TestApp } from '#tests/support/test-app.ts';

import { osmFiles, type MadeOsm } from './osm-files.ts';

/** The ground of a file; fails when there is nothing in it. */
export function groundOf(bytes: Uint8Array): MadeGround {
  const made = makeGround(readOsm(bytes, WANTED_FOR_GROUND).data);
  if (made === null) throw new Error('nothing of the file is part of the ground');
  return made;
}

export const groundOfMade = (made: MadeOsm) => groundOf(osmFiles(made).xml);

/** Brings a ground into force, as an import does. */
export async function bringGround(
  { database, clock }: Pick<TestApp, 'database' | 'clock'>,
  made: MadeGround,
  given: { source?: string; licence?: string | null } = {},
): Promise<Ground> {
  const { source = 'OpenStreetMap', licence = 'ODbL 1.0' } = given;
  return writeAsSystem(database, (sql) =>
    importGround(sql, clock, {
      made,
      source,
      licence,
      sourceDate: '2026-04-11',
      fileName: 'thanh-pho.osm.pbf',
      fileHash: 'a'.repeat(64),
      format: 'xml',
      importedBy: null,
    }),
  );
}

/** A street, a lake with its name, a quarter and a house, in the middle of the city. */
export function smallTown(streetName = 'Phố Hàng Bài'): MadeOsm {
  const square = (first: number, lon: number, lat: number, side: number) =>
    [
      [0, 0],
      [side, 0],
      [side, side],
      [0, side],
    ].map(([dx = 0, dy = 0], index) => ({ id: first + index, lon: lon + dx, lat: lat + dy }));
  const ring = (first: number) => [first, first + 1, first + 2, first + 3, first];
  return {
    nodes: [
      { id: 1, lon: 105.85, lat: 21.02 },
      { id: 2, lon: 105.852, lat: 21.026 },
      { id: 3, lon: 105.853, lat: 21.03 },
      { id: 4, lon: 105.855, lat: 21.024, tags: { place: 'quarter', name: 'Khu Tràng Tiền' } },
      ...square(10, 105.851, 21.027, 0.004),
      ...square(20, 105.8505, 21.0215, 0.0001),
    ],
    ways: [
      { id: 1, nodes: [1, 2], tags: { highway: 'primary', name: streetName } },
      { id: 2, nodes: [2, 3], tags: { highway: 'primary', name: streetName, bridge: 'yes' } },
      { id: 3, nodes: ring(10), tags: { natural: 'water', name: 'Hồ Hoàn Kiếm' } },
      { id: 4, nodes: ring(20), tags: { building: 'house', name: 'Nhà ông Ba' } },
    ],
  };
}
