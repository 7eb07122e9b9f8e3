import type { StyleSpecification } from 'maplibre-gl';
import { PMTiles, TileType } from 'pmtiles';
import * as z from 'zod';

import { recogniseSchema } from '#client/map/style/ground-schema.ts';
import { withSlots } from '#client/map/style/order.ts';
import type { Configuration } from '#server/contract/configuration.ts';

import type { Ground } from './ground.ts';

type Basemap = NonNullable<Configuration['basemap']>;

/** Parts of an archive's metadata that are used; whatever else it says is left aside. */
const Metadata = z.object({
  attribution: z.string().catch(''),
  vector_layers: z.array(z.object({ id: z.string() })).catch([]),
});

/** The layers of an archive are of no schema that the product can draw. */
export class UnknownSchema extends Error {}

/**
 * Reads the operator's basemap.
 * @throws UnknownSchema for an archive in none of the schemas Protomaps, OpenMapTiles and Shortbread
 * @throws Error when the style or the archive cannot be read
 */
export async function readBasemap(basemap: Basemap): Promise<Ground> {
  switch (basemap.kind) {
    case 'style': {
      const response = await fetch(basemap.url);
      if (!response.ok) throw new Error(`basemap style: HTTP ${response.status}`);
      const style: StyleSpecification = await response.json();
      return { kind: 'style', style: withSlots(style) };
    }
    case 'pmtiles':
      return readArchive(new URL(basemap.url, document.baseURI).href);
  }
}

async function readArchive(address: string): Promise<Ground> {
  const archive = new PMTiles(address);
  const header = await archive.getHeader();
  const metadata = Metadata.parse(await archive.getMetadata());
  const source = { url: `pmtiles://${address}`, attribution: metadata.attribution };
  if (header.tileType !== TileType.Mvt) {
    return { kind: 'pictures', key: address, source: { type: 'raster', tileSize: 256, ...source } };
  }
  const layers = metadata.vector_layers.map(({ id }) => id);
  const schema = recogniseSchema(layers);
  if (schema === null) throw new UnknownSchema(`layers of the archive: ${layers.join(', ')}`);
  return { kind: 'tiles', key: address, source: { type: 'vector', ...source }, schema };
}
