import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { SCREENS } from '#tests/e2e/screens.ts';
import { PROJECT_ROOT } from '#tests/e2e/server-process.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { SHARP } from '#tests/e2e/unpainted-maps.ts';

const LARGEST_BYTES = 500_000;
const viewport = { width: 1280, height: 800 };

/** The README shows committed pictures; `DIABAN_UPDATE_PICTURES=1` takes them anew. */
const folder = join(PROJECT_ROOT, 'tests', 'e2e', 'pictures');

test.use({ ...SHARP, loadsAhead: true });

test.describe('the pictures of the README', () => {
  for (const name of ['map', 'point']) {
    test(`show the ${name} and stay small`, async ({ people }) => {
      const screen = SCREENS.find((candidate) => candidate.name === name);
      const analyst = await people.as('analyst', { viewport });
      await screen?.show(analyst);
      // With its letters and its counters, which come after the first screen.
      await analyst.hasLoadedAhead();
      if (name === 'point') await analyst.point.looksAtLife();
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await analyst.look.picture(path);
      expect(statSync(path).size).toBeLessThan(LARGEST_BYTES);
    });
  }
});
