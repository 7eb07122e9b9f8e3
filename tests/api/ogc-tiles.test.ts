import { gunzipSync } from 'node:zlib';

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { bringGround, groundOfMade, smallTown } from '#tests/support/files/made-ground.ts';
import { printAbstractTests } from '#tests/support/requests/abstract-tests.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { listedIds } from '#tests/support/requests/ogc-features.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

type Link = { rel: string; href: string; type: string; templated?: boolean };

printAbstractTests('OGC API Tiles 1.0');
const REL = 'http://www.opengis.net/def/rel/ogc/1.0';
const GRID = 'WebMercatorQuad';
const REGISTERED = `http://www.opengis.net/def/tilematrixset/OGC/1.0/${GRID}`;

let test: TestApp;
let reader: TestClient;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  reader = await test.as('analyst');
});
afterAll(() => test.close());

async function json(path: string, client = reader) {
  const response = await client.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return await response.json();
}

const pathOf = (href = '') => decodeURI(new URL(href).pathname) + new URL(href).search;
const hrefOf = ({ links }: { links: Link[] }, rel: string) =>
  pathOf(links.find((link) => link.rel === rel)?.href);

/** Address of a tile, as a client makes it from the template of a tileset. */
function tileAt(template: string, matrix: number, row: number, column: number): string {
  return template
    .replace('{tileMatrix}', String(matrix))
    .replace('{tileRow}', String(row))
    .replace('{tileCol}', String(column));
}

async function idsInTile(client: TestClient, path: string): Promise<number[]> {
  const response = await client.get(path);
  expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
  const bytes = gunzipSync(new Uint8Array(await response.arrayBuffer()));
  const layer = new VectorTile(new PbfReader(bytes)).layers['points'];
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).id ?? 0);
}

