import { describe, expect, it } from 'vitest';

import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';
import { SealedAnalysis } from '#server/contract/report-analysis.ts';

import { sealPlaces } from './seal-places.ts';

const HERE = { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' as const };
const RING: [number, number][] = [
  [105.85, 21.03],
  [105.86, 21.03],
  [105.86, 21.04],
];
const NAMED = { commune: HERE, street: 'Hàng Bông' };

function result(method: PlaceAnalysis['query']['method'], more: object): PlaceAnalysis {
  return {
    query: {
      method,
      subject: 'recurrences',
      origin: null,
      per: 'count',
      cell: 1_000,
      radius: 2_000,
      days: 60,
    },
    period: { from: '2026-01-01', to: '2026-03-31' },
    run: { definitions: 2, dataCutOff: null, seed: null, replicates: null },
    events: { all: 7, reported: 7, found: 0 },
    checks: 3,
    tested: 40,
    refused: null,
    change: null,
    hotSpots: [],
    emerging: [],
    density: [],
    repeats: [],
    links: [],
    clusters: [],
    ...more,
  };
}
const hot = (events: number, z: number, adjustedP: number) => ({
  ring: RING,
  events,
  checks: 1,
  place: NAMED,
  z,
  p: adjustedP,
  adjustedP,
  value: events,
});

describe('an analysis of places in a report', () => {
  it('has a row for each square that tells something, hot and cold by their sign', () => {
    const given = result('hot_spots', {
      hotSpots: [hot(0, 0.1, 0.9), hot(1, 0.4, 0.6), hot(5, 3, 0.01), hot(0, -3, 0.04)],
    });
    const sealed = sealPlaces(given);
    expect(sealed.rows.map(([, finding, events]) => [finding, events])).toEqual([
      [{ word: 'hot' }, 5],
      [{ word: 'cold' }, 0],
      [{ word: 'ordinary' }, 1],
    ]);
    expect(sealed.rowsLeftOut).toBe(37);
    expect(sealed.n).toEqual([{ what: 'events', count: 7 }]);
  });

  it('names street and commune and never a position', () => {
    const clusters = [
      {
        centre: RING[0],
        ring: RING,
        radius: 400,
        places: 3,
        from: '2026-02-01',
        cases: 4,
        expected: 0.8,
        logLikelihoodRatio: 5,
        p: 0.01,
        recurrenceDays: 99.6,
        place: NAMED,
      },
    ];
    const sealed = sealPlaces(result('scan', { clusters }));
    expect(sealed.rows).toEqual([
      ['Hàng Bông, Phường Hoàn Kiếm', '2026-02-01', 4, 0.8, 3, 400, 100],
    ]);
    expect(JSON.stringify(sealed)).not.toContain('105.8');
  });

  it('ends after thirty rows and says how many are left out', () => {
    const density = Array.from({ length: 50 }, (_, at) => ({
      ring: RING,
      density: at,
      place: NAMED,
    }));
    const sealed = sealPlaces(result('density', { density }));
    expect(sealed.rows).toHaveLength(30);
    expect(sealed.rows[0]?.[1]).toBe(49);
    expect(sealed.rowsLeftOut).toBe(20);
  });

  it.each(['hot_spots', 'emerging', 'near_repeat', 'scan', 'density'] as const)(
    'is what the contract says, also where nothing was found: %s',
    (method) => {
      const sealed = sealPlaces(result(method, {}));
      expect(SealedAnalysis.parse(sealed)).toEqual(sealed);
      expect(sealed.rowsLeftOut).toBeGreaterThanOrEqual(0);
    },
  );
});
