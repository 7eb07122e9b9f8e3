import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type MadeOsm, osmFiles } from '#tests/support/files/osm-files.ts';

/** Layers of each schema that the scripts beside this file write. */
const LAYERS = {
  protomaps: ['roads', 'water', 'landuse', 'buildings', 'places'],
  openmaptiles: [
    'transportation',
    'transportation_name',
    'water',
    'water_name',
    'park',
    'landuse',
    'building',
    'place',
  ],
  shortbread: [
    'streets',
    'street_labels',
    'water_polygons',
    'water_polygons_labels',
    'land',
    'buildings',
    'place_labels',
  ],
} as const;
export type ArchiveSchema = keyof typeof LAYERS;

export function hasTilemaker(): boolean {
  return spawnSync('tilemaker', ['--help'], { stdio: 'ignore' }).error === undefined;
}

const ZOOMS = { minzoom: 13, maxzoom: 14 };

/**
 * Makes a PMTiles archive by tilemaker, as an operator would.
 * @param osm nodes in the order of their ids, which are below 2^34
 * @param box west, south, east, north
 * @returns the path of the archive
 * @throws Error where tilemaker is not installed
 */
export function makeArchive(
  folder: string,
  schema: ArchiveSchema,
  osm: MadeOsm,
  box: readonly [number, number, number, number],
): string {
  const input = join(folder, 'extract.osm.pbf');
  const config = join(folder, `${schema}.json`);
  const output = join(folder, `${schema}.pmtiles`);
  writeFileSync(input, osmFiles(osm).pbf);
  writeFileSync(config, JSON.stringify(configOf(schema)));
  execFileSync('tilemaker', [
    '--input',
    input,
    '--output',
    output,
    '--config',
    config,
    '--process',
    join(import.meta.dirname, `${schema}.lua`),
    '--bbox',
    box.join(','),
  ]);
  return output;
}

function configOf(schema: ArchiveSchema) {
  return {
    layers: Object.fromEntries(LAYERS[schema].map((name) => [name, ZOOMS])),
    settings: {
      ...ZOOMS,
      basezoom: ZOOMS.maxzoom,
      include_ids: false,
      name: schema,
      version: '1',
      description: schema,
      compress: 'gzip',
      metadata: { attribution: '© OpenStreetMap' },
    },
  };
}
