import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { createTestApp, freshKey, type TestApp } from '#tests/support/test-app.ts';
import { slowness, threadTime } from '#tests/support/timing.ts';
import { deflateSync } from 'node:zlib';
import { hostileMaps } from '#tests/support/files/hostile-maps.ts';
import { kml, RING } from '#tests/support/files/boundary-content.ts';
import { geoPackage } from '#tests/support/files/geopackage.ts';
import { longWayPbf, osmBlob, osmFiles } from '#tests/support/files/osm-files.ts';
import { paperOf, pngBomb } from '#tests/support/files/photos.ts';
import { workbookMembers, zipArchive } from '#tests/support/files/xlsx-file.ts';

const MOST_MILLISECONDS = 200 * slowness();
/** Between two questions; work of the thread in this time counts with the answer that follows. */
const BETWEEN_MILLISECONDS = 10;

let testApp: TestApp;
let pointId: number;
beforeAll(async () => {
  testApp = await createTestApp();
  const analyst = await testApp.as('analyst');
  pointId = (await okPoint(await analyst.post('/api/points', newPoint()))).id;
});
afterAll(() => testApp.close());

async function send({ role, path, file }: HostileFile): Promise<number> {
  const body = new FormData();
  const fields = { id: randomUUID(), purpose: 'point', pointId, documentNumber: '12/BB' };
  if (path === '/api/attachments') {
    for (const [name, value] of Object.entries(fields)) body.append(name, String(value));
  }
  body.append('file', file);
  const client = await testApp.as(role);
  return (await client.request(path, { method: 'POST', body, headers: freshKey() })).status;
}

/**
 * Asks `/api/health/live` again and again while a file is sent and read; gives the longest answer in milliseconds of
 * processor time of the thread that answers, which is what keeps others waiting on a machine with nothing else to do.
 */
async function longestAnswer(file: HostileFile): Promise<{ status: number; longest: number }> {
  let status: number | null = null;
  const sent = send(file).then((answered) => (status = answered));
  let longest = 0;
  while (status === null) {
    const live = async () => {
      await setTimeout(BETWEEN_MILLISECONDS);
      expect((await testApp.anonymous.get('/api/health/live')).status).toBe(200);
    };
    longest = Math.max(longest, await threadTime(live));
  }
  return { status: await sent, longest };
}

it('the server answers within 200 ms while any hostile file is read', async () => {
  // The first requests of a process compile its code.
  const files = await hostileFiles();
  await longestAnswer(files[0] as HostileFile);
  const faults: string[] = [];
  for (const file of files) {
    let answered = await longestAnswer(file);
    if (answered.longest > MOST_MILLISECONDS) answered = await longestAnswer(file);
    const { status, longest } = answered;
    if (status >= 500 || longest > MOST_MILLISECONDS) {
      faults.push(`${file.says}: ${status}, ${longest.toFixed(0)} ms`);
    }
  }
  expect(faults.join('\n')).toBe('');
}, 120_000);

const MEBIBYTE = 1_048_576;
const ENDLESS_VIEW = `
  create view v as
    with recursive n(i) as (select 1 union all select i + 1 from n) select i as fid, x'00' as geom from n;
  insert into gpkg_geometry_columns values ('v', 'geom', 'POLYGON', 4326, 0, 0)`;

type HostileFile = {
  says: string;
  /** Address that it is sent to, and its sender. */
  path: string;
  role: 'analyst' | 'admin';
  file: File;
};

/** Files of every kind that the server reads, each made to cost its reader as much time or memory as it can. */
async function hostileFiles(): Promise<HostileFile[]> {
  return [
    ...hostilePapers(),
    ...(await hostileTables()),
    ...(await hostileAreas()),
    ...hostileStreets(),
  ];
}

function hostilePapers(): HostileFile[] {
  const runs = 'BT /F1 12 Tf 1 0 0 1 72 700 Tm (ab) Tj 1 0 0 1 72 500 Tm (ab) Tj ET '.repeat(
    500_000,
  );
  return [
    paperFile('a paper of nothing but the word stream', `%PDF-1.4\n${'stream\n'.repeat(150_000)}`),
    paperFile(
      'a paper of a million runs of text',
      paperOf(deflateSync(runs), { filter: '/Filter /FlateDecode', letters: ['<6162> <0041>'] }),
    ),
    paperFile(
      'a paper that unpacks to 80 MiB',
      paperOf(deflateSync(Buffer.alloc(80 * MEBIBYTE, ' ')), { filter: '/Filter /FlateDecode' }),
    ),
    {
      ...paperFile('', ''),
      says: 'a picture that claims 900 million pixels',
      file: new File([pngBomb(30_000, 30_000)], 'a.png', { type: 'image/png' }),
    },
  ];
}

