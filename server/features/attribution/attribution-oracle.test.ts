import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DatedCommune } from '#server/contract/attribution.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { naiveAttribution } from '#tests/support/naive-attribution.ts';
import { reached } from '#tests/support/reached.ts';

import { attribute, type AttributionFacts, type ReceivingPart } from './rules.ts';

const MERGER = '2025-07-01';
/** Days around the merger, so near to each other that many of them meet. */
const day = fc.integer({ min: -4, max: 6 }).map((days) => addDays(MERGER, days));
const commune = (id: number, validFrom: IsoDate, validTo: IsoDate | null): DatedCommune => ({
  id,
  code: `0010${id}`,
  validFrom,
  validTo,
  name: `Phường ${id}`,
  type: 'phuong',
});
const COMMUNES = [
  commune(1, '2025-01-01', MERGER),
  commune(2, '2025-01-01', MERGER),
  commune(3, MERGER, null),
  commune(4, MERGER, null),
  commune(5, '2025-01-01', null),
];

/** A part that waits, was answered, or passed to the commune that follows, each on or after the day of its question. */
const part = (of: DatedCommune): fc.Arbitrary<ReceivingPart> =>
  fc
    .record({
      attempt: fc.constantFrom(1, 2, 2, 2),
      state: fc.constantFrom(
        'pending' as const,
        'confirmed' as const,
        'confirmed' as const,
        'recorded' as const,
        'successor_asked' as const,
        'cancelled' as const,
      ),
      proposedOn: day,
      after: fc.nat(4),
      lapses: fc.boolean(),
    })
    .map(({ attempt, state, proposedOn, after, lapses }) => {
      const follows = of.validFrom === MERGER;
      const on = follows && proposedOn < MERGER ? MERGER : proposedOn;
      return {
        attempt,
        commune: of,
        state,
        successor: follows ? ('after_handover' as const) : null,
        proposedOn: on,
        answeredOn: state === 'confirmed' ? addDays(on, after) : null,
        // Who follows is asked on the day on which the commune ends, or later.
        lapsedOn:
          lapses && of.validTo !== null && on <= of.validTo ? addDays(of.validTo, after) : null,
      };
    });

const facts: fc.Arbitrary<AttributionFacts> = fc
  .record({
    recurredOn: day,
    handedOverOn: fc.option(day, { freq: 8 }),
    parts: fc
      .subarray(COMMUNES, { minLength: 1, maxLength: 3 })
      .chain((chosen) => fc.tuple(...chosen.map(part))),
    touched: fc.subarray(COMMUNES, { minLength: 1, maxLength: 2 }),
  })
  .map(({ touched, ...more }) => ({
    ...more,
    touched: touched.map((one, at) => ({ commune: one, lead: at === 0, chosen: false })),
    near: [],
    communeUncertain: false,
  }));

describe('whose a recurrence is', () => {
  it('is what follows from who held the place, day by day', () => {
    const bases = {
      received: 0.02,
      successor_received: 0.02,
      successor_by_area: 0.2,
      not_received: 0.1,
      'came back on a day on which somebody answered or ended': 0.05,
    };
    reached(bases, (seen) => {
      fc.assert(
        fc.property(facts, (given) => {
          const { basis, owners } = attribute(given);
          const expected = naiveAttribution(given);
          for (const one of ['received', 'successor_received', 'successor_by_area'] as const) {
            seen(one, basis === one);
          }
          seen('not_received', basis === 'not_received');
          seen(
            'came back on a day on which somebody answered or ended',
            given.parts.some(({ answeredOn, lapsedOn, commune: { validTo } }) =>
              [answeredOn, lapsedOn, validTo].includes(given.recurredOn),
            ),
          );
          const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);
          expect({ basis, owners: sorted(owners.map(({ id }) => id)) }).toEqual({
            ...expected,
            owners: sorted(expected.owners),
          });
        }),
        { numRuns: 2_000 },
      );
    });
  });
});
