import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { INVENTED_ROAD, inventedArchive } from '#tests/support/files/pmtiles-archive.ts';

/** The tile that holds the city at zoom 8. */
const CITY_TILE = { z: 8, x: 203, y: 112 };

const test = base.extend({
  environment: async ({}, run) => {
    const folder = mkdtempSync(join(tmpdir(), 'diaban-basemap-'));
    const archive = join(folder, 'ground.pmtiles');
    writeFileSync(archive, inventedArchive(CITY_TILE));
    await run({ DIABAN_BASEMAP_PMTILES: archive });
    rmSync(folder, { recursive: true, force: true });
  },
});

test('an operator’s archive lies under the points with its names, and says whose it is', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  await analyst.open('/?at=105.85,21.03&z=14');
  await analyst.map.settled();
  await analyst.map.expectBasemapOf('Nền thử, hư cấu');
  await analyst.map.expectStreet(INVENTED_ROAD);
  await analyst.look.screenshot('basemap');
  await analyst.expectNoNotice(words.map.basemapFailed);
});