describe('the documents', () => {
  it('/conf/core/conformance-success: the classes are declared', async () => {
    const { conformsTo } = await json('/ogc/conformance');
    for (const name of ['core', 'tileset', 'tilesets-list', 'geodata-tilesets', 'mvt']) {
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`);
    }
  });
  it('/conf/geodata-tilesets/desc-links: the points link their tilesets', async () => {
    const path = hrefOf(await json('/ogc/collections/points'), `${REL}/tilesets-vector`);
    expect(path).toBe('/ogc/collections/points/tiles');
  });
  it('/conf/dataset-tilesets/landingpage: the first page links those of the ground', async () => {
    expect(hrefOf(await json('/ogc'), `${REL}/tilesets-vector`)).toBe('/ogc/tiles');
  });
  it('/conf/tilesets-list/tileset-links: a list says what its tilesets are', async () => {
    const list = await json('/ogc/collections/points/tiles');
    expect(list.tilesets).toHaveLength(1);
    const [tileset] = list.tilesets;
    expect(tileset).toMatchObject({ dataType: 'vector', tileMatrixSetURI: REGISTERED });
    expect(tileset.crs).toBe('http://www.opengis.net/def/crs/EPSG/0/3857');
    expect(hrefOf(tileset, 'self')).toBe(`/ogc/collections/points/tiles/${GRID}`);
    expect(hrefOf(tileset, `${REL}/tiling-scheme`)).toBe(`/ogc/tileMatrixSets/${GRID}`);
  });
  it('/conf/tileset/description: a tileset says where its tiles are', async () => {
    const tileset = await json(`/ogc/collections/points/tiles/${GRID}`);
    expect(tileset).toMatchObject({ dataType: 'vector', tileMatrixSetURI: REGISTERED });
    const [layer] = tileset.layers;
    expect(layer).toMatchObject({ id: 'points', minTileMatrix: '0', maxTileMatrix: '22' });
    expect(layer.propertiesSchema.properties.status.description).toContain('2 active');
    const item = tileset.links.find(({ rel }: Link) => rel === 'item');
    expect(item).toMatchObject({ templated: true, type: 'application/vnd.mapbox-vector-tile' });
    for (const part of ['{tileMatrix}', '{tileRow}', '{tileCol}'])
      expect(item.href).toContain(part);
  });
  it('/conf/tilematrixset: the grid is defined as it is registered', async () => {
    const path = hrefOf(
      await json('/ogc/tileMatrixSets').then(({ tileMatrixSets: [one] }) => one),
      'self',
    );
    const { tileMatrices, crs, uri } = await json(path);
    expect({ crs, uri }).toEqual({
      crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
      uri: REGISTERED,
    });
    expect(tileMatrices).toHaveLength(23);
    expect(tileMatrices[0]).toMatchObject({ id: '0', matrixWidth: 1, tileWidth: 256 });
    expect(tileMatrices[0].scaleDenominator).toBeCloseTo(559_082_264.028_717_8, 4);
    expect(tileMatrices[5]).toMatchObject({ id: '5', matrixWidth: 32, matrixHeight: 32 });
    expect(tileMatrices[5].cellSize).toBeCloseTo(4_891.969_810_251, 6);
  });
});

describe('the tiles', () => {
  it('/conf/core/tc-op: a tile is where the template says', async () => {
    const template = hrefOf(await json(`/ogc/collections/points/tiles/${GRID}`), 'item');
    expect((await reader.get(tileAt(template, 6, 28, 50))).status).toBe(200);
  });
  it('/conf/core/tc-success: tiles hold what the reader may see', async () => {
    const template = hrefOf(await json(`/ogc/collections/points/tiles/${GRID}`), 'item');
    for (const role of ['analyst', 'leader']) {
      const client = await test.as(role);
      const found = new Set<number>();
      // All points of the city lie in these columns and rows of zoom 16, of which the tiles of zoom 12 tell which hold any.
      for (const id of await listedIds(client)) {
        const { position } = await json(`/api/points/${id}`, client).then(({ anchor }) => ({
          position: anchor,
        }));
        const side = 2 ** 16;
        const column = Math.floor(((position[0] + 180) / 360) * side);
        const angle = (position[1] * Math.PI) / 180;
        const row = Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * side);
        for (const one of await idsInTile(client, tileAt(template, 16, row, column)))
          found.add(one);
      }
      expect([...found].toSorted((a, b) => a - b)).toEqual(await listedIds(client));
    }
  });
  it('/conf/core/tc-error: outside the grid nothing is given, and nothing is a tile', async () => {
    const template = hrefOf(await json(`/ogc/collections/points/tiles/${GRID}`), 'item');
    for (const [matrix, row, column] of [
      [2, 9, 0],
      [2, 0, 9],
      [40, 0, 0],
    ] as const) {
      const { status } = await reader.get(tileAt(template, matrix, row, column));
      expect([400, 404]).toContain(status);
    }
    expect(await idsInTile(reader, tileAt(template, 6, 1, 1))).toEqual([]);
  });
  it('/conf/mvt/content: they are vector tiles with the layer of the tileset', async () => {
    const { links, layers } = await json(`/ogc/collections/points/tiles/${GRID}`);
    const response = await reader.get(tileAt(hrefOf({ links }, 'item'), 6, 28, 50));
    const bytes = gunzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(new VectorTile(new PbfReader(bytes)).layers)).toEqual([layers[0].id]);
  });
});

describe('the ground', () => {
  it('has a tileset as soon as one is in force', async () => {
    const fresh = await createTestApp();
    const client = await fresh.as('analyst');
    expect((await json('/ogc/tiles', client)).tilesets).toEqual([]);
    await expectProblem(await client.get(`/ogc/tiles/${GRID}`), 'ground.none');
    await bringGround(fresh, groundOfMade(smallTown()));
    const { tilesets } = await json('/ogc/tiles', client);
    const tileset = await json(hrefOf(tilesets[0], 'self'), client);
    expect(tileset.layers.map(({ id }: { id: string }) => id)).toContain('streets');
    const tile = await client.get(tileAt(hrefOf(tileset, 'item'), 13, 3606, 6504));
    expect(tile.status).toBe(200);
    expect(tile.headers.get('cache-control')).toContain('immutable');
    await fresh.close();
  });
});

describe('the styles', () => {
  it('are linked from the collection, with a sprite of the signs', async () => {
    const { links } = (await json('/ogc/collections/points')) as { links: Link[] };
    const styles = links.filter(({ rel }) => rel === 'stylesheet');
    expect(styles).toHaveLength(3);
    for (const { href, type } of styles) {
      const response = await reader.get(pathOf(href));
      expect(response.headers.get('content-type')).toContain(type);
    }
    const style = await json('/ogc/collections/points/styles/points.json');
    for (const ending of ['.json', '@2x.json', '.png', '@2x.png']) {
      expect((await reader.get(`${pathOf(style.sprite)}${ending}`)).status).toBe(200);
    }
  });
});

describe('who may not, and what is not there', () => {
  it('is refused by name', async () => {
    await expectProblem(
      await reader.get('/ogc/collections/points/tiles/Other'),
      'ogc.grid_not_found',
    );
    await expectProblem(await reader.get('/ogc/tileMatrixSets/Other'), 'ogc.grid_not_found');
    await expectProblem(await reader.get('/ogc/collections/events/tiles'), 'ogc.no_tiles');
    await expectProblem(await reader.get('/ogc/tileMatrixSets?x=1'), 'ogc.parameter_unknown');
    const auditor = await test.as('auditor');
    await expectProblem(await auditor.get('/ogc/collections/points/tiles'), 'permission.denied');
  });

  it('is no style', async () => {
    const own = '/ogc/collections/points/styles';
    for (const path of [`${own}/other.qml`, '/ogc/collections/events/styles/points.qml']) {
      await expectProblem(await reader.get(path), 'ogc.style_not_found');
    }
    await expectProblem(
      await reader.get(`${own}/points.qml?geometry=cube`),
      'ogc.parameter_invalid',
    );
    await expectProblem(await reader.get(`${own}/points.qlr?x=1`), 'ogc.parameter_unknown');
  });

  it('ends at the collections of a token, tiles included', async () => {
    const tokenFor = async (collections: string[]) => {
      const made = await reader.post('/api/tokens', { name: 'QGIS', days: 1, collections });
      return withToken(test, (await made.json()).token);
    };
    const [points, communes] = [await tokenFor(['points']), await tokenFor(['communes', 'events'])];
    const tile = '/api/tiles/points/6/50/28.mvt';
    expect((await points.get(tile)).status).toBe(200);
    expect((await points.get('/api/tiles/points.json')).status).toBe(200);
    for (const path of [tile, '/api/tiles/points.json', '/ogc/collections/points/tiles']) {
      await expectProblem(await communes.get(path), 'token.not_enough');
    }
  });
});
