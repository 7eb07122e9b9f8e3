import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ImportPreview, ImportProgress } from '#server/contract/point-import.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { countRegister } from '#tests/support/points/register-contents.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { workbookMembers, zipArchive } from '#tests/support/files/xlsx-file.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { processorTime } from '#tests/support/timing.ts';

const MEBIBYTE = 1_048_576;
const BOUNDARIES = realData('hanoi_communes_2025_osm.geojson');

let testApp: TestApp;
let analyst: TestClient;
let admin: TestClient;
beforeAll(async () => {
  testApp = await createTestApp();
  await testApp.deps.points.reload();
  analyst = await testApp.as('analyst');
  admin = await testApp.as('admin');
});
afterAll(() => testApp.close());

type Given = { name?: string; fields?: Record<string, string> };

function formOf(content: string | Uint8Array<ArrayBuffer>, { name = 'a.csv', fields = {} }: Given) {
  const body = new FormData();
  body.append('file', new File([content], name));
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  return { method: 'POST', body, headers: freshKey() };
}

const upload = (path: string, content: string | Uint8Array<ArrayBuffer>, given: Given = {}) =>
  (path.startsWith('/api/point') ? analyst : admin).request(path, formOf(content, given));

async function lastLine(response: Response): Promise<ImportProgress | undefined> {
  const lines = (await response.text()).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as ImportProgress).at(-1);
}

/** Runs something that must leave everything as it was, whatever it answers. */
async function expectUnchanged<T>(work: () => Promise<T>): Promise<T> {
  const before = await countRegister(testApp.database);
  const result = await work();
  expect(await countRegister(testApp.database)).toEqual(before);
  expect((await testApp.anonymous.get('/api/health/ready')).status).toBe(200);
  return result;
}

/** A few hundred kilobytes that unpack to `megabytes`; `declared` is what they say of themselves. */
function bomb(name: string, megabytes: number, declared?: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(megabytes * MEBIBYTE).fill(32);
  const member = { name, content, ...(declared !== undefined && { declaredSize: declared }) };
  const workbook = workbookMembers('').filter((part) => !part.name.endsWith('sheet1.xml'));
  return new Uint8Array(zipArchive([...workbook, member]));
}

describe('an archive that unpacks to far more than it is', () => {
  it.each([
    ['honestly', undefined],
    ['and lies about it', 1_000],
  ])('(%s) is refused as a list of points and as boundaries', async (_, declared) => {
    const sheet = bomb('xl/worksheets/sheet1.xml', 160, declared);
    const layer = bomb('communes.shp', 310, declared);
    expect(sheet.length).toBeLessThan(MEBIBYTE);
    const heap = process.memoryUsage().rss;
    const refused = async () => {
      const answers = [
        await upload('/api/point-imports/preview', sheet, { name: 'a.xlsx' }),
        await upload('/api/boundaries/preview', layer, { name: 'a.zip' }),
        await upload('/api/boundaries', layer, { name: 'a.zip', fields: { source: 'thử' } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
      const last = await lastLine(await upload('/api/point-imports', sheet, { name: 'a.xlsx' }));
      expect(last).toMatchObject({ phase: 'failed' });
      expect(last).not.toMatchObject({ code: 'server.internal' });
    };
    expect(await processorTime(() => expectUnchanged(refused))).toBeLessThan(15_000);
    // Refused before it is unpacked, or as soon as it is more than it said.
    expect(process.memoryUsage().rss - heap).toBeLessThan(320 * MEBIBYTE);
  });
});

describe('an upload larger than 64 MiB', () => {
  it.each(['/api/point-imports', '/api/point-imports/preview', '/api/boundaries/preview'])(
    'is refused by %s while it still comes in',
    async (path) => {
      const head = new TextEncoder().encode(
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
      );
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(sent === 0 ? head : new Uint8Array(MEBIBYTE).fill(120));
          sent += 1;
        },
      });
      await expectUnchanged(async () => {
        const client = path.startsWith('/api/point') ? analyst : admin;
        const init = {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=b', ...freshKey() },
          body,
          duplex: 'half',
        };
        await expectProblem(await client.request(path, init), 'request.too_large');
      });
      expect(sent).toBeLessThan(70);
    },
  );
});

