import { describe, expect, it } from 'vitest';
import type * as z from 'zod';

import { ComparisonQuery } from './comparison.ts';
import { NeighbourQuery } from './neighbour.ts';
import { PlaceAnalysisQuery } from './place-analysis.ts';
import {
  CompatibilityValue,
  FlagValue,
  NewRematch,
  RadiusValue,
  WindowValue,
} from './signal-parameters.ts';
import { NewPointOfSignalBody, SignalQuery } from './signal.ts';
import { SurvivalQuery } from './survival.ts';

const RADIUS = {
  business: 5_000,
  public_area: 5_000,
  vicinityFactor: 3,
  exactMetres: 0,
  unknownErrorMetres: 15,
};
const WINDOW = { graceDays: 0, windowDays: 3_650, figureDays: [365] };
const FLAG = { expiryDays: 90, undoMinutes: 60 };
const PLACES = { method: 'scan' };

type Limit = readonly [
  schema: z.ZodType,
  given: object,
  field: string,
  least: number,
  most: number,
];
const LIMITS: readonly Limit[] = [
  [RadiusValue, RADIUS, 'business', 1, 5_000],
  [RadiusValue, RADIUS, 'public_area', 1, 5_000],
  [RadiusValue, RADIUS, 'vicinityFactor', 1, 10],
  [RadiusValue, RADIUS, 'exactMetres', 0, 5_000],
  [RadiusValue, RADIUS, 'unknownErrorMetres', 0, 5_000],
  [WindowValue, WINDOW, 'graceDays', 0, 90],
  [WindowValue, WINDOW, 'windowDays', 1, 3_650],
  [FlagValue, FLAG, 'expiryDays', 7, 730],
  [FlagValue, FLAG, 'undoMinutes', 0, 1_440],
  [PlaceAnalysisQuery, PLACES, 'cell', 250, 5_000],
  [PlaceAnalysisQuery, PLACES, 'radius', 100, 5_000],
  [PlaceAnalysisQuery, PLACES, 'days', 7, 180],
  [PlaceAnalysisQuery, PLACES, 'replicates', 99, 9_999],
  [PlaceAnalysisQuery, PLACES, 'seed', 0, 2_147_483_647],
  [SignalQuery, {}, 'limit', 1, 500],
  [NeighbourQuery, { pointId: 7 }, 'errorMetres', 0, 20_000],
];

const accepts = (schema: z.ZodType, given: unknown) => schema.safeParse(given).success;

describe('the limits of numbers', () => {
  it.each(
    LIMITS.map(([schema, given, field, least, most]) => ({ schema, given, field, least, most })),
  )('$field from $least to $most', ({ schema, given, field, least, most }) => {
    const tried = [least - 1, least, most, most + 1];
    expect(tried.map((value) => accepts(schema, { ...given, [field]: value }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('measures that must fit each other', () => {
  it('the same premises end within the smaller radius, and the grace before the window', () => {
    const radius = (exactMetres: number) => ({
      ...RADIUS,
      business: 60,
      public_area: 40,
      exactMetres,
    });
    expect([40, 40.1].map((metres) => accepts(RadiusValue, radius(metres)))).toEqual([true, false]);
    const turned = { ...radius(40.1), business: 40, public_area: 60 };
    expect(accepts(RadiusValue, turned)).toBe(false);
    const window = (graceDays: number) => ({ ...WINDOW, graceDays, windowDays: 30 });
    expect([29, 30].map((days) => accepts(WindowValue, window(days)))).toEqual([true, false]);
  });

  it('groups have codes and categories of their own, and are compatible with groups that exist', () => {
    const group = (code: string, ...categories: string[]) => ({
      code,
      name: 'Nhóm',
      nameEn: 'Group',
      categories,
    });
    const given = (groups: object[], compatible: string[][] = []) =>
      accepts(CompatibilityValue, { groups, compatible });
    const two = [group('lodging', 'KS', 'NN'), group('music', 'KAR')];
    expect(given(two, [['music', 'lodging']])).toBe(true);
    expect(given([group('lodging', 'KS'), group('lodging', 'NN')])).toBe(false);
    expect(given([group('lodging', 'KS'), group('music', 'KS')])).toBe(false);
    expect(given([group('lodging', 'KS', 'KS')])).toBe(false);
    expect(given(two, [['music', 'bars']])).toBe(false);
    expect(given(two, [['bars', 'music']])).toBe(false);
    expect(given([])).toBe(false);
  });

  it('a change names one measure with a value of its own kind, and an origin of ten letters', () => {
    const change = {
      key: 'signal.flag',
      value: FLAG,
      origin: 'Quyết định',
      validFrom: '2026-12-01',
    };
    expect(accepts(NewRematch, change)).toBe(true);
    expect(accepts(NewRematch, { ...change, value: WINDOW })).toBe(false);
    expect(accepts(NewRematch, { ...change, origin: ' Quyết địn ' })).toBe(false);
    expect(accepts(NewRematch, { ...change, value: { ...FLAG, more: 1 } })).toBe(false);
  });
});

describe('a question that leaves out what it means', () => {
  it('is the customary one', () => {
    expect(PlaceAnalysisQuery.parse({ method: 'scan' })).toEqual({
      method: 'scan',
      subject: 'recurrences',
      origin: 'reported',
      cell: 1_000,
      per: 'count',
      radius: 2_000,
      days: 60,
      replicates: 999,
      seed: 1,
    });
    expect(ComparisonQuery.parse({})).toEqual({ measure: 'recurrences' });
    expect(SurvivalQuery.parse({})).toEqual({ by: 'all', band: 'pointwise' });
    expect(SurvivalQuery.parse({ groups: 'KAR,,BAR,' }).groups).toEqual(['KAR', 'BAR']);
    expect(SignalQuery.parse({})).toEqual({ order: 'newest', limit: 100 });
    expect(SignalQuery.parse({ appealed: 'false' }).appealed).toBe(false);
  });

  it('about what lies beside a place names a listed point or a shape, one of them', () => {
    const geometry = '{"type":"Point","coordinates":[105.85,21.03]}';
    expect(accepts(NeighbourQuery, { geometry })).toBe(true);
    expect(accepts(NeighbourQuery, { pointId: 7, geometry })).toBe(false);
    expect(accepts(NeighbourQuery, {})).toBe(false);
    expect(accepts(NeighbourQuery, { geometry: '{"type":"Point"' })).toBe(false);
  });

  it('for a new point has a name of two letters and a category', () => {
    const body = {
      version: 0,
      effectiveOn: '2026-11-24',
      reason: 'Dấu hiệu thuộc cơ sở bên cạnh.',
      officialName: 'AB',
      category: 'KS',
    };
    expect(accepts(NewPointOfSignalBody, body)).toBe(true);
    expect(accepts(NewPointOfSignalBody, { ...body, officialName: ' A ' })).toBe(false);
    expect(accepts(NewPointOfSignalBody, { ...body, category: 'ks' })).toBe(false);
    expect(accepts(NewPointOfSignalBody, { ...body, version: -1 })).toBe(false);
  });
});
