import { describe, expect, it } from 'vitest';

import { closed, SETTINGS } from '#tests/features/questions/pattern-settings.ts';

import { nearNewPlaces, type ListingRow, type NearData } from './near-new-rules.ts';

const ALIKE = (one: string, other: string) => one === other;
const listing = (more: Partial<ListingRow> = {}): ListingRow => ({
  communeId: 1,
  pointId: 9,
  category: 'NN',
  listedOn: '2026-06-30',
  near: [],
  ...more,
});
const found = (data: Partial<NearData>, fits = ALIKE) =>
  nearNewPlaces({ listings: [listing()], closures: [], listed: [], ...data }, fits, SETTINGS);

describe('a new place', () => {
  const near = [
    { pointId: 4, category: 'KAR', eliminatedOn: '2026-06-20' },
    { pointId: 5, category: 'NN', eliminatedOn: '2026-04-01' },
    { pointId: 6, category: 'NN', eliminatedOn: '2026-03-31' },
  ];

  it('is a hit near a closure that is recent and fits, the first of them', () => {
    expect(found({ listings: [listing({ near })] })).toMatchObject([
      {
        communeId: 1,
        on: '2026-06-30',
        settledOn: '2026-06-30',
        hit: true,
        pointIds: [9],
        thenOn: '2026-04-01',
        otherPointId: 5,
      },
    ]);
  });

  it('is a hit up to the last of the days: 90, and not 91', () => {
    const last = near.slice(2);
    const [within, beyond] = found({
      listings: [
        listing({ listedOn: '2026-06-29', near: last }),
        listing({ listedOn: '2026-06-30', near: last }),
      ],
    });
    expect(within?.hit).toBe(true);
    expect(beyond).toMatchObject({ hit: false, thenOn: null, otherPointId: null });
  });

  it('is a hit on the day of the closure itself, and not before it', () => {
    const onDay = [{ pointId: 5, category: 'NN', eliminatedOn: '2026-06-30' }];
    const [before, same] = found({
      listings: [
        listing({ listedOn: '2026-06-29', near: onDay }),
        listing({ listedOn: '2026-06-30', near: onDay }),
      ],
    });
    expect(before?.hit).toBe(false);
    expect(same).toMatchObject({ hit: true, thenOn: '2026-06-30', otherPointId: 5 });
  });

  it('is asked which closed place it may be, and not the other way round', () => {
    const fits = (ofNew: string, ofClosed: string) => ofNew === 'NN' && ofClosed === 'KAR';
    expect(found({ listings: [listing({ near: near.slice(0, 1) })] }, fits)[0]?.hit).toBe(true);
  });
});

describe('the chance by which a new place lies near a closed one', () => {
  const standing = (communeId: number, places: number) => ({
    communeId,
    listedOn: '2020-01-01',
    places,
  });
  const weight = (data: Partial<NearData>) => found(data)[0]?.weight;

  it('is the share of the places of its commune that stood there, drawn to that of the city', () => {
    // 20 of 100 others stood near: of the city's closures too, so that nothing is drawn anywhere.
    const closures = [{ ...closed(1, '2026-06-01'), neighbours: 20 }];
    expect(weight({ closures, listed: [standing(1, 101)] })).toBeCloseTo(1 - Math.exp(-0.2), 12);
  });

  it('is greater in a denser commune, and grows with its closures', () => {
    const dense = { ...closed(1, '2026-06-01'), neighbours: 30 };
    const loose = { ...closed(2, '2026-06-01'), communeId: 2, neighbours: 1 };
    const listed = [standing(1, 101), standing(2, 101)];
    const listings = [listing(), listing({ communeId: 2 })];
    const [one, other] = found({ listings, closures: [dense, loose], listed });
    expect(one?.weight).toBeGreaterThan(5 * (other?.weight ?? 1));
    const twice = found({ listings, closures: [dense, { ...dense, pointId: 3 }, loose], listed });
    expect(twice[0]?.weight).toBeGreaterThan(1.5 * (one?.weight ?? 1));
  });

  it('counts no closure that is old, of another category, of the place itself, or that has come back', () => {
    const near = { ...closed(1, '2026-06-01'), neighbours: 30 };
    const listed = [standing(1, 101)];
    const none = [
      { ...near, eliminatedOn: '2026-03-31' },
      { ...near, eliminatedOn: '2026-07-01' },
      { ...near, category: 'KAR' },
      { ...near, pointId: 9 },
      { ...near, returnedOn: '2026-06-30' },
    ];
    for (const one of none) expect(weight({ closures: [one], listed })).toBe(0);
    expect(weight({ closures: [{ ...near, returnedOn: '2026-07-01' }], listed })).toBeGreaterThan(
      0,
    );
  });

  it('counts only places that stood there when it was closed', () => {
    const closures = [{ ...closed(1, '2026-06-01'), neighbours: 5 }];
    const later = { communeId: 1, listedOn: '2026-06-02', places: 1_000 };
    const before = weight({ closures, listed: [standing(1, 51)] });
    expect(weight({ closures, listed: [standing(1, 51), later] })).toBe(before);
  });
});
