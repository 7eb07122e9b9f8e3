import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Density } from '#server/contract/density.ts';
import { people, proposed, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const BOX = '105.83,21.02,105.87,21.05';
const PLACES = 32;

describe('the density of places', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
    for (let place = 0; place < PLACES; place += 1) {
      const coordinates = [105.85 + (place % 8) * 0.0001, 21.032 + Math.floor(place / 8) * 0.0001];
      await proposed(by, { geometry: { type: 'Point', coordinates } });
    }
  });
  afterAll(() => test.close());

  const density = async (query: string) => {
    const response = await by.analyst.get(`/api/density?${query}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Density;
  };

  it('adds up to the places of the box, and is highest where they are', async () => {
    const { places, radiusMetres, grid } = await density(`bbox=${BOX}`);
    expect({ places, radiusMetres }).toEqual({ places: PLACES, radiusMetres: 500 });
    if (grid === null) throw new Error('no grid');
    const { columns, rows, bounds, values, peak } = grid;
    expect(values).toHaveLength(columns * rows);
    const [west, south, east, north] = bounds;
    const kilometres = (degrees: number, latitude: number) =>
      degrees * 111.32 * Math.cos((latitude * Math.PI) / 180);
    const cell =
      kilometres((east - west) / columns, 21.035) * kilometres((north - south) / rows, 0);
    const sum = values.reduce((total, value) => total + value * cell, 0);
    expect(sum).toBeGreaterThan(PLACES * 0.97);
    expect(sum).toBeLessThan(PLACES * 1.03);
    const highest = values.indexOf(peak);
    const longitude = west + (((highest % columns) + 0.5) * (east - west)) / columns;
    const latitude = south + ((Math.floor(highest / columns) + 0.5) * (north - south)) / rows;
    expect(longitude).toBeCloseTo(105.8504, 2);
    expect(latitude).toBeCloseTo(21.0322, 2);
  });

  it('is refused below a number that it states, with where that number comes from', async () => {
    const few = await density(`bbox=${BOX}&status=active`);
    expect(few).toMatchObject({ places: 0, fewest: 30, grid: null });
    expect(few.origin).not.toBe('');
  });

  it('is shown from just that number on', async () => {
    const { sql } = test.database;
    const shownFrom = async (fewest: number) => {
      await sql`update setting set value = ${sql.json({ fewest })} where key = 'map.density'`;
      return (await density(`bbox=${BOX}`)).grid !== null;
    };
    expect([await shownFrom(PLACES), await shownFrom(PLACES + 1)]).toEqual([true, false]);
    await shownFrom(30);
  });

  it('takes in places beside the box, and counts none of them', async () => {
    // The places lie 40 m and more to the west of this box, and within its radius of 200 m.
    const beside = await density('bbox=105.8512,21.0310,105.8712,21.0340');
    expect(beside).toMatchObject({ places: 0, radiusMetres: 200, grid: null });
  });

  it('is smoothed the wider, the larger the box is', async () => {
    const radius = async (bbox: string) => (await density(`bbox=${bbox}`)).radiusMetres;
    expect(await radius('105.849,21.031,105.852,21.034')).toBe(50);
    expect(await radius('105.8,21,105.9,21.1')).toBe(1_000);
    expect(await radius('105.3,20.6,106,21.3')).toBe(5_000);
  });

  it('has values of three decimals', async () => {
    const { places, grid } = await density('bbox=105.8495,21.0315,105.8515,21.0335');
    expect(places).toBe(PLACES);
    expect(grid?.values.every((value) => Number(value.toFixed(3)) === value)).toBe(true);
  });

  it('needs a box', async () => {
    await expectProblem(await by.analyst.get('/api/density'), 'request.invalid');
  });
});
