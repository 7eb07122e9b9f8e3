import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import readSheet from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { register } from '#client/i18n/words/register.ts';
import type { PointPage } from '#server/contract/point.ts';
import { POINT_EXPORT_FORMATS, type PointExportFormat } from '#server/contract/point-export.ts';
import { COLUMNS } from '#server/features/points/formats/export-row.ts';
import {
  FLAG_WORDS,
  KIND_WORDS,
  STATUS_WORDS,
} from '#server/features/points/formats/export-words.ts';
import { hasLibreOffice, openInLibreOffice } from '#tests/support/files/libre-office.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const run = promisify(execFile);
const OGRINFO = '/usr/bin/ogrinfo';
const PURPOSE = 'Giao ban tháng 11';
const ASKED = `purpose=${encodeURIComponent(PURPOSE)}`;

let test: TestApp;
let analyst: TestClient;
let folder: string;

beforeAll(async () => {
  test = await createTestApp({ demo: true });
  analyst = await test.as('analyst');
  folder = await mkdtemp(join(tmpdir(), 'diaban-test-export-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function taken(format: PointExportFormat, query = '', client = analyst): Promise<Buffer> {
  const response = await client.get(`/api/points.${format}?${ASKED}${query}`);
  expect([format, response.status]).toEqual([format, 200]);
  expect(response.headers.get('content-disposition')).toContain(`.${format}"`);
  return Buffer.from(await response.arrayBuffer());
}

const listed = async (query = '', client = analyst) =>
  (await (await client.get(`/api/points?limit=500${query}`)).json()) as PointPage;

/** Reads a file with ogrinfo; gives its report. */
async function ogr(format: PointExportFormat, bytes: Buffer): Promise<string> {
  const path = join(folder, `points.${format}`);
  await writeFile(path, bytes);
  const env = { ...process.env, OGR_XLSX_HEADERS: 'FORCE' };
  return (await run(OGRINFO, ['-ro', '-al', '-so', path], { env })).stdout;
}

describe.each(POINT_EXPORT_FORMATS)('GET /api/points.%s', (format) => {
  it('gives nothing without a purpose, for a telephone number as purpose, or to the signed-out', async () => {
    if (format !== 'geojson') {
      await expectProblem(await analyst.get(`/api/points.${format}`), 'export.purpose_missing');
    }
    await expectProblem(
      await analyst.get(`/api/points.${format}?purpose=abc`),
      'export.purpose_missing',
    );
    await expectProblem(
      await analyst.get(`/api/points.${format}?purpose=Goi+anh+Nam+0912345678`),
      'text.personal_data',
    );
    const response = await test.anonymous.get(`/api/points.${format}?${ASKED}`);
    expect(response.status).toBe(401);
  });

  it('is logged with purpose, number and filter, without the words searched for', async () => {
    await taken(format, '&status=recurring&q=minh');
    const [line] = await test.database.sql<{ detail: Record<string, unknown> }[]>`
      select detail from audit_entry where action = ${`export.points_${format}`}
      order by seq desc limit 1`;
    const { total } = await listed('&status=recurring&q=minh');
    expect(line?.detail).toEqual({ purpose: PURPOSE, points: total, view: 'status=recurring' });
  });

  it.skipIf(!existsSync(OGRINFO))('is read by GDAL with every point of the list', async () => {
    const { total } = await listed();
    const said = await ogr(format, await taken(format));
    // CSV carries its origin in a line of its own.
    const rows = format === 'csv' ? total + 1 : total;
    expect(said).toContain(`Feature Count: ${rows}`);
    expect(said).toMatch(/Mã điểm|ma_diem/);
  });

  it('gives a reader of one commune only what the list gives', async () => {
    const leader = await test.as('leader.export', { role: 'leader', communeCodes: ['00070'] });
    const { items } = await listed('', leader);
    expect(items.length).toBeGreaterThan(0);
    const [line] = await (async () => {
      await taken(format, '', leader);
      return test.database.sql<{ points: number }[]>`
        select (detail ->> 'points')::integer as points from audit_entry
        where action = ${`export.points_${format}`} order by seq desc limit 1`;
    })();
    expect(line?.points).toBe(items.length);
  });
});

describe('the files', () => {
  it('CSV opens in columns in a Vietnamese Excel and calculates nothing', async () => {
    await test.database.sql`
      update point set official_name = '=1+2;"x"' where code = 'DP-00011'`;
    const text = (await taken('csv', '&q=dp-00011')).toString('utf8');
    const [head, row, origin, end] = text.split('\r\n');
    expect(head?.startsWith('\uFEFFMã điểm;Tên điểm;Tên gọi khác;')).toBe(true);
    expect(row).toMatch(/^DP-00011;"'=1\+2;""x""";/);
    expect(row).toMatch(/;\d\d\/\d\d\/\d{4};/);
    expect(row).toMatch(/;21,\d{6};105,\d{6};$/);
    expect(origin).toContain(`Mục đích: ${PURPOSE} · Bộ lọc: có từ tìm kiếm · Số điểm: 1`);
    expect(origin).toMatch(/Thời điểm xuất: 24\/11\/2026 \d\d:\d\d/);
    expect(end).toBe('');
  });

  it('XLSX has days as days, numbers as numbers, and its origin on a sheet of its own', async () => {
    const bytes = await taken('xlsx', '&status=recurring');
    const { items } = await listed('&status=recurring');
    const sheets = await readSheet(bytes);
    const [points, origin] = sheets.map(({ data }) => data);
    expect(points?.slice(1).map((row) => row[0])).toEqual(items.map(({ code }) => code));
    expect(points?.[1]?.[6]).toEqual(new Date(`${items[0]?.statusSince}T00:00:00Z`));
    expect(points?.[1]?.[13]).toBeCloseTo(items[0]?.anchor[0] ?? 0, 6);
    expect(origin?.flat()).toContain(`Mục đích: ${PURPOSE}`);
    expect(origin?.flat()).toContain('Bộ lọc: trạng thái Tái hoạt động');
  });

  it.skipIf(!hasLibreOffice())(
    'CSV and XLSX are opened by LibreOffice in columns, with Vietnamese letters and real days',
    { timeout: 120_000 },
    async () => {
      const { items } = await listed('&status=recurring');
      for (const format of ['csv', 'xlsx'] as const) {
        const path = join(folder, `tai-hoat-dong-${format}.${format}`);
        await writeFile(path, await taken(format, '&status=recurring'));
        const [rows = []] = await openInLibreOffice(path, folder);
        const [head, ...points] = rows.slice(0, items.length + 1);
        expect(head?.map(({ value }) => value)).toEqual(COLUMNS.map(({ heading }) => heading));
        expect(points.map((row) => [row[0], row[1], row[6]])).toEqual(
          items.map(({ code, officialName, statusSince }) => [
            { type: 'string', value: code },
            // In CSV an apostrophe keeps a name from being calculated.
            { type: 'string', value: officialName.replace(/^=/, format === 'csv' ? "'=" : '=') },
            { type: 'date', value: statusSince },
          ]),
        );
        expect(Number(points[0]?.[13]?.value)).toBeCloseTo(items[0]?.anchor[0] ?? 0, 6);
        expect(points.every((row) => row[13]?.type === 'float')).toBe(true);
      }
    },
  );

  it('GeoJSON has the true shapes and says where it is from', async () => {
    const file = JSON.parse((await taken('geojson')).toString('utf8'));
    const { items } = await listed();
    expect(file.features.map(({ id }: { id: number }) => id)).toEqual(items.map(({ id }) => id));
    const types = new Set(
      file.features.map((one: { geometry: { type: string } }) => one.geometry.type),
    );
    expect(types).toEqual(new Set(['LineString', 'Point', 'Polygon']));
    expect(file.provenance.lines).toContain(`Mục đích: ${PURPOSE}`);
    const plain = await (await analyst.get('/api/points.geojson')).json();
    expect(plain).toMatchObject({ truncated: false });
  });

  it.skipIf(!existsSync(OGRINFO))('GeoPackage says its system and where it is from', async () => {
    const said = await ogr('gpkg', await taken('gpkg'));
    expect(said).toContain('WGS 84');
    expect(said).toContain(`Mục đích: ${PURPOSE}`);
  });

  it('hold the points that were chosen, as they were on the day asked for', async () => {
    const { items } = await listed('&as_of=2026-06-30');
    const chosen = items.slice(0, 3);
    const query = `&as_of=2026-06-30&ids=${chosen.map(({ id }) => id).join(',')}`;
    const file = JSON.parse((await taken('geojson', query)).toString('utf8'));
    const said = file.features.map(({ properties }: { properties: Record<string, unknown> }) => [
      properties['ma_diem'],
      properties['trang_thai'],
      properties['tu_ngay'],
    ]);
    expect(said).toEqual(
      chosen.map(({ code, status, statusSince }) => [code, STATUS_WORDS[status], statusSince]),
    );
  });

  it('say the same words as the screens', () => {
    for (const [words, shown] of [
      [STATUS_WORDS, register.status],
      [FLAG_WORDS, register.flag],
      [KIND_WORDS, register.kind],
    ] as const) {
      const vietnamese = Object.entries(shown).map(([key, { vi }]) => [key, vi]);
      expect(words).toEqual(Object.fromEntries(vietnamese));
    }
  });

  it('are two at a time for one account, and one more once a file was left', async () => {
    const [one, two] = [
      await analyst.get(`/api/points.kml?${ASKED}`),
      await analyst.get(`/api/points.csv?${ASKED}`),
    ];
    for (const format of POINT_EXPORT_FORMATS) {
      await expectProblem(await analyst.get(`/api/points.${format}?${ASKED}`), 'export.busy');
    }
    await one.body?.cancel();
    await two.text();
    await taken('csv');
  });
});
