import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { VectorTile } from '@mapbox/vector-tile';
import { createExpression, featureFilter } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification } from 'maplibre-gl';
import { PbfReader } from 'pbf';
import { type RangeResponse, PMTiles, type Source } from 'pmtiles';
import { afterAll, describe, expect, it } from 'vitest';

import { groundNames } from '#client/map/style/ground-names.ts';
import { type GroundSchema, recogniseSchema } from '#client/map/style/ground-schema.ts';
import { groundLayers } from '#client/map/style/ground-style.ts';
import { mapColours } from '#client/map/style/map-colours.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { MadeOsm } from '#tests/support/files/osm-files.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import {
  type ArchiveSchema,
  hasTilemaker,
  makeArchive,
} from '#tests/support/files/tilemaker/make-archive.ts';

/** The lake of the centre with the streets around it. */
const BOX = [105.845, 21.022, 105.857, 21.034] as const;
/** Tile that holds it at zoom 14. */
const TILE = { z: 14, x: 13009, y: 7212 };
const COLOURS = mapColours(TOKENS.light, 'light');
const SCHEMAS: readonly ArchiveSchema[] = ['protomaps', 'openmaptiles', 'shortbread'];

const folder = mkdtempSync(join(tmpdir(), 'diaban-archives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The real streets of the box, with a lake, a park, a quarter and a clinic drawn by hand. */
function centre(): MadeOsm {
  const { elements } = JSON.parse(
    readFileSync(realData('hanoi_centre_roads_overpass_2026-04-11.json'), 'utf8'),
  ) as { elements: Element[] };
  const nodes = elements.flatMap(({ type, id, lon, lat }) =>
    type === 'node' && lon > BOX[0] && lon < BOX[2] && lat > BOX[1] && lat < BOX[3]
      ? [{ id, lon, lat }]
      : [],
  );
  const known = new Set(nodes.map(({ id }) => id));
  const ways = elements.flatMap(({ type, id, nodes: refs, tags }) =>
    type === 'way' && refs.every((ref) => known.has(ref)) ? [{ id, nodes: refs, tags }] : [],
  );
  const ring = (first: number, lon: number, lat: number) =>
    [0, 1, 2, 3].map((at) => ({
      id: first + at,
      lon: lon + (at === 1 || at === 2 ? 0.002 : 0),
      lat: lat + (at > 1 ? 0.002 : 0),
    }));
  const closed = (first: number) => [0, 1, 2, 3, 0].map((at) => first + at);
  return {
    nodes: [
      ...ring(1, 105.851, 21.027),
      ...ring(5, 105.847, 21.023),
      { id: 9, lon: 105.85, lat: 21.032, tags: { place: 'quarter', name: 'Khu phố cổ' } },
      { id: 10, lon: 105.85, lat: 21.031, tags: { amenity: 'clinic', name: 'Phòng khám' } },
      ...nodes.toSorted((a, b) => a.id - b.id),
    ],
    ways: [
      { id: 1, nodes: closed(1), tags: { natural: 'water', name: 'Hồ Hoàn Kiếm' } },
      { id: 2, nodes: closed(5), tags: { leisure: 'park' } },
      ...ways.toSorted((a, b) => a.id - b.id),
    ],
  };
}

type Element = {
  type: string;
  id: number;
  lon: number;
  lat: number;
  nodes: number[];
  tags: Record<string, string>;
};

class FileSource implements Source {
  readonly #path: string;
  readonly #bytes: Buffer;
  constructor(path: string) {
    this.#path = path;
    this.#bytes = readFileSync(path);
  }
  getKey(): string {
    return this.#path;
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    return { data: new Uint8Array(this.#bytes.subarray(offset, offset + length)).buffer };
  }
}

/** Lists the parts of a tile that a map would draw: texts by layer, and the number of shapes by layer. */
function drawn(tile: VectorTile, schema: GroundSchema) {
  const layers = [...groundLayers(schema, COLOURS.ground), ...groundNames(schema, COLOURS)];
  const shapes = new Map<string, number>();
  const texts = new Map<string, Set<string>>();
  for (const layer of layers) {
    if (!('source-layer' in layer)) continue;
    for (const { properties, type } of featuresOf(tile, layer)) {
      shapes.set(layer.id, (shapes.get(layer.id) ?? 0) + 1);
      const text = textOf(layer, { properties, type });
      if (text !== null) texts.set(layer.id, (texts.get(layer.id) ?? new Set()).add(text));
    }
  }
  return { shapes, texts };
}

function featuresOf(tile: VectorTile, layer: Exclude<LayerSpecification, { type: 'background' }>) {
  const source = tile.layers[layer['source-layer'] ?? ''];
  if (source === undefined) return [];
  const { filter } = featureFilter(layer.filter, `${layer.id}.filter`);
  return Array.from({ length: source.length }, (_, at) => source.feature(at)).filter((feature) =>
    filter({ zoom: 15 }, feature),
  );
}

function textOf(
  layer: LayerSpecification,
  feature: { properties: Record<string, unknown>; type: 0 | 1 | 2 | 3 },
): string | null {
  if (layer.type !== 'symbol') return null;
  const compiled = createExpression(layer.layout?.['text-field'], `${layer.id}.text-field`);
  if (compiled.result === 'error') throw new Error(compiled.value.join());
  return String(compiled.value.evaluate({ zoom: 15 }, feature));
}

describe.skipIf(realDataMissing || (!hasTilemaker() && process.env['CI'] !== 'true'))(
  'an archive made by tilemaker of real streets',
  () => {
    it.each(SCHEMAS)('in the schema %s is recognised and drawn with its names', async (schema) => {
      const archive = new PMTiles(new FileSource(makeArchive(folder, schema, centre(), BOX)));
      const metadata = (await archive.getMetadata()) as { vector_layers: { id: string }[] };
      const known = recogniseSchema(metadata.vector_layers.map(({ id }) => id));
      if (known === null) throw new Error(`not recognised: ${schema}`);
      const answer = await archive.getZxy(TILE.z, TILE.x, TILE.y);
      if (answer === undefined) throw new Error('no tile');
      const { shapes, texts } = drawn(
        new VectorTile(new PbfReader(new Uint8Array(answer.data))),
        known,
      );
      expect([...(texts.get('ground:name') ?? [])]).toEqual(
        expect.arrayContaining(['Phố Hàng Bạc', 'Phố Hàng Trống']),
      );
      const written = [...texts.values()].flatMap((names) => [...names]);
      expect(written).toEqual(expect.arrayContaining(['Hồ Hoàn Kiếm', 'Khu phố cổ']));
      expect(written).not.toContain('Phòng khám');
      expect(written).not.toContain('');
      expect(shapes.get('ground:street')).toBeGreaterThan(50);
      const ids = [...shapes.keys()].join(' ');
      for (const part of ['ground:water-', 'ground:green-']) expect(ids).toContain(part);
    });
  },
);
