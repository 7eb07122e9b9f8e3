import { gunzipSync } from 'node:zlib';

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Configuration } from '#server/contract/configuration.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import { undoGround } from '#server/features/ground/commands.ts';
import { listGrounds } from '#server/features/ground/queries.ts';
import { bringGround, groundOfMade, smallTown } from '#tests/support/files/made-ground.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** The tile of zoom 13 that holds the small town. */
const TOWN = '13/6504/3606';

async function namesIn(response: Response): Promise<string[]> {
  const { layers } = new VectorTile(
    new PbfReader(gunzipSync(new Uint8Array(await response.arrayBuffer()))),
  );
  const names = Object.values(layers).flatMap((layer) =>
    Array.from({ length: layer.length }, (_, index) => layer.feature(index).properties['name']),
  );
  return names.filter((name) => typeof name === 'string').toSorted();
}

describe('tiles of the ground', () => {
  let test: TestApp;
  let analyst: TestClient;
  let admin: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    analyst = await test.as('analyst');
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const tile = (query = '', headers: Record<string, string> = {}) =>
    analyst.request(`/api/tiles/ground/${TOWN}.mvt${query}`, { headers });
  const configured = async () =>
    ((await (await test.anonymous.get('/api/configuration')).json()) as Configuration).ground;
  const bring = (streetName: string) => bringGround(test, groundOfMade(smallTown(streetName)));
  const undo = (id: number) =>
    writeAsSystem(test.database, (sql) => undoGround(sql, test.clock, id));

  it('are empty while no file has been imported, and the description says so', async () => {
    expect(await configured()).toBe(null);
    await expectProblem(await analyst.get('/api/tiles/ground.json'), 'ground.none');
    const answer = await tile('?v=0123');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(await namesIn(answer)).toEqual([]);
  });

  it('carry the names of streets, waters and quarters to everybody who is signed in', async () => {
    const { report } = await bring('Phố Hàng Bài');
    expect(report.shapes).toMatchObject({ streets: 2, water: 1, buildings: 1, labels: 2 });
    for (const client of [analyst, admin]) {
      const answer = await client.get(`/api/tiles/ground/${TOWN}.mvt`);
      expect(await namesIn(answer)).toEqual([
        'Hồ Hoàn Kiếm',
        'Khu Tràng Tiền',
        'Phố Hàng Bài',
        'Phố Hàng Bài',
      ]);
    }
    await expectProblem(
      await test.anonymous.get(`/api/tiles/ground/${TOWN}.mvt`),
      'session.missing',
    );
    await expectProblem(await test.anonymous.get('/api/tiles/ground.json'), 'session.missing');
  });

  it('may be kept for good under the version that the configuration names', async () => {
    const ground = await configured();
    expect(ground).toMatchObject({
      attribution: 'OpenStreetMap, ODbL 1.0',
      minzoom: 6,
      maxzoom: 15,
    });
    // The second answer comes from memory.
    for (const answer of [
      await tile(`?v=${ground?.version}`),
      await tile(`?v=${ground?.version}`),
    ]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'private, max-age=31536000, immutable',
        'content-encoding': 'gzip',
        'content-type': 'application/vnd.mapbox-vector-tile',
        etag: `"${ground?.version}"`,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(await namesIn(answer)).toContain('Phố Hàng Bài');
    }
    const etag = `"${ground?.version}"`;
    const unchanged = await tile('', { 'if-none-match': etag });
    expect([unchanged.status, unchanged.headers.get('cache-control')]).toEqual([
      304,
      'private, no-cache',
    ]);
    expect((await tile('', { 'if-none-match': '"0"' })).status).toBe(200);
  });

  it('describe themselves as TileJSON 3 with the licence line', async () => {
    const ground = await configured();
    const given = await analyst.get('/api/tiles/ground.json');
    expect(given.headers.get('x-content-type-options')).toBe('nosniff');
    expect(given.headers.get('cache-control')).toBe('no-store');
    const answer = await given.json();
    expect(answer).toMatchObject({
      tilejson: '3.0.0',
      attribution: 'OpenStreetMap, ODbL 1.0',
      minzoom: 6,
      maxzoom: 15,
      bounds: ground?.bounds,
      tiles: [expect.stringContaining(`/api/tiles/ground/{z}/{x}/{y}.mvt?v=${ground?.version}`)],
    });
    expect(answer).toHaveProperty(
      'vector_layers',
      expect.arrayContaining([
        expect.objectContaining({
          id: 'streets',
          fields: expect.objectContaining({ name: 'name' }),
        }),
        { id: 'buildings', fields: {} },
      ]),
    );
  });

  it('are refused outside the world, and with names in the address that no tile has', async () => {
    const get = (path: string) => analyst.get(`/api/tiles/ground/${path}`);
    await expectProblem(await get('3/9/1.mvt'), 'tile.out_of_range');
    await expectProblem(await get('3/a/1.png'), 'request.invalid');
    await expectProblem(await get(`${TOWN}.mvt?v=<b>`), 'request.invalid');
    await expectProblem(await get(`${TOWN}.mvt?v=1&v=2`), 'request.invalid');
    await expectProblem(await get(`${TOWN}.mvt?status=active`), 'request.unknown_query');
    // Nothing is made nearer than zoom 15: the map draws that one larger.
    expect(await namesIn(await get('16/52037/28851.mvt'))).toEqual([]);
  });

  it('change with the next import and come back when it is undone, one step', async () => {
    const first = await configured();
    const { id } = await bring('Phố Tràng Thi');
    const second = await configured();
    expect(second?.version).not.toBe(first?.version);
    expect(await namesIn(await tile())).toContain('Phố Tràng Thi');
    // Somebody who still has the version before gets what is in force, for now, unless it is in memory.
    const other = await analyst.get(`/api/tiles/ground/13/6504/3607.mvt?v=${first?.version}`);
    expect(other.headers.get('etag')).toBe(`"${second?.version}"`);
    expect(other.headers.get('cache-control')).toBe('private, no-cache');

    const third = await bring('Phố Quang Trung');
    await undo(third.id);
    // It is no longer in force: nothing is left to do.
    await undo(third.id);
    expect(await namesIn(await tile())).toContain('Phố Tràng Thi');
    expect(await configured()).toEqual(second);
    // The tiles of the first were deleted with the third import.
    await expect(undo(id)).rejects.toMatchObject({ code: 'ground.nothing_to_undo' });
    const grounds = await asSystem(test.database, (sql) => listGrounds(sql));
    expect(grounds.map(({ active }) => active)).toEqual([false, true, false]);
    expect(grounds[1]?.previousId).toBe(grounds[2]?.id);
  });

  it('say the source without anything that a page could take for markup', async () => {
    await bringGround(test, groundOfMade(smallTown()), {
      source: '<img src=x onerror="alert(1)"> OSM',
      licence: null,
    });
    expect((await configured())?.attribution).toBe('img src=x onerror= alert(1) OSM');
  });
});
