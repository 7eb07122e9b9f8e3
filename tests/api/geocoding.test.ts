import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Gazetteer, GazetteerPreview } from '#server/contract/gazetteer.ts';
import type { GeocodingAnswer } from '#server/contract/geocoding.ts';
import { createGeocodingService } from '#server/outside/geocoding-service.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let admin: TestClient;
let analyst: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  [admin, analyst] = await Promise.all([test.as('admin'), test.as('analyst')]);
});
afterAll(() => test.close());

const TABLE = [
  'Tên,Địa chỉ,Kinh độ,Vĩ độ,Phường/xã',
  'Chợ Mẫu,10 phố Thử Nghiệm,105.8400,21.0300,Hoàn Kiếm',
  ',20 phố Thử Nghiệm,105.8410,21.0300,',
  'Nơi xa,1 phố Khác,2.35,48.85,',
  ',,105.84,21.03,',
].join('\n');

function formOf(bytes: string | Uint8Array, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('file', new File([bytes as string], 'bang.csv'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
const send = (client: TestClient, path: string, form: FormData) =>
  client.request(path, { method: 'POST', body: form, headers: freshKey() });
const lookUp = async (client: TestClient, words: string, more = ''): Promise<GeocodingAnswer> => {
  const response = await client.get(`/api/geocoding?q=${encodeURIComponent(words)}${more}`);
  expect(response.status).toBe(200);
  return (await response.json()) as GeocodingAnswer;
};

describe('a gazetteer', () => {
  it('is shown before it is taken in, with what would be left out and why', async () => {
    const response = await send(admin, '/api/gazetteers/preview', formOf(TABLE));
    expect(response.status).toBe(200);
    const preview = (await response.json()) as GazetteerPreview;
    expect(preview.columns).toEqual({
      name: 0,
      address: 1,
      longitude: 2,
      latitude: 3,
      locality: 4,
    });
    expect(preview.report).toMatchObject({ elements: 4, entries: 2 });
    expect(preview.report.refused).toEqual([
      { code: 'import.outside_country', count: 1, lines: [4] },
      { code: 'import.name_missing', count: 1, lines: [5] },
    ]);
    expect(preview.samples[0]).toMatchObject({
      name: 'Chợ Mẫu',
      street: 'Thử Nghiệm',
      houseNumber: '10',
    });
  });

  it('is searched from then on, put aside and taken back', async () => {
    const taken = await send(
      admin,
      '/api/gazetteers',
      formOf(TABLE, { source: 'Bảng mẫu', errorMetres: '12', sourceDate: '2026-01-05' }),
    );
    expect(taken.status).toBe(200);
    const gazetteer = (await taken.json()) as Gazetteer;
    expect(gazetteer).toMatchObject({ source: 'Bảng mẫu', errorMetres: 12, withdrawnAt: null });

    const { items } = await lookUp(analyst, '15 pho thu nghiem');
    expect(items[0]).toMatchObject({
      precision: 'interpolated',
      source: { kind: 'gazetteer', name: 'Bảng mẫu' },
      basis: ['Chợ Mẫu'],
    });
    const [between] = (await lookUp(analyst, '14 phố Thử Nghiệm, Hoàn Kiếm')).items;
    expect(between?.position[0]).toBeCloseTo(105.8404, 6);
    expect(between?.commune).not.toBeNull();

    const again = await send(admin, '/api/gazetteers', formOf(TABLE, { source: 'Bảng mẫu' }));
    await expectProblem(again, 'gazetteer.already_imported');

    const path = `/api/gazetteers/${gazetteer.id}`;
    expect(
      ((await (await admin.post(`${path}/withdraw`)).json()) as Gazetteer).withdrawnAt,
    ).not.toBeNull();
    expect((await lookUp(analyst, '14 phố Thử Nghiệm')).items).toEqual([]);
    expect((await admin.post(`${path}/withdraw`)).status).toBe(200);
    expect((await admin.post(`${path}/restore`)).status).toBe(200);
    const restored = (await lookUp(analyst, '14 phố Thử Nghiệm')).items;
    expect(restored.map(({ precision }) => precision)).toEqual(['interpolated', 'street']);

    const { items: kept } = (await (await admin.get('/api/gazetteers')).json()) as {
      items: Gazetteer[];
    };
    expect(kept.map(({ id }) => id)).toEqual([gazetteer.id]);
    await expectProblem(await admin.post('/api/gazetteers/999/restore'), 'gazetteer.not_found');
    const log = await test.database.sql<{ action: string; detail: object }[]>`
      select action, detail from audit_entry where subject_kind = 'gazetteer' order by seq`;
    // Putting aside what is aside already changes nothing.
    expect(log).toEqual([
      {
        action: 'gazetteer.import',
        detail: { fileHash: gazetteer.fileHash, entries: gazetteer.report.entries },
      },
      { action: 'gazetteer.withdraw', detail: {} },
      { action: 'gazetteer.restore', detail: {} },
    ]);
  });

  it('cannot be taken back while the same file is in use', async () => {
    const table = TABLE.replaceAll('Thử Nghiệm', 'Lần Hai');
    const first = (await (
      await send(admin, '/api/gazetteers', formOf(table, { source: 'Một' }))
    ).json()) as Gazetteer;
    await admin.post(`/api/gazetteers/${first.id}/withdraw`);
    await send(admin, '/api/gazetteers', formOf(table, { source: 'Hai' }));
    await expectProblem(
      await admin.post(`/api/gazetteers/${first.id}/restore`),
      'gazetteer.already_imported',
    );
  });

  it.each(['overpass', 'xml', 'pbf'] as const)(
    'is read from OSM (%s): streets meet',
    async (format) => {
      const lat = { overpass: 21.03, xml: 21.05, pbf: 21.07 }[format];
      const file = osmFiles({
        nodes: [
          { id: 1, lon: 105.84, lat },
          { id: 2, lon: 105.85, lat },
          { id: 3, lon: 105.86, lat },
          { id: 4, lon: 105.85, lat: lat + 0.005 },
          {
            id: 5,
            lon: 105.845,
            lat,
            tags: { 'addr:housenumber': '7', 'addr:street': `Đường Ngang ${format}` },
          },
        ],
        ways: [
          {
            id: 1,
            nodes: [1, 2, 3],
            tags: { highway: 'residential', name: `Đường Ngang ${format}` },
          },
          { id: 2, nodes: [2, 4], tags: { highway: 'residential', name: `Đường Dọc ${format}` } },
        ],
      })[format];
      const response = await send(
        admin,
        '/api/gazetteers',
        formOf(file, { source: `OSM ${format}` }),
      );
      expect(response.status).toBe(200);
      expect(((await response.json()) as Gazetteer).format).toBe(format);
      const { items } = await lookUp(analyst, `ngã ba Ngang ${format} - Dọc ${format}`);
      expect(items[0]).toMatchObject({ precision: 'junction', position: [105.85, lat] });
      expect((await lookUp(analyst, `7 Đường Ngang ${format}`)).items[0]?.precision).toBe('door');
    },
  );

  it.each([
    ['words', 'no table at all', 'import.not_a_table'],
    ['nothing', '', 'request.invalid'],
    ['half an OSM file', '<osm version="0.6"><node id="1"', 'osm.file_broken'],
    ['an Overpass error', '{"generator":"Overpass","remark":"timeout"}', 'osm.not_osm'],
    ['a table without places', 'Tên,Mã\nA,1\n', 'import.mapping_incomplete'],
    ['a table of faraway places', 'Tên,lon,lat\nA,2.35,48.85\n', 'import.nothing_to_write'],
  ] as const)('is refused when it is %s', async (_, content, code) => {
    const response = await send(admin, '/api/gazetteers', formOf(content, { source: 'X1' }));
    await expectProblem(response, code);
  });

  it('is the business of administrators', async () => {
    await expectProblem(await analyst.get('/api/gazetteers'), 'permission.denied');
    await expectProblem(await admin.get('/api/geocoding?q=12%20x'), 'permission.denied');
  });
});

describe('an address', () => {
  it('that is a commune of before is answered by every commune that took it over', async () => {
    const { items, ambiguous } = await lookUp(analyst, 'phường Hoàn Kiếm');
    expect(items[0]).toMatchObject({ precision: 'commune', source: { kind: 'communes' } });
    expect(ambiguous).toBe(false);
  });

  it('is found by the search of the map too', async () => {
    const response = await analyst.get(`/api/search?q=${encodeURIComponent('14 thu nghiem')}`);
    const { items } = (await response.json()) as { items: { kind: string; label?: string }[] };
    expect(items.find(({ kind }) => kind === 'address')?.label).toBe('14 Thử Nghiệm');
  });

  it('is refused when it is too short, too long, or one of too many', async () => {
    for (const words of ['x', 'x'.repeat(301)]) {
      await expectProblem(await analyst.get(`/api/geocoding?q=${words}`), 'request.invalid');
    }
    const busy = await test.as('busy', { role: 'coordinator' });
    const addresses = Array.from({ length: 200 }, () => '14 Thử Nghiệm');
    for (let times = 0; times < 15; times += 1) {
      expect((await busy.post('/api/geocoding/batch', { addresses })).status).toBe(200);
    }
    const refused = await busy.post('/api/geocoding/batch', { addresses });
    await expectProblem(refused, 'request.too_many');
    await expectProblem(await busy.get('/api/geocoding?q=14%20thu'), 'request.too_many');
  });

  it('comes back in the order asked when there are many', async () => {
    const response = await analyst.post('/api/geocoding/batch', {
      addresses: ['20 Thử Nghiệm', 'không đâu cả', '10 Thử Nghiệm'],
    });
    const { items } = (await response.json()) as { items: GeocodingAnswer[] };
    expect(items.map((answer) => answer.items[0]?.position[0] ?? null)).toEqual([
      105.841,
      null,
      105.84,
    ]);
    await expectProblem(
      await analyst.post('/api/geocoding/batch', { addresses: [] }),
      'request.invalid',
    );
  });
});

describe('a service outside', () => {
  it('is asked only when somebody wants it, is named, and may fail without taking our own answer along', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      if (request.url?.includes('hong') === true) return response.writeHead(500).end();
      const hit = { lat: '21.02', lon: '105.85', display_name: 'Ở ngoài', place_rank: 30 };
      return response.end(JSON.stringify([hit]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const kept = test.deps.geocoding;
    test.deps.geocoding = createGeocodingService(`http://127.0.0.1:${port}/geo`, 'nominatim');
    try {
      expect(await lookUp(analyst, 'nơi lạ')).toMatchObject({
        items: [],
        service: { state: 'not_asked' },
      });
      expect(asked).toBe(0);
      for (let times = 0; times < 2; times += 1) {
        expect(await lookUp(analyst, 'nơi lạ', '&service=true')).toMatchObject({
          items: [{ label: 'Ở ngoài', precision: 'door', source: { kind: 'service' } }],
          service: { host: `127.0.0.1:${port}`, state: 'asked' },
        });
      }
      expect(asked).toBe(1);
      const failed = await lookUp(analyst, '14 Thử Nghiệm hong', '&service=true');
      expect(failed.service?.state).toBe('failed');
    } finally {
      test.deps.geocoding = kept;
      server.close();
    }
  });
});

describe.skipIf(realDataMissing)('3,326 bus stops', () => {
  it('become a gazetteer that finds doors between them', async () => {
    const bytes = readFileSync(realData('hanoi_bus_stops_osm.csv'));
    const response = await send(
      admin,
      '/api/gazetteers',
      formOf(bytes, { source: 'OSM', errorMetres: '60' }),
    );
    const gazetteer = (await response.json()) as Gazetteer;
    expect(gazetteer.report.entries).toBeGreaterThan(3_000);
    const { items } = await lookUp(analyst, '300 Nguyễn Trãi');
    expect(items[0]).toMatchObject({ precision: 'interpolated', label: '300 Nguyễn Trãi' });
  });
});
