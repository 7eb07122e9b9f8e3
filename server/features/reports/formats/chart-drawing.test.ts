import { describe, expect, it } from 'vitest';

import type { SealedChart } from '#server/contract/report-analysis.ts';

import { chartSvg } from './chart-drawing.ts';
import { DRAWING } from './chart-frame.ts';

const FUNNEL: SealedChart = {
  type: 'funnel',
  dots: [
    { name: 'Hoàn Kiếm', expected: 4, ratio: 9, side: 'above', named: true },
    { name: 'Ba Vì <3', expected: 6, ratio: 0.1, side: 'below', named: true },
    { name: 'Cửa Nam', expected: 2, ratio: 1, side: 'within', named: false },
  ],
  limits: [1, 4, 8].map((expected) => ({
    expected,
    warning: [expected / 2, expected * 2],
    action: [0, expected * 3],
  })),
};
const CURVES: SealedChart = {
  type: 'curves',
  curves: [
    {
      name: { word: 'city' },
      steps: [
        { days: 10, survival: 0.8, interval: null },
        { days: 200, survival: 0.5, interval: [0.4, 0.6] },
      ],
      lastDays: 300,
      manyUntilDays: 100,
    },
    { name: 'Hoàn Kiếm', steps: [], lastDays: 300, manyUntilDays: 0 },
  ],
};
const SHARES: SealedChart = {
  type: 'shares',
  shares: [
    { name: '1/2026', share: 0.2, low: 0.1, high: 0.4 },
    { name: '2/2026', share: 0, low: 0, high: 0.2 },
  ],
};

/** Every place that a drawing names. */
function placesOf(svg: string): { x: number[]; y: number[] } {
  const all = (name: string) =>
    [...svg.matchAll(new RegExp(` ${name}="(-?[\\d.]+)"`, 'g'))].map(([, at]) => Number(at));
  return {
    x: ['x', 'x1', 'x2', 'cx'].flatMap(all),
    y: ['y', 'y1', 'y2', 'cy'].flatMap(all),
  };
}

describe('a chart of a report for paper', () => {
  it.each([
    ['funnel', FUNNEL],
    ['curves', CURVES],
    ['shares', SHARES],
    ['empty funnel', { type: 'funnel', dots: [], limits: [] }],
    ['empty shares', { type: 'shares', shares: [] }],
  ] as const)('stays within its frame: %s', (_, chart) => {
    const svg = chartSvg(chart as SealedChart);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    const { x, y } = placesOf(svg);
    expect(x.every((at) => at >= 0 && at <= DRAWING.width)).toBe(true);
    expect(y.every((at) => at >= 0 && at <= DRAWING.height)).toBe(true);
  });

  it('names the communes that the rule names, and tells sides by shape', () => {
    const svg = chartSvg(FUNNEL);
    expect(svg).toContain('>Hoàn Kiếm</text>');
    expect(svg).not.toContain('Cửa Nam');
    expect(svg.match(/<polygon/g)).toHaveLength(2);
    expect(svg).toContain('Ba Vì &lt;3');
  });

  it('writes the name of each curve at its end, apart from the others', () => {
    const svg = chartSvg(CURVES);
    expect(svg).toContain('>Toàn thành phố</text>');
    expect(svg).toContain('>Hoàn Kiếm</text>');
    const [first, second] = ['Toàn thành phố', 'Hoàn Kiếm'].map((name) =>
      Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}`).exec(svg)?.[1]),
    );
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThanOrEqual(14);
  });
});
