import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { recordsAndPeriod } from '#tests/support/engine/engine-arbitraries.ts';
import { finished } from '#tests/support/engine/finished.ts';
import { naiveMatches } from '#tests/support/engine/naive-engine.ts';
import { reached } from '#tests/support/reached.ts';

import { buildEngine } from './engine-builder.ts';
import { enteredPoints } from './entered-points.ts';

const SMALL = { leafPoints: 4 };

describe('the points that came into a filter', () => {
  it('are those that match now and that reading the records did not find before', () => {
    const shares = { 'some point came in': 0.3, 'some point had been there': 0.05 };
    reached(shares, (seen) => {
      fc.assert(
        fc.property(recordsAndPeriod, ({ records, query }) => {
          const { happened: _, ...now } = query;
          const before = { ...now, asOf: now.asOf - 40, knownAt: now.asOf - 40 };
          const earlier = naiveMatches(records, before);
          const present = [...naiveMatches(records, now).keys()];
          const entered = present.filter((id) => !earlier.has(id)).toSorted((a, b) => a - b);
          seen('some point came in', entered.length > 0);
          seen('some point had been there', entered.length < present.length);
          const engine = buildEngine(records, SMALL);
          expect(finished(enteredPoints(engine, { now, before }, 1_000))).toEqual({
            total: entered.length,
            ids: entered,
          });
          expect(finished(enteredPoints(engine, { now, before }, 1))).toEqual({
            total: entered.length,
            ids: entered.slice(0, 1),
          });
        }),
        { numRuns: 150 },
      );
    });
  });
});