async function hostileTables(): Promise<HostileFile[]> {
  const bombed = workbookMembers('').filter(({ name }) => !name.endsWith('sheet1.xml'));
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(160 * MEBIBYTE, ' ') };
  return [
    pointsFile('a workbook that unpacks to 160 MiB', zipArchive([...bombed, sheet]), 'a.xlsx'),
    pointsFile(
      'a workbook of rows without end',
      zipArchive(workbookMembers(`<sheetData>${'<row/>'.repeat(200_000)}</sheetData>`)),
      'a.xlsx',
    ),
    pointsFile('a table of one line of 8 MiB', 'a;'.repeat(4 * MEBIBYTE), 'a.csv'),
    pointsFile(
      'a table of words made against the screening',
      `Tên điểm;Loại;Kinh độ;Vĩ độ\r\n${`cccd${' '.repeat(1_900)}x1;NN;105,85;21,03\r\n`.repeat(50)}`,
      'a.csv',
    ),
    pointsFile('JSON nested without end', `{"type":${'['.repeat(1_000_000)}`, 'a.geojson'),
    ...hostileMaps().map(({ says, content }) => pointsFile(says, content, 'a.zip')),
    pointsFile(
      'a layer of points that is a view without end',
      geoPackage([], ENDLESS_VIEW),
      'a.gpkg',
    ),
  ];
}

async function hostileAreas(): Promise<HostileFile[]> {
  return [
    boundaryFile(
      'a layer that unpacks to 310 MiB',
      zipArchive([{ name: 'a.shp', content: Buffer.alloc(310 * MEBIBYTE) }]),
      'a.zip',
    ),
    boundaryFile(
      'KML nested without end',
      `<kml>${'<Placemark a="/>">'.repeat(50_000)}</kml>`,
      'a.kml',
    ),
    boundaryFile(
      'KML of white space',
      kml(`${RING.join(' ')}${'&#32;&#x0A;\t'.repeat(100_000)}105.8,21`),
      'a.kml',
    ),
    boundaryFile('a layer that is a view without end', geoPackage([], ENDLESS_VIEW), 'a.gpkg'),
  ];
}

function hostileStreets(): HostileFile[] {
  return [
    osmFile('a way of ten million nodes', longWayPbf(10_000_000), 'a.pbf'),
    osmFile(
      'a way of two million nodes, tag by tag',
      `<osm><way id="1">${'<nd ref="1"/>'.repeat(2_000_000)}</way></osm>`,
      'a.osm',
    ),
    osmFile(
      'blocks of a map that unpack to 90 times their size',
      Buffer.concat([
        osmFiles({ nodes: [], ways: [] }).pbf,
        ...Array<Uint8Array>(20).fill(SWOLLEN),
      ]),
      'a.pbf',
    ),
    {
      says: 'roads of comments that never end',
      path: '/api/roads/preview',
      role: 'admin',
      file: new File([`<osm>${'<!-- '.repeat(400_000)}</osm>`], 'a.osm'),
    },
  ];
}

/** A block of OSM data, with enough of chance in it to pack no better than a limit allows. */
const SWOLLEN = osmBlob(
  deflateSync(Buffer.concat([Buffer.alloc(25 * MEBIBYTE), randomBytes(300_000)])),
  25 * MEBIBYTE,
);

function osmFile(says: string, content: string | Uint8Array, name: string): HostileFile {
  const file = new File([bytesOf(content)], name);
  return { says, path: '/api/osm-imports/preview', role: 'admin', file };
}

function paperFile(says: string, content: BlobPart): HostileFile {
  const file = new File([content], 'a.pdf', { type: 'application/pdf' });
  return { says, path: '/api/attachments', role: 'analyst', file };
}

function pointsFile(says: string, content: string | Uint8Array, name: string): HostileFile {
  const file = new File([bytesOf(content)], name);
  return { says, path: '/api/point-imports/preview', role: 'analyst', file };
}

function boundaryFile(says: string, content: string | Uint8Array, name: string): HostileFile {
  const file = new File([bytesOf(content)], name);
  return { says, path: '/api/boundaries/preview', role: 'admin', file };
}

function bytesOf(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(content));
}
