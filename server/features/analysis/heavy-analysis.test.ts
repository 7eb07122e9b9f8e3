import { describe, expect, it } from 'vitest';

import { CLOSURE_COLUMNS } from '#server/closed-places/closures.ts';
import { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { SurvivalQuery } from '#server/contract/survival.ts';
import { seededRandom } from '#server/generator/random.ts';
import { threadTime } from '#tests/support/timing.ts';

import { analyse } from './read-heavy-analysis.ts';

const random = seededRandom(7);
const column = (length: number, value: (at: number) => number) =>
  Float64Array.from({ length }, (_, at) => value(at));

/** Closures of two kinds, each with or without a recurrence, in the columns of `Closures`. */
function curvesGiven(closures: number) {
  const rows = new Int32Array(closures * CLOSURE_COLUMNS);
  for (let at = 0; at < closures; at += 1) {
    const eliminated = 18_000 + random.below(2_000);
    const ended = random.next() < 0.4 ? eliminated + 1 + random.below(900) : 0;
    const row = [at % 2, eliminated, ended, ended > 0 ? 1 : 0, 1 + (at % 3), 0, 0, -1, at + 1, 0];
    rows.set(row, at * CLOSURE_COLUMNS);
  }
  const group = (category: string) => ({ category, way: 'raid', name: `${category} raid` });
  return {
    closures: { rows, groups: [group('KAR'), group('BAR')] },
    asOf: '2026-11-27',
    codes: new Map([1, 2, 3].map((id) => [id, `0000${id}`] as const)),
    query: SurvivalQuery.parse({ by: 'category' }),
    names: new Map<string, string>(),
    mostCurves: 8,
  };
}

/** Events around places of some square kilometres. */
function placesGiven(method: string, { places, events, replicates = 99 }: Record<string, number>) {
  const around = (length = 0) => ({
    longitudes: column(length, () => 105.8 + random.next() / 10),
    latitudes: column(length, () => 21 + random.next() / 10),
  });
  return {
    places: { ...around(places), checks: column(places ?? 0, () => random.below(3)) },
    events: {
      ...around(events),
      days: column(events ?? 0, () => 20_000 + random.below(300)),
      origins: column(events ?? 0, () => 0),
    },
    period: { from: '2024-10-04', to: '2025-07-31' },
    query: PlaceAnalysisQuery.parse({ method, replicates, seed: 3 }),
  };
}

// A thread takes a second to start from sources, and many times that on a machine busy with other tests.
describe('an analysis of the whole register', { timeout: 120_000 }, () => {
  it('gives in a thread what it gives at once', async () => {
    const curves = curvesGiven(600);
    expect(await analyse('curves', curves, { rows: Infinity })).toEqual(
      await analyse('curves', curves, { rows: 0 }),
    );
    for (const method of ['hot_spots', 'emerging', 'density', 'near_repeat', 'scan']) {
      const given = placesGiven(method, { places: 500, events: 60 });
      expect(await analyse('places', given, { rows: Infinity })).toEqual(
        await analyse('places', given, { rows: 0 }),
      );
    }
  });

  it.each([
    ['curves', 'curves', curvesGiven(60_000)],
    ['hot spots', 'places', placesGiven('hot_spots', { places: 60_000, events: 5_000 })],
  ] as const)('takes the time of its thread, not of the server: %s', async (_, name, given) => {
    const here = await threadTime(() => analyse(name, given, { rows: 0 }));
    const handOver = () => threadTime(() => analyse(name, given, { rows: Infinity }));
    let beside = await handOver();
    // A collection of garbage may fall into one or two, but not into three.
    for (let tries = 1; tries < 3 && beside >= here / 3; tries += 1) beside = await handOver();
    expect(beside).toBeLessThan(here / 3);
  });

  it('tells how far it is, and stops when told to', async () => {
    const shares: number[] = [];
    const cancel = new AbortController();
    const report = (share: number) => {
      shares.push(share);
      if (shares.length > 3) cancel.abort(new Error('cancelled by the test'));
    };
    const given = placesGiven('near_repeat', { places: 10, events: 60, replicates: 999 });
    const watch = { signal: cancel.signal, report };
    await expect(analyse('places', given, { rows: Infinity, watch })).rejects.toThrow(
      'cancelled by the test',
    );
  });
});
