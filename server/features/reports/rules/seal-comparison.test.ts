import { describe, expect, it } from 'vitest';

import type { CommuneLook, ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import { communeWords } from './commune-words.ts';
import { sealCommuneLook, sealComparison } from './seal-comparison.ts';

const PERIOD = { from: '2026-01-01', to: '2026-06-14' };
const communeOf = (code: string) => ({ code, name: `Xã ${code}`, type: 'xa' as const });

function row(code: string, more: object = {}): ComparedCommune {
  return {
    commune: communeOf(code),
    observed: 0,
    expected: 2,
    ratio: 0,
    previousObserved: 1,
    actionLimits: [0, 6],
    action: 'within',
    verdict: { side: 'within', reason: 'within_limits' },
    ...more,
  } as unknown as ComparedCommune;
}
const sealed = (communes: ComparedCommune[], more: object = {}) =>
  sealComparison({
    measure: 'recurrences',
    period: PERIOD,
    run: { definitions: 1, dataCutOff: null },
    observed: 9,
    communes,
    limits: [],
    population: null,
    ...more,
  } as unknown as Comparison);

describe('a comparison of communes in a report', () => {
  it('has a row where something happened or was expected, the most first, and says how many it leaves out', () => {
    const { rows, rowsLeftOut, n } = sealed([
      row('03', { expected: 0.99 }),
      row('02', { expected: 1 }),
      row('05', { observed: 4, expected: 0.2 }),
      row('04', { observed: 4 }),
    ]);
    expect(rows.map(([name]) => name)).toEqual(
      ['04', '05', '02'].map((code) => communeWords(communeOf(code))),
    );
    expect(rowsLeftOut).toBe(1);
    expect(n).toEqual([
      { what: 'events', count: 9 },
      { what: 'communes', count: 4 },
    ]);
  });

  it('tells for each what was seen, expected and usual, and how to read it', () => {
    const verdicts = [
      { side: 'above' },
      { side: 'within', reason: 'within_limits' },
      { side: 'within', reason: 'too_few' },
    ];
    const { rows } = sealed(
      verdicts.map((verdict, at) => row(`0${at}`, { observed: 9 - at, ratio: 2, verdict })),
    );
    expect(rows[0]?.slice(1)).toEqual([9, 2, 0, 6, 2, 1, { word: 'above' }]);
    expect(rows.map((cells) => cells.at(-1))).toEqual([
      { word: 'above' },
      { word: 'within' },
      { word: 'undecided' },
    ]);
  });

  it('tells of tips how many were in time, and how many of these a commune took in and closed itself', () => {
    const tips = row('01', { observed: 9, onTime: { all: 50, own: 12, awaiting: 3 } });
    const { columns, rows } = sealed([tips], { measure: 'late_tips' });
    const at = columns.indexOf('own_tips');
    expect(rows[0]?.slice(at - 1, at + 2)).toEqual([50, 12, 3]);
    expect(rows[0]).toHaveLength(columns.length);
    expect(sealed([tips]).columns).not.toContain('own_tips');
  });

  it('draws every commune of which anything was expected, and names only those outside their limits', () => {
    const { chart } = sealed([
      row('01', { expected: 0.05, ratio: null }),
      row('02', { expected: 0.04 }),
      row('03', { action: 'above', verdict: { side: 'above' } }),
    ]);
    expect(chart).toMatchObject({
      type: 'funnel',
      dots: [
        { name: 'Xã 01', ratio: 0, named: false },
        { name: 'Xã 03', side: 'above', named: true },
      ],
    });
  });

  it('names the source of the population where it is one of rates', () => {
    expect(sealed([]).parameters).toEqual([]);
    const population = { source: 'Cục Thống kê', countedOn: '2025-07-01' };
    expect(sealed([], { population }).parameters).toEqual([
      { word: 'population_source', value: 'Cục Thống kê (2025-07-01)' },
    ]);
  });
});

describe('the recurrences of one commune in a report', () => {
  it('have a row for each category in which one was seen or expected', () => {
    const look = {
      commune: communeOf('01'),
      period: PERIOD,
      run: { definitions: 1, dataCutOff: null },
      categories: [
        { category: 'KAR', observed: 2, expected: 0 },
        { category: 'NET', observed: 0, expected: 0.4 },
        { category: 'BAR', observed: 0, expected: 0 },
      ],
    } as unknown as CommuneLook;
    const { rows, rowsLeftOut, n, from, to } = sealCommuneLook(look, new Map([['KAR', 'Karaoke']]));
    expect(rows).toEqual([
      ['Karaoke', 2, 0],
      ['NET', 0, 0.4],
    ]);
    expect([rowsLeftOut, n, from, to]).toEqual([
      1,
      [{ what: 'events', count: 2 }],
      PERIOD.from,
      PERIOD.to,
    ]);
  });
});
