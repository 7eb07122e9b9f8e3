import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { SCREENS } from '#tests/e2e/screens.ts';
import { OUTPUT, PROJECT_ROOT } from '#tests/e2e/server-process.ts';
import { expect, test } from '#tests/e2e/test.ts';

const LARGEST_BYTES = 400_000;
const viewport = { width: 1280, height: 800 };

/** The README shows committed pictures; they are replaced only when somebody asks for it. */
const folder =
  process.env['DIABAN_UPDATE_PICTURES'] === '1'
    ? join(PROJECT_ROOT, 'tests', 'e2e', 'pictures')
    : join(OUTPUT, 'readme');

test.describe('the pictures of the README', () => {
  for (const name of ['map', 'point']) {
    test(`show the ${name} and stay small`, async ({ people }) => {
      const screen = SCREENS.find((candidate) => candidate.name === name);
      const analyst = await people.as('analyst', { viewport });
      await screen?.show(analyst);
      if (name === 'point') await analyst.point.looksAtLife();
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await analyst.look.picture(path);
      expect(statSync(path).size).toBeLessThan(LARGEST_BYTES);
    });
  }
});
