import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { copyDatabase, type Copy } from '#tests/support/database/test-database.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { runCommand, useDatabase } from '#tests/support/processes/command-line.ts';

let copy: Copy;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-osm-'));
  copy = await copyDatabase();
  useDatabase(copy);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await copy.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('import-osm', () => {
  const corner = (id: number, lon: number) => ({ id, lon, lat: 21.03 });
  const { xml } = osmFiles({
    nodes: [corner(1, 105.85), corner(2, 105.851)],
    ways: [{ id: 1, nodes: [1, 2], tags: { highway: 'residential', name: 'Phố Thử' } }],
  });

  it('shows what a file would bring, brings it, and takes it back', async () => {
    const path = join(folder, 'thanh-pho.osm');
    await writeFile(path, xml);
    const source = ['--source', 'thử'];
    expect(await runCommand('import-osm', path)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--source'),
    });
    const dry = await runCommand('import-osm', path, ...source, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(/It covers 0\.0 % of the city: 0 of 126 communes wholly/);
    expect(dry.out).toMatch(/would bring: roads, gazetteer, ground\n$/);
    const [taken, only] = [
      await runCommand('import-osm', path, ...source),
      await runCommand('import-osm', path, ...source, '--only', 'roads'),
    ];
    expect(taken.out).toMatch(/roads: version \d+ with 0\.1 [\s\S]*gazetteer: version \d+ with 1 /);
    expect(only.out).not.toContain('gazetteer');
    const lacking = await runCommand('import-osm', path, ...source, '--only', 'communes');
    expect(lacking.err).toBe(
      'No area matches a present commune. Check the column of codes or names in the file.\n',
    );
    expect(lacking.code).toBe(1);
    for (const back of ['import-osm', 'import-osm']) {
      expect((await runCommand(back, '--undo')).out).toMatch(/was taken back\.\n$/);
    }
    expect((await runCommand('import-osm', '--undo')).code).toBe(1);
  }, 60_000);
});
