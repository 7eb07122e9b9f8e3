import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { POINT_STATUSES } from '#server/contract/point.ts';
import { STATUS_COLOURS } from '#server/contract/status-look.ts';
import { listen, type Listening } from '#server/http/listen.ts';
import { allFeatures } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '../support/clients/read_with_qgis.py');
/** 150 packages and 200 MB are too much for every run: `npm run qgis` asks for it. */
const isAskedFor = process.env['DIABAN_QGIS'] !== undefined;
const isInstalled = existsSync('/usr/lib/python3/dist-packages/qgis');

type Found = {
  valid: boolean;
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

  it.each(['planner', 'leader', 'inspector'])(
    'opens as %s the points by pages, box and filter, and their tiles, and may edit nothing',
    async (role) => {
      const client = await test.as(role);
      const codes = async (parameters = {}) => {
        const { features } = await allFeatures(client, 'points', parameters);
        return features.map(({ properties }) => String(properties['code'])).toSorted();
      };
      const made = await client.post('/api/tokens', { name: 'QGIS', days: 1 });
      const { token } = await made.json();
      const address = `http://127.0.0.1:${server.port}`;
      const { stdout } = await run('/usr/bin/python3', [SCRIPT, address, token, folder]);
      const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Found;
      expect(found).toMatchObject({
        valid: true,
        all: await codes(),
        bbox: await codes({ bbox: '105.8,20.98,105.9,21.06', shape: 'anchor' }),
        filter: await codes({ status: 'recurring' }),
        mayEdit: false,
        defined: await codes(),
        rules: 2 * POINT_STATUSES.length,
        tilesValid: true,
      });
      expect(found.tilePixels).toBeGreaterThan(0);
      const { features } = await allFeatures(client, 'points');
      const statuses = [...new Set(features.map(({ properties }) => String(properties['status'])))];
      const drawn = statuses.filter((status) => {
        const colour = STATUS_COLOURS.light.status[status as 'active'];
        return (found.colours[colour] ?? 0) > 10;
      });
      // In a small reach signs lie upon each other.
      expect(drawn.length).toBeGreaterThan(role === 'planner' ? statuses.length - 1 : 0);
    },
  );
});
