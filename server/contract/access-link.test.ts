import { expect, it } from 'vitest';

import { needsSecondAdministrator } from './access-link.ts';

const LINK = { removesSecondFactor: false, mailed: false, secondFactor: false, demo: false };

it.each([
  ['seen by the administrator who makes it', {}, true],
  ['that goes to its person by mail', { mailed: true }, false],
  ['behind which a second factor is asked for', { secondFactor: true }, false],
  [
    'by mail, of an account with a second factor that it removes',
    { removesSecondFactor: true, mailed: true, secondFactor: true },
    true,
  ],
  ['in the demonstration', { removesSecondFactor: true, demo: true }, false],
])('a link %s needs a second administrator or none', (_, link, needed) => {
  expect(needsSecondAdministrator({ ...LINK, ...link })).toBe(needed);
});
