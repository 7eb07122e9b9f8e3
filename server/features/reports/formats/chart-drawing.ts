import type { SealedChart } from '#server/contract/report-analysis.ts';
import { SEALED_WORDS } from '#server/contract/report-analysis-words.ts';

import { axes, drawing, frameOf, INK, line, path, pixel, text, type Frame } from './chart-frame.ts';

type Funnel = Extract<SealedChart, { type: 'funnel' }>;
type Curves = Extract<SealedChart, { type: 'curves' }>;
type Shares = Extract<SealedChart, { type: 'shares' }>;

/** Strokes of curves, in their order. */
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2 1 2'] as const;
const LEAST_NAME_GAP = 14;
const RATIOS = { least: 3, most: 6 };
const DAY_STEPS = [30, 90, 180, 365];
const MOST_TICKS = 6;
const FEW_TICKS = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Draws the chart of a sealed analysis for paper, in black and grey. Gives the text of an SVG file. */
export function chartSvg(chart: SealedChart): string {
  switch (chart.type) {
    case 'funnel':
      return drawing(funnelParts(chart));
    case 'curves':
      return drawing(curveParts(chart));
    case 'shares':
      return drawing(shareParts(chart));
  }
}

function funnelParts({ dots, limits }: Funnel): string[] {
  const most = Math.max(8, ...dots.map(({ expected }) => expected)) * 1.05;
  const highest = Math.max(RATIOS.least, ...dots.map(({ ratio }) => ratio * 1.15));
  const top = Math.min(RATIOS.most, highest);
  const frame = frameOf({ x: most, y: top }, { beside: 110, root: true });
  const drawn = limits.filter(({ expected }) => expected > 0 && expected <= most);
  const limit = (of: 'warning' | 'action', end: 0 | 1, dash: string) =>
    path(
      drawn.map((one): [number, number] => [
        frame.x(one.expected),
        frame.y(Math.min(top, one[of][end] / one.expected)),
      ]),
      { stroke: of === 'action' ? INK.text : INK.quiet, width: 1.2, dash },
    );
  const last = drawn.at(-1);
  const named = dots.filter((dot) => dot.named);
  return [
    axes(frame, {
      ticksX: FEW_TICKS.filter((tick) => tick <= most),
      ticksY: Array.from({ length: Math.floor(top) + 1 }, (_, tick) => tick),
      wordsX: 'Số dự kiến',
      wordsY: 'Thực tế / dự kiến',
      percent: false,
    }),
    line([frame.x(0), frame.y(1)], [frame.right, frame.y(1)], INK.quiet),
    limit('action', 0, 'none'),
    limit('action', 1, 'none'),
    limit('warning', 0, '5 4'),
    limit('warning', 1, '5 4'),
    ...(last === undefined
      ? []
      : [
          text(frame.right + 6, frame.y(last.action[1] / last.expected), 'Giới hạn 99,8%', 'start'),
          text(
            frame.right + 6,
            frame.y(last.warning[1] / last.expected) + 12,
            'Giới hạn 95%',
            'start',
          ),
        ]),
    ...dots.map((dot) => mark(frame, { ...dot, ratio: Math.min(top, dot.ratio) })),
    ...named.map(({ name, expected, ratio }) =>
      text(frame.x(expected), frame.y(Math.min(top, ratio)) - 9, name, 'middle'),
    ),
  ];
}

/** Outside the limits the shape differs: a triangle above, a square below. */
function mark(frame: Frame, { expected, ratio, side }: Funnel['dots'][number]): string {
  const [x, y] = [frame.x(expected), frame.y(ratio)];
  if (side === 'within') {
    return `<circle cx="${pixel(x)}" cy="${pixel(y)}" r="3.5" fill="#ffffff" stroke="${INK.quiet}"/>`;
  }
  const corners =
    side === 'above'
      ? [
          [x, y - 6],
          [x + 6, y + 5],
          [x - 6, y + 5],
        ]
      : [
          [x - 5, y - 5],
          [x + 5, y - 5],
          [x + 5, y + 5],
          [x - 5, y + 5],
        ];
  const points = corners.map((corner) => corner.map(pixel).join(',')).join(' ');
  return `<polygon points="${points}" fill="${INK.text}"/>`;
}

function curveParts({ curves }: Curves): string[] {
  const most = Math.max(30, ...curves.map(({ lastDays }) => lastDays));
  const frame = frameOf({ x: most, y: 1 }, { beside: 230 });
  const step = DAY_STEPS.find((days) => most / days <= MOST_TICKS) ?? 365;
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
  let above = Number.NEGATIVE_INFINITY;
  const ends = curves
    .map(({ name, steps }, place) => ({
      name: typeof name === 'object' && name !== null ? SEALED_WORDS[name.word] : String(name),
      place,
      y: frame.y(steps.at(-1)?.survival ?? 1),
    }))
    .toSorted((a, b) => a.y - b.y)
    .map((end) => {
      above = Math.max(end.y, above + LEAST_NAME_GAP);
      return { ...end, y: above };
    });
  return [
    axes(frame, {
      ticksX: ticks,
      ticksY: [0, 0.25, 0.5, 0.75, 1],
      wordsX: 'Số ngày kể từ khi triệt xóa',
      wordsY: 'Tỷ lệ duy trì',
      percent: true,
    }),
    ...curves.flatMap((curve, place) => {
      const dash = DASHES[place % DASHES.length] ?? 'none';
      const walk = walkOf(curve, frame);
      const until = frame.x(curve.manyUntilDays);
      const sure = walk.filter(([x]) => x <= until);
      return [
        path(walk, { stroke: INK.quiet, width: 0.8, dash }),
        path(sure, { stroke: INK.text, width: 1.8, dash }),
      ];
    }),
    ...ends.map(({ name, y, place }) => {
      const dash = DASHES[place % DASHES.length] ?? 'none';
      const sample: [number, number][] = [
        [frame.right + 6, y],
        [frame.right + 30, y],
      ];
      return `${path(sample, { stroke: INK.text, width: 1.6, dash })}${text(frame.right + 34, y + 4, name, 'start')}`;
    }),
  ];
}

/** Corners of a curve from 1 at day 0 to its last day: level up to a step, then down. */
function walkOf({ steps, lastDays }: Curves['curves'][number], frame: Frame): [number, number][] {
  let level = 1;
  const corners: [number, number][] = [[frame.x(0), frame.y(1)]];
  for (const { days, survival } of steps) {
    corners.push([frame.x(days), frame.y(level)], [frame.x(days), frame.y(survival)]);
    level = survival;
  }
  corners.push([frame.x(lastDays), frame.y(level)]);
  return corners;
}

function shareParts({ shares }: Shares): string[] {
  const frame = frameOf({ x: shares.length + 1, y: 1 }, { beside: 16 });
  return [
    axes(frame, {
      ticksX: shares.map(({ name }, at) => ({ at: at + 1, name })),
      ticksY: [0, 0.25, 0.5, 0.75, 1],
      wordsX: 'Quý',
      wordsY: 'Phần do tuần tra phát hiện (khoảng 95%)',
      percent: true,
    }),
    ...shares.flatMap(({ share, low, high }, at) => {
      const x = frame.x(at + 1);
      return [
        line([x, frame.y(low)], [x, frame.y(high)], INK.text),
        `<circle cx="${pixel(x)}" cy="${pixel(frame.y(share))}" r="4" fill="${INK.text}"/>`,
      ];
    }),
  ];
}