describe('a form that is none', () => {
  it.each([
    ['a form without a boundary', 'multipart/form-data', 'x'],
    ['a form that is cut off', 'multipart/form-data; boundary=b', '--b\r\ncontent-dispos'],
    ['a form with a field in place of the file', 'application/x-www-form-urlencoded', 'file=a'],
  ])('(%s) is refused', async (_, type, body) => {
    for (const path of ['/api/point-imports', '/api/point-imports/preview', '/api/boundaries']) {
      const client = path.startsWith('/api/point') ? analyst : admin;
      const headers = { 'content-type': type, ...freshKey() };
      const answer = await client.request(path, { method: 'POST', headers, body });
      expect([400, 422], `${path} ${answer.status}`).toContain(answer.status);
    }
  });
});

describe('what no text may hold, in a file or beside it', () => {
  const head = 'Tên điểm;Loại;Kinh độ;Vĩ độ\r\n';
  const table = (name: string) => `${head}${name};NN;105,8500;21,0320\r\n`;
  const features = (name: string) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name, category: 'NN' },
          geometry: { type: 'Point', coordinates: [105.85, 21.032] },
        },
      ],
    });

  it.each([
    ['a NUL in a table', table('Nhà\0nghỉ'), 'a.csv'],
    ['a NUL in a heading', `Tên\0;${table('Nhà nghỉ')}`, 'a.csv'],
    ['a NUL in GeoJSON', features('Nhà\0nghỉ'), 'a.geojson'],
    [
      'half a character in GeoJSON',
      features('Nhà X nghỉ').replace('X', String.raw`\ud800`),
      'a.geojson',
    ],
  ])('(%s) is never a server error', async (_, content, name) => {
    const preview = await upload('/api/point-imports/preview', content, { name });
    expect(preview.status).toBeLessThan(500);
    const last = await lastLine(await upload('/api/point-imports', content, { name }));
    expect(last).not.toMatchObject({ code: 'server.internal' });
  });

  it.skipIf(realDataMissing)(
    'is refused in the name of the file and in the words beside it',
    async () => {
      const content = new Uint8Array(await readFile(BOUNDARIES));
      await expectUnchanged(async () => {
        for (const [source, code] of [
          ['OSM\0', 'request.malformed'],
          ['a'.repeat(301), 'request.invalid'],
          ['', 'request.invalid'],
        ] as const) {
          const fields = { source };
          await expectProblem(await upload('/api/boundaries', content, { fields }), code);
        }
        const mapping = '{"columns":{"officialName":"\\u0000"}}';
        const given = { fields: { mapping } };
        const answer = await upload('/api/point-imports/preview', table('Nhà nghỉ'), given);
        expect(answer.status).toBe(422);
      });
    },
  );

  it.skipIf(realDataMissing)(
    '(a NUL in the name of an area) is refused where the name would be kept',
    async () => {
      const text = await readFile(BOUNDARIES, 'utf8');
      const nobody = String.raw`"code":"99999","name":"\u0000","fullName":"\u0000"`;
      const spoilt = text.replace(/"code":"00004".*?"fullName":"[^"]*"/, nobody);
      const fields = { source: 'thử', allowPartial: 'true' };
      await expectUnchanged(async () => {
        const answer = await upload('/api/boundaries', spoilt, { name: 'a.geojson', fields });
        await expectProblem(answer, 'request.malformed');
      });
    },
  );

  it('gets no header of its own out of the name of a file', async () => {
    const name = 'danh sách"\r\nset-cookie: a=b\r\n\r\n<script>\0.csv';
    const preview = await upload('/api/point-imports/preview', table('Nhà nghỉ'), { name });
    expect(preview.status).toBe(200);
    expect(preview.headers.get('set-cookie')).toBeNull();
    expect(preview.headers.get('content-type')).toContain('application/json');
    const { fileName } = (await preview.json()) as ImportPreview;
    expect(fileName).not.toMatch(/\p{Cc}/u);
    const last = await lastLine(await upload('/api/point-imports', table('Nhà nghỉ'), { name }));
    expect(last).toEqual(expect.objectContaining({ phase: 'done' }));
  });
});
