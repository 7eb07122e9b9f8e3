import { describe, expect, it } from 'vitest';

import type { SealedChart } from '#server/contract/report-analysis.ts';

import { chartSvg } from './chart-drawing.ts';

type Funnel = Extract<SealedChart, { type: 'funnel' }>;

/** The lines through points, each by its corners and its dashes. */
const paths = (svg: string) =>
  Array.from(
    svg.matchAll(/<path d="([^"]+)"[^>]*?(?:stroke-dasharray="([^"]+)")?\/>/g),
    (found) => [found[1], found[2] ?? 'none'],
  );
/** The words on a chart, each with its place. */
const words = (svg: string) =>
  Array.from(svg.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)</g), (found) => [
    found[3],
    Number(found[1]),
    Number(found[2]),
  ]);

describe('the shares of a chart', () => {
  const svg = chartSvg({
    type: 'shares',
    shares: [{ name: '1/2026', share: 0.5, low: 0.25, high: 1 }],
  });

  it('stand at their height, with a line over how far they are certain', () => {
    expect(svg).toContain('<circle cx="328" cy="160" r="4"');
    expect(svg).toContain('<line x1="328" y1="223" x2="328" y2="34"');
  });

  it('have their quarters below and percentages beside them', () => {
    expect(words(svg)).toEqual(
      expect.arrayContaining([
        ['1/2026', 328, 302],
        ['0%', 46, 290],
        ['100%', 46, 38],
      ]),
    );
  });
});

describe('the curves of a chart', () => {
  const curve = (name: string, survival: number) => ({
    name,
    steps: [{ days: 100, survival, interval: null }],
    lastDays: 338,
    manyUntilDays: 100,
  });
  const svg = chartSvg({
    type: 'curves',
    curves: [curve('Karaoke', 0.5), curve('Nhà nghỉ', 0.75)],
  });

  it('run level to each step, then down, to their last day; thick as far as there are many', () => {
    const [all, sure, other] = paths(svg);
    expect(all).toEqual(['M52 34 L152 34 L152 160 L390 160', 'none']);
    expect(sure).toEqual(['M52 34 L152 34 L152 160', 'none']);
    expect(other).toEqual(['M52 34 L152 34 L152 97 L390 97', '7 3']);
  });

  it('have their names at their ends, each behind its own dashes', () => {
    expect(words(svg)).toEqual(
      expect.arrayContaining([
        ['Karaoke', 424, 164],
        ['Nhà nghỉ', 424, 101],
      ]),
    );
    expect(paths(svg).slice(-2)).toEqual([
      ['M396 97 L420 97', '7 3'],
      ['M396 160 L420 160', 'none'],
    ]);
  });

  it('have at most seven days marked, in steps that people count in', () => {
    const days = (lastDays: number) =>
      words(chartSvg({ type: 'curves', curves: [{ ...curve('Karaoke', 0.5), lastDays }] }))
        .filter(([text, , y]) => y === 302 && text !== '')
        .map(([text]) => text);
    expect(days(180)).toEqual(['0', '30', '60', '90', '120', '150', '180']);
    expect(days(181)).toEqual(['0', '90', '180']);
    expect(days(338)).toEqual(['0', '90', '180', '270']);
    expect(days(9_000).slice(0, 2)).toEqual(['0', '365']);
  });
});

describe('the funnel of a chart', () => {
  const dot = (more: Partial<Funnel['dots'][number]> = {}): Funnel['dots'][number] => ({
    name: 'Ba Vì',
    expected: 2.1,
    ratio: 1,
    side: 'within',
    named: false,
    ...more,
  });
  const limits: Funnel['limits'] = [
    { expected: 0, warning: [0, 0], action: [0, 0] },
    { expected: 2.1, warning: [1.05, 4.2], action: [0, 6.3] },
    { expected: 8.4, warning: [6.3, 12.6], action: [4.2, 16.8] },
    { expected: 8.5, warning: [6, 12], action: [4, 16] },
  ];
  const draw = (...dots: Funnel['dots']) => chartSvg({ type: 'funnel', dots, limits });

  it('has both limits on both sides, as far as the chart reaches', () => {
    expect(paths(draw(dot()))).toEqual([
      ['M281 286 L510 244', 'none'],
      ['M281 34 L510 118', 'none'],
      ['M281 244 L510 223', '5 4'],
      ['M281 118 L510 160', '5 4'],
    ]);
  });

  it('names the limits at their ends', () => {
    expect(words(draw(dot()))).toEqual(
      expect.arrayContaining([
        ['Giới hạn 99,8%', 516, 118],
        ['Giới hạn 95%', 516, 172],
      ]),
    );
  });

  it('has a line where as much happened as was expected', () => {
    expect(draw(dot())).toContain('<line x1="52" y1="202" x2="510" y2="202"');
  });

  it('reaches to six times what was expected, and holds what is beyond at its edge', () => {
    const svg = draw(dot({ ratio: 9, side: 'above', named: true }));
    expect(words(svg)).toEqual(expect.arrayContaining([['Ba Vì', 281, 25]]));
    expect(words(svg).map(([text]) => text)).toContain('6');
    expect(words(svg).map(([text]) => text)).not.toContain('7');
  });
});
