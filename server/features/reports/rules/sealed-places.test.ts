import { describe, expect, it } from 'vitest';

import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { sealPlaces } from './seal-places.ts';

type Query = PlaceAnalysis['query'];
const PLACE = {
  commune: { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' as const },
  street: 'Hàng Bông',
};
function sealed(method: Query['method'], more: object = {}, query: Partial<Query> = {}) {
  return sealPlaces({
    query: {
      method,
      subject: 'recurrences',
      origin: null,
      per: 'checks',
      cell: 500,
      radius: 2_000,
      days: 60,
      ...query,
    },
    period: { from: '2026-01-01', to: '2026-03-31' },
    run: { definitions: 2, dataCutOff: '2026-04-01T00:00:00.000Z', seed: null, replicates: null },
    events: { all: 7, reported: 5, found: 2 },
    tested: 0,
    hotSpots: [],
    emerging: [],
    density: [],
    repeats: [],
    clusters: [],
    ...more,
  } as unknown as PlaceAnalysis);
}
const words = (method: Query['method'], query: Partial<Query> = {}) =>
  sealed(method, {}, query).parameters.map(({ word, value }) => [
    word,
    typeof value === 'object' ? value?.word : value,
  ]);

describe('the parameters of an analysis of places', () => {
  const about = ['about', 'about_recurrences'];

  it('are those that its method has', () => {
    expect(words('hot_spots')).toEqual([about, ['counted_as', 'per_checks'], ['cell_metres', 500]]);
    expect(words('emerging')).toEqual([about, ['cell_metres', 500]]);
    expect(words('near_repeat')).toEqual([about]);
    expect(words('scan')).toEqual([about, ['radius_metres', 2_000], ['most_days', 60]]);
    expect(words('density')).toEqual([about, ['cell_metres', 500], ['radius_metres', 2_000]]);
  });

  it('tell the source of signals', () => {
    expect(words('near_repeat', { subject: 'signals', origin: 'found' })).toEqual([
      ['about', 'about_signals'],
      ['origin', 'origin_found'],
    ]);
  });

  it('tell how chance was drawn, where it was', () => {
    const drawn = (seed: number | null, replicates: number | null) =>
      sealed('scan', { run: { definitions: 2, dataCutOff: null, seed, replicates } })
        .parameters.slice(3)
        .map(({ word, value }) => [word, value]);
    expect(drawn(5, 999)).toEqual([
      ['seed', 5],
      ['replicates', 999],
    ]);
    expect(drawn(0, 999)).toHaveLength(2);
    expect([drawn(null, 999), drawn(5, null)]).toEqual([[], []]);
  });
});

describe('the rows of an analysis of places', () => {
  it('of emerging places have the most events first', () => {
    const row = (events: number) => ({
      place: { ...PLACE, street: null },
      pattern: 'new',
      temperature: 'hot',
      events,
      checks: events + 1,
    });
    expect(sealed('emerging', { emerging: [row(2), row(9), row(4)] }).rows).toEqual(
      [9, 4, 2].map((events) => [
        'Phường Hoàn Kiếm',
        { word: 'new' },
        { word: 'hot' },
        events,
        events + 1,
      ]),
    );
  });

  it('of near repeats have distance, days, counts and the corrected chance', () => {
    const repeats = [
      { metres: 200, days: 14, observed: 5, expected: 2, ratio: 2.5, p: 0.001, adjustedP: 0.02 },
    ];
    expect(sealed('near_repeat', { repeats }).rows).toEqual([[200, 14, 5, 2, 2.5, 0.02]]);
  });

  it('of the density have named places only, and count the others as left out', () => {
    const density = [
      { place: PLACE, density: 3 },
      { place: null, density: 9 },
      { place: { commune: null, street: 'Hàng Gai' }, density: 5 },
    ];
    const { rows, rowsLeftOut } = sealed('density', { density });
    expect(rows).toEqual([
      ['Hàng Gai', 5],
      ['Hàng Bông, Phường Hoàn Kiếm', 3],
    ]);
    expect(rowsLeftOut).toBe(1);
  });

  it('of hot places are telling up to a chance of 5 %, of equal ones the hotter first', () => {
    const square = (events: number, z: number, adjustedP: number) => ({
      place: null,
      events,
      checks: 1,
      z,
      adjustedP,
    });
    const hotSpots = [
      square(1, 2, 0.05),
      square(2, 2, 0.051),
      square(0, -2, 0.05),
      square(0, -2, 0.06),
      square(3, 3, 0.05),
    ];
    const { rows } = sealed('hot_spots', { hotSpots, tested: 5 });
    expect(rows.map(([, finding, events]) => [finding, events])).toEqual([
      [{ word: 'hot' }, 3],
      [{ word: 'hot' }, 1],
      [{ word: 'cold' }, 0],
      [{ word: 'ordinary' }, 2],
    ]);
  });

  it('are of the days and data of the analysis', () => {
    expect(sealed('scan')).toMatchObject({
      from: '2026-01-01',
      to: '2026-03-31',
      dataCutOff: '2026-04-01T00:00:00.000Z',
      definitions: 2,
      n: [{ what: 'events', count: 7 }],
      rowsLeftOut: 0,
    });
  });
});
