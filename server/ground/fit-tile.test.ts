import { describe, expect, it } from 'vitest';

import { featuresOf } from '#tests/support/files/ground-features.ts';

import { fitTile } from './fit-tile.ts';
import type { ShapeProperties } from './shape.ts';
import type { TileThing } from './tile-things.ts';
import { keptRank } from './zoom-rules.ts';

function properties(layer: ShapeProperties['layer'], known: string, name: string | null = null) {
  return { layer, class: known, name, bridge: false, tunnel: false, rank: null };
}

/** The same pseudo-random places each time. */
function drawn(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * below);
  };
}

/** Houses of every size, paths, service roads, ponds and streets, far more than fit into a tile. */
function denseThings(): TileThing[] {
  const pick = drawn(7);
  const house = properties('buildings', '');
  const houses = Array.from({ length: 20_000 }, (): TileThing => {
    const [x, y, size] = [pick(4_096), pick(4_096), 4 + pick(40)];
    const paths = [[x, y, x + size, y + pick(4), x + size, y + size, x, y + size]];
    return { properties: house, kind: 'area', paths, rank: keptRank(house), size: size * size };
  });
  const lines = (known: string, count: number) =>
    Array.from({ length: count }, (_, index): TileThing => {
      const paths = [Array.from({ length: 8 }, () => pick(4_096))];
      const shown = properties('streets', known, `Phố ${known} ${index}`);
      return { properties: shown, kind: 'line', paths, rank: keptRank(shown), size: index };
    });
  return [...houses, ...lines('path', 3_000), ...lines('service', 2_000), ...lines('primary', 300)];
}

const count = (bytes: Uint8Array, wanted: string) =>
  featuresOf(bytes).filter(
    ({ layer, properties: { class: known } }) => layer === wanted || known === wanted,
  ).length;

describe('a tile that is too large', () => {
  const things = denseThings();

  it('leaves out houses first, then paths, then service roads, and keeps large streets', () => {
    const { bytes, left } = fitTile(things);
    expect(bytes.length).toBeLessThanOrEqual(60_000);
    expect(bytes.length).toBeGreaterThan(50_000);
    expect(left).toBeGreaterThan(20_000);
    expect(count(bytes, 'primary')).toBe(300);
    expect(count(bytes, 'service')).toBeGreaterThan(0);
    expect(count(bytes, 'service') < 2_000 ? count(bytes, 'path') : 0).toBe(0);
    expect(count(bytes, 'buildings')).toBe(0);
  });

  it('keeps the large houses where some fit', () => {
    const houses = things.filter(({ properties: { layer } }) => layer === 'buildings');
    const { bytes, left } = fitTile(houses);
    expect(bytes.length).toBeLessThanOrEqual(60_000);
    const rings = featuresOf(bytes).flatMap(({ paths }) => paths);
    expect(rings).toHaveLength(houses.length - left);
    const width = (ring: { x: number }[]) =>
      Math.max(...ring.map(({ x }) => x)) - Math.min(...ring.map(({ x }) => x));
    const smallest = Math.min(...rings.map(width));
    const larger = houses.filter(({ size }) => size > smallest ** 2);
    expect(larger.length).toBeLessThanOrEqual(rings.length);
  });

  it('is the same bytes for the same things', () => {
    expect(fitTile(things)).toEqual(fitTile([...things]));
  });

  it('stays whole while it fits', () => {
    const few = things.slice(0, 100);
    const { bytes, left } = fitTile(few);
    expect(left).toBe(0);
    expect(featuresOf(bytes).flatMap(({ paths }) => paths)).toHaveLength(100);
  });

  it('may end up empty, never too large', () => {
    const { bytes, left } = fitTile(things, 40);
    expect(bytes.length).toBeLessThanOrEqual(40);
    expect(left).toBe(things.length);
  });
});
