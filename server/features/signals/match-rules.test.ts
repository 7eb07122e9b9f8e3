import { describe, expect, it } from 'vitest';

import type { MatchingParameters } from '#server/contract/signal-parameters.ts';

import { categoryFit, compatibleCategories, gradeOf, matchOf, outsideOf } from './match-rules.ts';

const MEASURES = {
  radius: {
    business: 60,
    public_area: 100,
    vicinityFactor: 3,
    exactMetres: 20,
    unknownErrorMetres: 15,
  },
  window: { graceDays: 7, windowDays: 365 },
  compatibility: {
    groups: [
      { code: 'lodging', categories: ['KS', 'NN'] },
      { code: 'music', categories: ['KAR', 'VT'] },
      { code: 'other', categories: ['KHAC'] },
    ],
    // A report of music may mean a lodging house, but not the other way round.
    compatible: [['music', 'lodging']],
  },
} as unknown as MatchingParameters;

describe('the grade of a signal near a closed place', () => {
  const grade = (distanceMetres: number, uncertaintyMetres = 0) =>
    gradeOf({ distanceMetres, radiusMetres: 60, uncertaintyMetres }, MEASURES);

  it('is exact up to its metres, near up to the radius, of the vicinity up to the ring', () => {
    expect([0, 20, 20.1, 60, 60.1, 180, 180.1].map((metres) => grade(metres))).toEqual([
      'exact',
      'exact',
      'near',
      'near',
      'vicinity',
      'vicinity',
      null,
    ]);
  });

  it('is near within its error of position, when it is only known roughly', () => {
    expect(grade(90, 90)).toBe('near');
    expect(grade(90.1, 90)).toBe('vicinity');
    expect(grade(300, 300)).toBe('near');
  });

  it('is never exact for a position with an error larger than the radius', () => {
    expect(grade(5, 60)).toBe('exact');
    expect(grade(5, 60.1)).toBe('near');
  });
});

describe('the days between a closure and an event', () => {
  it('make a candidate from the day after the grace period to the last day of the window', () => {
    expect([-1, 0, 7, 8, 365, 366].map((days) => outsideOf(days, MEASURES))).toEqual([
      'within_grace',
      'within_grace',
      'within_grace',
      null,
      null,
      'past_window',
    ]);
  });
});

describe('the category of a signal', () => {
  it('fits itself, its group, and categories that its group may stand for, in that direction only', () => {
    const fit = (ofSignal: string | null, ofPlace: string) =>
      categoryFit(ofSignal, ofPlace, MEASURES.compatibility);
    expect(fit(null, 'KS')).toBe('unknown');
    expect(fit('KS', 'KS')).toBe('same');
    expect(fit('KS', 'NN')).toBe('same_group');
    expect(fit('KAR', 'NN')).toBe('compatible');
    expect(fit('NN', 'KAR')).toBe('different');
    expect(fit('KHAC', 'KS')).toBe('different');
    expect(fit('XXX', 'KS')).toBe('different');
  });

  it('counts for all categories that it fits', () => {
    expect(compatibleCategories(MEASURES.compatibility)).toEqual({
      KS: ['KS', 'NN'],
      NN: ['KS', 'NN'],
      KAR: ['KAR', 'VT', 'KS', 'NN'],
      VT: ['KAR', 'VT', 'KS', 'NN'],
      KHAC: ['KHAC'],
    });
  });
});

describe('the match that is shown', () => {
  const signal = {
    grade: 'near',
    distanceMetres: 30,
    radiusMetres: 60,
    uncertaintyMetres: 20,
    closedOn: '2026-03-01',
    occurredOn: '2026-03-08',
    category: 'KS',
    placeCategory: 'NN',
    named: false,
  } as const;

  it('counts the days since the closure, and says where they are too few', () => {
    expect(matchOf(signal, MEASURES)).toMatchObject({
      daysSinceClosure: 7,
      outside: 'within_grace',
      category: 'same_group',
    });
    const later = { ...signal, occurredOn: '2026-03-09' };
    expect(matchOf(later, MEASURES)).toMatchObject({ daysSinceClosure: 8, outside: null });
  });

  it('names the distance up to which it is judged: the radius, or the error of both positions', () => {
    expect(matchOf(signal, MEASURES)).toEqual({
      grade: 'near',
      distanceMetres: 30,
      radiusMetres: 60,
      uncertaintyMetres: 20,
      judgedMetres: 60,
      closedOn: '2026-03-01',
      daysSinceClosure: 7,
      category: 'same_group',
      named: false,
      outside: 'within_grace',
    });
    const judged = (more: object) => matchOf({ ...signal, ...more }, MEASURES)?.judgedMetres;
    expect(judged({ uncertaintyMetres: 90 })).toBe(90);
    expect(judged({ uncertaintyMetres: null })).toBeNull();
    expect(judged({ radiusMetres: null })).toBeNull();
    expect(matchOf({ ...signal, named: true }, MEASURES)?.named).toBe(true);
  });

  it('has no days where no closure is known, and does not exist without a grade or a place', () => {
    expect(matchOf({ ...signal, closedOn: null }, MEASURES)).toMatchObject({
      daysSinceClosure: null,
      outside: null,
    });
    expect(matchOf({ ...signal, grade: null }, MEASURES)).toBeNull();
    expect(matchOf({ ...signal, placeCategory: null }, MEASURES)).toBeNull();
  });
});
