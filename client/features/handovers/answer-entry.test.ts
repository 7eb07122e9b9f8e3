import { expect, it } from 'vitest';

import { sampleHandover, samplePoint } from '#tests/support/points/sample-point.ts';

import { answerItem } from './answer-entry.ts';

it('an answer counts the other communes that have not answered, and takes the closure of its own cycle', () => {
  const part = sampleHandover({ id: 12, cycle: 2 });
  const cycle = { openedOn: '2026-01-10', openedBy: 'recognised', handedOverOn: null } as const;
  const point = samplePoint({
    cycles: [
      { ...cycle, number: 1, eliminatedOn: '2026-01-20' },
      { ...cycle, number: 2, eliminatedOn: '2026-02-25' },
    ],
    handovers: [
      part,
      sampleHandover({ id: 13, cycle: 2 }),
      sampleHandover({ id: 14, cycle: 2, state: 'confirmed' }),
    ],
  });
  expect(answerItem(point, part)).toMatchObject({
    id: 12,
    handover: { othersPending: 1, eliminatedOn: '2026-02-25' },
  });
});
