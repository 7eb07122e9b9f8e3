import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { can, REACH, ROLES } from '#server/contract/permission.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';
import { STATUS_COLOURS } from '#server/contract/status-look.ts';
import { READ_ONLY } from '#server/features/ogc/rules/collections.ts';
import { listen, type Listening } from '#server/http/listen.ts';
import { allFeatures } from '#tests/support/requests/ogc-features.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '../support/clients/read_with_qgis.py');
/** 150 packages and 200 MB are too much for every run: `npm run qgis` asks for it. */
const isAskedFor = process.env['DIABAN_QGIS'] !== undefined;
const isInstalled = existsSync('/usr/lib/python3/dist-packages/qgis');

type Found = {
  valid: boolean;
  /** Reason that QGIS gives where the layer does not open. */
  reason?: string;
  /** Edit buttons that are not grey, and the fields of the form of a feature, with those that could be written in. */
  editing: { enabled: string[]; fields: number; openFields: number; may: string; abstract: string };
  /** Notes that QGIS marks in its tree of layers, as HTML. */
  noteOfStyle: string;
  noteOfDefinition: string;
  abstractOfDefinition: string;
  definedReadOnly: boolean;
  definedCrs: string;
  all: string[];
  bbox: string[];
  filter: string[];
  mayEdit: boolean;
  colours: Record<string, number>;
  defined: string[];
  rules: number;
  tilesValid: boolean;
  tilePixels: number;
};

describe.runIf(isAskedFor)('QGIS', () => {
  let test: TestApp;
  let server: Listening;
  let folder: string;
  beforeAll(async () => {
    if (!isInstalled) throw new Error('Install python3-qgis first.');
    test = await createTestApp({ demo: true });
    server = await listen((request, env) => test.app.fetch(request, env), 0, '127.0.0.1');
    folder = await mkdtemp(join(tmpdir(), 'diaban-qgis-'));
  });
  afterAll(async () => {
    await server.stop();
    await test.close();
    if (process.env['DIABAN_SCREENSHOTS'] === undefined) {
      await rm(folder, { recursive: true, force: true });
    } else console.log(`pictures: ${folder}`);
  });

  const address = () => `http://127.0.0.1:${server.port}`;
  const openWith = async (token: string, role: string): Promise<Found> => {
    const { stdout } = await run('/usr/bin/python3', [SCRIPT, address(), token, folder, role]);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };

  it.each(ROLES.filter((role) => can(role, 'points:read')))(
    'opens as %s the points by pages, box and filter, and their tiles, and may edit nothing',
    async (role) => {
      const client = await test.as(role);
      const codes = async (parameters = {}) => {
        const { features } = await allFeatures(client, 'points', parameters);
        return features.map(({ properties }) => String(properties['code'])).toSorted();
      };
      const made = await client.post('/api/tokens', { name: 'QGIS', days: 1 });
      const { token } = await made.json();
      const found = await openWith(token, role);
      expect(found).toMatchObject({
        valid: true,
        all: await codesOfList(client),
        bbox: await codes({ bbox: '105.8,20.98,105.9,21.06', shape: 'anchor' }),
        filter: await codes({ status: 'recurring' }),
        mayEdit: false,
        editing: { enabled: [], openFields: 0, abstract: expect.stringContaining(READ_ONLY) },
        noteOfStyle: `<p>${READ_ONLY}</p>`,
        noteOfDefinition: `<p>${READ_ONLY}</p>`,
        abstractOfDefinition: READ_ONLY,
        definedReadOnly: true,
        definedCrs: 'EPSG:4326',
        defined: await codes(),
        rules: 2 * POINT_STATUSES.length,
        tilesValid: true,
      });
      expect(found.editing.fields).toBeGreaterThan(5);
      expect(found.tilePixels).toBeGreaterThan(0);
      const { features } = await allFeatures(client, 'points');
      const statuses = [...new Set(features.map(({ properties }) => String(properties['status'])))];
      const drawn = statuses.filter((status) => {
        const colour = STATUS_COLOURS.light.status[status as 'active'];
        return (found.colours[colour] ?? 0) > 10;
      });
      // In a small reach signs lie upon each other.
      const isCity = REACH[role] === 'city';
      expect(drawn.length).toBeGreaterThan(isCity ? statuses.length - 1 : 0);
      console.log(
        `QGIS as ${role}: ${found.all.length} points, edits: ${found.editing.may || 'none'}`,
      );
    },
  );

  it('opens nothing as the auditor, and the administrator gets no token of their own', async () => {
    const auditor = await test.as('auditor');
    const made = await auditor.post('/api/tokens', { name: 'QGIS', days: 1 });
    const { token } = await made.json();
    const found = await openWith(token, 'auditor');
    expect(found.valid).toBe(false);
    console.log(`QGIS as auditor: ${found.reason}`);
    const admin = await test.as('admin');
    const refused = await admin.post('/api/tokens', { name: 'QGIS', days: 1 });
    await expectProblem(refused, 'token.right_refused');
  });
});

/** The codes that the list of the product shows, by all its pages. */
async function codesOfList(client: TestClient): Promise<string[]> {
  const codes: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: { code: string }[]; next: string | null } = await (
      await client.get(`/api/points?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`)
    ).json();
    codes.push(...page.items.map(({ code }) => code));
    cursor = page.next;
  }
  return codes.toSorted();
}
