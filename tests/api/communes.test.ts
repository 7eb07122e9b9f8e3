import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CommuneList } from '#server/contract/commune.ts';
import { ROLES } from '#server/contract/permission.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await createTestApp();
});
afterAll(() => testApp.close());

describe('GET /api/communes', () => {
  it('lists the 126 communes to every role, and says that the areas are approximate', async () => {
    for (const role of ROLES) {
      const response = await (await testApp.as(role)).get('/api/communes');
      expect([role, response.status]).toEqual([role, 200]);
      const list = CommuneList.parse(await response.json());
      expect(list.items).toHaveLength(126);
      expect(list.approximate).toBe(true);
    }
  });

  it('knows that a re-used code means another commune than before', async () => {
    const { items } = CommuneList.parse(
      await (await (await testApp.as('analyst')).get('/api/communes')).json(),
    );
    expect(items.find(({ code }) => code === '00004')).toMatchObject({
      name: 'Ba Đình',
      type: 'phuong',
      validFrom: '2025-07-01',
      validTo: null,
      centre: [105.838, 21.039],
      formerNames: expect.arrayContaining(['Trúc Bạch', 'Quán Thánh', 'Điện Biên']),
    });
  });

  it('asks for a session', async () => {
    for (const path of ['/api/communes', '/api/communes.geojson', '/api/categories']) {
      expect([path, (await testApp.anonymous.get(path)).status]).toEqual([path, 401]);
    }
  });
});

describe('GET /api/communes.geojson', () => {
  it('gives an area for each commune, marked as approximate, packed when that is understood', async () => {
    const admin = await testApp.as('admin');
    const plain = await admin.get('/api/communes.geojson');
    expect(plain.headers.get('content-type')).toContain('application/geo+json');
    const collection = await plain.json();
    expect(collection.features).toHaveLength(126);
    expect(collection.features[0].properties).toEqual({
      id: expect.any(Number),
      code: '00004',
      name: 'Ba Đình',
      type: 'phuong',
      approximate: true,
    });
    const packed = await admin.request('/api/communes.geojson', {
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const unpacked = new Response(packed.body?.pipeThrough(new DecompressionStream('gzip')));
    expect(await unpacked.json()).toEqual(collection);
  });

  it('answers 304 to who has it already, and again in full at another simplification', async () => {
    const analyst = await testApp.as('analyst');
    const first = await analyst.get('/api/communes.geojson?simplify=0.001');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const ask = (path: string) => analyst.request(path, { headers: { 'if-none-match': etag } });
    expect((await ask('/api/communes.geojson?simplify=0.001')).status).toBe(304);
    expect((await ask('/api/communes.geojson?simplify=0.002')).status).toBe(200);
  });

  it('refuses a simplification that would leave nothing of a commune', async () => {
    const response = await (await testApp.as('analyst')).get('/api/communes.geojson?simplify=1');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/simplify', in: 'query', code: 'too_big' }],
    });
  });
});

describe('GET /api/categories', () => {
  it('gives each category once, by number', async () => {
    const { items } = await (await (await testApp.as('officer')).get('/api/categories')).json();
    expect(items.map(({ number }: { number: number }) => number)).toEqual([...Array(23).keys()]);
    expect(items).toContainEqual({
      code: 'CC-TD',
      name: 'tuyến đường',
      kind: 'public_area',
      number: 17,
    });
  });
});

describe('POST /api/communes/former-names', () => {
  it.skipIf(realDataMissing)(
    'knows the 796 rows of the reorganisation from the start',
    async () => {
      const admin = await testApp.as('admin');
      const table = await readFile(realData('hanoi_old_to_new_communes.csv'));
      const first = await (await upload(admin, table)).json();
      expect(first).toMatchObject({ rows: 796, names: 718, added: 0, changed: 0, unchanged: 77 });
      const again = await (await upload(admin, table)).json();
      expect(again).toMatchObject({ rows: 796, added: 0, changed: 0 });

      const { items } = CommuneList.parse(await (await admin.get('/api/communes')).json());
      const holding = items.filter(({ formerNames }) => formerNames.includes('Phạm Đình Hổ'));
      expect(holding.map(({ name }) => name)).toEqual(['Cửa Nam', 'Hai Bà Trưng']);
      const [line] = await testApp.database.sql`
      select account_id, action, detail ->> 'rows' as rows
      from audit_entry where action = 'commune.import_former_names' order by seq limit 1`;
      expect(line).toEqual({
        accountId: admin.account?.accountId,
        action: 'commune.import_former_names',
        rows: '796',
      });
    },
  );

  it('names the line of a code that is no commune, and writes nothing', async () => {
    const table = 'old_name,extent,new_code\nThị trấn Mơ,full,00004\nXã Ảo,full,99999\n';
    const response = await upload(await testApp.as('admin'), new TextEncoder().encode(table));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'import.rows_invalid',
      errors: [{ pointer: '/lines/3/new_code', code: 'commune.not_found' }],
    });
    const rows = await testApp.database.sql`select from former_commune_name where name = 'Mơ'`;
    expect(rows).toHaveLength(0);
  });

  it.each([
    ['no rows', 'old_name,extent,new_code\n', 'import.empty'],
    ['a missing column', 'old_name,new_code\nMơ,00004\n', 'import.mapping_incomplete'],
    ['rows of different lengths', 'old_name,extent,new_code\na,b\n', 'import.file_broken'],
    ['binary content', 'old_name\0', 'import.not_a_table'],
  ])('refuses a table with %s', async (_, table, code) => {
    const response = await upload(await testApp.as('admin'), new TextEncoder().encode(table));
    expect([response.status, (await response.json()).code]).toEqual([422, code]);
  });

  it('is the administrator’s', async () => {
    const response = await upload(await testApp.as('analyst'), new Uint8Array(10));
    expect(response.status).toBe(403);
  });
});

async function upload(client: TestClient, table: Uint8Array): Promise<Response> {
  const form = new FormData();
  form.append('file', new File([new Uint8Array(table)], 'communes.csv'));
  form.append('source', 'Nghị quyết 1656/NQ-UBTVQH15');
  return await client.request('/api/communes/former-names', {
    method: 'POST',
    body: form,
    headers: freshKey(),
  });
}
