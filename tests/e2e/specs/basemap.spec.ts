import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startServer } from '#tests/e2e/server-process.ts';
import { test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { inventedArchive } from '#tests/support/pmtiles-archive.ts';

/** The tile that holds the city at zoom 8. */
const CITY_TILE = { z: 8, x: 203, y: 112 };

test('an operator’s archive lies under the points, and says whose it is', async ({ people }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'diaban-basemap-'));
  const archive = join(folder, 'ground.pmtiles');
  writeFileSync(archive, inventedArchive(CITY_TILE));
  const server = await startServer(join(folder, 'data'), {
    environment: { DIABAN_BASEMAP_PMTILES: archive },
  });
  try {
    const analyst = await people.stranger({ baseURL: server.url });
    await analyst.open('/sign-in');
    await analyst.signsIn('analyst');
    await analyst.map.settled();
    await analyst.map.expectBasemapOf('Nền thử, hư cấu');
    await analyst.look.screenshot('basemap');
    await analyst.expectNoNotice(words.map.basemapFailed);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
