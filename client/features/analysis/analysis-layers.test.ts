import { describe, expect, it } from 'vitest';

import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { foremostBox, placeFeatures } from './place-layers.ts';
import { rateClasses, rateLayer } from './rate-layers.ts';

const NOTHING = {
  hotSpots: [],
  emerging: [],
  density: [],
  clusters: [],
  links: [],
} as unknown as PlaceAnalysis;
/** A square of a hundredth of a degree. */
const square = (west: number): [number, number][] => [
  [west, 21],
  [west + 0.01, 21],
  [west + 0.01, 21.01],
  [west, 21.01],
  [west, 21],
];
const hot = (west: number, z: number, adjustedP: number, events = 1) =>
  ({ ring: square(west), z, adjustedP, events }) as PlaceAnalysis['hotSpots'][number];
const tonesOf = (result: Partial<PlaceAnalysis>) =>
  placeFeatures({ ...NOTHING, ...result }).features.map(
    ({ properties }) => properties?.['tone'] as string,
  );

describe('the marks of an analysis on the map', () => {
  it('are hot or cold below 5 %, and neither from there on', () => {
    const hotSpots = [hot(105, 3, 0.049), hot(105, -3, 0.049), hot(105, 3, 0.05)];
    expect(tonesOf({ hotSpots })).toEqual(['hot', 'cold', 'none']);
    const clusters = [0.049, 0.05].map((p) => ({ ring: square(105), p }));
    expect(tonesOf({ clusters: clusters as PlaceAnalysis['clusters'] })).toEqual(['hot', 'none']);
  });

  it('are as strong as their share of the greatest density', () => {
    const density = [2, 8, 0].map((one) => ({ ring: square(105), density: one, place: null }));
    const shares = (given: typeof density) =>
      placeFeatures({ ...NOTHING, density: given }).features.map(
        ({ properties }) => properties?.['share'] as number,
      );
    expect(shares(density)).toEqual([0.25, 1, 0]);
    expect(shares(density.slice(2))).toEqual([0]);
  });

  it('are a line and a dot for each pair', () => {
    const links = [{ from: [105, 21], to: [105.1, 21.1] }] as PlaceAnalysis['links'];
    const { features } = placeFeatures({ ...NOTHING, links });
    expect(features.map(({ geometry }) => geometry)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [105, 21],
          [105.1, 21.1],
        ],
      },
      { type: 'Point', coordinates: [105, 21] },
    ]);
  });
});

describe('the box that the map opens with', () => {
  const boxOf = (result: Partial<PlaceAnalysis>) =>
    foremostBox({ ...NOTHING, ...result })?.map((degrees) => Math.round(degrees * 100) / 100);

  it('holds the significant squares, or else those where something happened', () => {
    const hotSpots = [hot(105, 3, 0.01), hot(106, 1, 0.5), hot(107, 0, 1, 0)];
    expect(boxOf({ hotSpots })).toEqual([105, 21, 105.01, 21.01]);
    expect(boxOf({ hotSpots: hotSpots.slice(1) })).toEqual([106, 21, 106.01, 21.01]);
  });

  it('holds both ends of a pair, and is none without anything to show', () => {
    const links = [{ from: [105, 21], to: [105.1, 21.2] }] as PlaceAnalysis['links'];
    expect(boxOf({ links })).toEqual([105, 21, 105.1, 21.2]);
    expect(foremostBox(NOTHING)).toBeNull();
  });
});

describe('the classes of rates', () => {
  it('hold about as many communes each, from the least to the greatest rate', () => {
    const rates = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
    expect(rateClasses(rates, 'light')).toEqual([
      { colour: '#e4f0f1', from: 0, to: 2 },
      { colour: '#b9d9d8', from: 2, to: 4 },
      { colour: '#86bdbb', from: 4, to: 6 },
      { colour: '#4b9996', from: 6, to: 8 },
      { colour: '#0f6e6e', from: 8, to: 10 },
    ]);
  });

  it('begin with a rate that a commune has', () => {
    const classes = rateClasses([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 'light');
    expect(classes.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 3],
      [3, 5],
      [5, 7],
      [7, 9],
    ]);
  });

  it('are fewer where rates are alike, and reach from the lightest to the darkest all the same', () => {
    expect(rateClasses([0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 9], 'light')).toEqual([
      { colour: '#e4f0f1', from: 0, to: 5 },
      { colour: '#0f6e6e', from: 5, to: 9 },
    ]);
    expect(rateClasses([], 'light').length).toBeLessThanOrEqual(1);
  });

  it('give a commune on an edge the colour of the upper class', () => {
    const classes = [
      { colour: 'pale', from: 0, to: 2 },
      { colour: 'full', from: 2, to: 4 },
    ];
    const { paint } = rateLayer(
      new Map([
        ['00070', 2],
        ['09700', 1.9],
        ['00082', 4],
      ]),
      classes,
    ) as { paint: { 'fill-color': unknown } };
    expect(paint['fill-color']).toEqual([
      'match',
      ['get', 'code'],
      '00070',
      'full',
      '09700',
      'pale',
      '00082',
      'full',
      'transparent',
    ]);
    expect(rateLayer(new Map(), classes)).toMatchObject({ paint: { 'fill-color': 'transparent' } });
  });
});
