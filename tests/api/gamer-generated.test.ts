import { it } from 'vitest';

import { expectNoPath, LONGEST, OF_A_KIND } from '#tests/support/gamer/expect-no-path.ts';

// A file of its own: it runs beside that of the demonstration.
it(
  `nobody betters a figure alone and unseen in ${OF_A_KIND} random sequences in a generated city`,
  () => expectNoPath('generated'),
  LONGEST,
);
