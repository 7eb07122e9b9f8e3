import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ImportPreview } from '#server/contract/point-import.ts';
import { kml, METRES, RING } from '#tests/support/files/boundary-content.ts';
import { geoPackage, polygonBlob } from '#tests/support/files/geopackage.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const WAYPOINTS =
  '<gpx version="1.1"><wpt lat="21.032" lon="105.85"><name>Karaoke Ánh Sao</name></wpt>' +
  '<wpt lat="21.0325" lon="105.851"><name>Quán bar số 9</name></wpt></gpx>';

describe('map files as lists of points', () => {
  let test: TestApp;
  let analyst: TestClient;
  let admin: TestClient;
  beforeAll(async () => {
    test = await createTestApp();
    analyst = await test.as('analyst');
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const send = (
    client: TestClient,
    path: string,
    content: string | Uint8Array,
    fields: Record<string, string> = {},
  ) => {
    const body = new FormData();
    body.set('file', new File([new Uint8Array(Buffer.from(content))], 'a'));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return client.request(path, { method: 'POST', body });
  };
  const preview = (content: string | Uint8Array, fields?: Record<string, string>) =>
    send(analyst, '/api/point-imports/preview', content, fields);

  it('are previewed with the format, the system and the place of each row', async () => {
    const answer = await preview(WAYPOINTS, {
      mapping: JSON.stringify({ columns: { officialName: 0 }, defaults: { category: 'KAR' } }),
    });
    const read = (await answer.json()) as ImportPreview;
    expect(read).toMatchObject({
      format: 'gpx',
      layer: 'waypoints',
      coordinateSystem: 'WGS 84',
      missingFields: [],
      counts: { rows: 2, ready: 2, refused: 0 },
    });
    expect(read.rows.map(({ officialName, position }) => [officialName, position])).toEqual([
      ['Karaoke Ánh Sao', [105.85, 21.032]],
      ['Quán bar số 9', [105.851, 21.0325]],
    ]);
  });

  it('of several layers are refused with their names, and read when one is named', async () => {
    const square = [{ name: 'A', shape: polygonBlob(RING) }];
    const bytes = geoPackage([
      { name: 'diem', rows: square },
      { name: 'khu', rows: square },
    ]);
    const refused = await preview(bytes);
    expect(await refused.json()).toMatchObject({
      status: 422,
      code: 'import.several_layers',
      parameters: { layers: ['diem', 'khu'] },
    });
    const chosen = (await (await preview(bytes, { layer: 'khu' })).json()) as ImportPreview;
    expect([chosen.format, chosen.layer]).toEqual(['geopackage', 'khu']);
  });

  it('in metres without a system are offered on a grid of VN-2000', async () => {
    const feature = {
      type: 'Feature',
      properties: { ten: 'Karaoke Ánh Sao' },
      geometry: { type: 'Point', coordinates: METRES[0] },
    };
    const read = (await (await preview(JSON.stringify(feature))).json()) as ImportPreview;
    expect(read.warnings.map(({ code }) => code)).toEqual(['import.crs_missing']);
    expect(read.problems.map(({ code }) => code)).toContain('import.coordinates_vn2000');
    expect(read.systemSuggestions[0]).toMatchObject({ srid: 5897, inside: 1, total: 1 });
  });

  it('of a system that is not supported are offered those that fit, and read in the chosen one', async () => {
    const mapping = JSON.stringify({ columns: { officialName: 0 }, defaults: { category: 'KAR' } });
    const content = JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'EPSG:2193' } },
      features: [
        {
          type: 'Feature',
          properties: { ten: 'Karaoke Ánh Sao' },
          geometry: { type: 'Point', coordinates: METRES[0] },
        },
      ],
    });
    const refused = (await (await preview(content, { mapping })).json()) as {
      code: string;
      parameters: { suggestions: { srid: number }[] };
    };
    expect(refused.code).toBe('import.crs_unknown');
    const [first] = refused.parameters.suggestions;
    expect(first?.srid).toBe(5897);
    const chosen = await preview(content, { mapping, sourceSrid: String(first?.srid) });
    const read = (await chosen.json()) as ImportPreview;
    expect(read.counts).toMatchObject({ rows: 1, ready: 1 });
    expect(read.rows[0]?.position[0]).toBeCloseTo(105.839, 2);
    expect(read.systemSuggestions).toEqual([]);
    await expectProblem(await preview(content, { mapping, sourceSrid: '12' }), 'request.invalid');
  });

  it.each([
    ['a drawing', 'AC1032\0\0\0', 'format.dwg'],
    ['a paper', '%PDF-1.7\n', 'format.pdf'],
    ['KML cut in the middle', kml(RING.join(' ')).slice(0, 150), 'import.file_broken'],
  ] as const)('%s is refused by name', async (_, content, code) => {
    await expectProblem(await preview(content), code);
  });

  it('a drawing is no file of boundaries either', async () => {
    await expectProblem(await send(admin, '/api/boundaries/preview', 'AC1032\0\0\0'), 'format.dwg');
  });
});
