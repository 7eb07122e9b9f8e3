import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { type Scheme, TOKENS } from '#client/ui/tokens.ts';
import { PlotFigure } from './plot-figure.tsx';
import { useChartScheme } from './use-printed.ts';

/** Colours of curves side by side: apart for the common colour-vision deficiencies, readable on the surface. */
const COLOURS: Record<Scheme, readonly string[]> = {
  light: ['#0f6e6e', '#a33f00', '#3b4fb8', '#8a2a6b', '#4a5659'],
  dark: ['#4fc3bd', '#f0a35e', '#a3b4ff', '#e59bd0', '#c3cdd0'],
};

/** The same by stroke, for who sees no colour. */
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2 1 2'] as const;

/** Colour and dash of the curve at a position in the order. */
function seriesOf(place: number, scheme: Scheme): { colour: string; dash: string } {
  const colours = COLOURS[scheme];
  return {
    colour: colours[place % colours.length] ?? 'currentColor',
    dash: DASHES[place % DASHES.length] ?? 'none',
  };
}

export type DrawnStep = {
  days: number;
  survival: number;
  interval: [number, number] | null;
};
export type DrawnCurve = {
  key: string;
  name: string;
  steps: readonly DrawnStep[];
  lastDays: number;
  /** Last day with enough under watch: the curve is thin and grey beyond it. */
  manyUntilDays: number;
};

const HEIGHT = 380;
/** Names at the ends of curves stand at least so far apart, as shares of the axis. */
const NAME_GAP = 0.05;

/** Curves of what is left over time, each with its own stroke and its name at its end, and its interval. */
export function SurvivalChart({
  label,
  curves,
  words,
  percent,
  number,
}: {
  label: string;
  curves: readonly DrawnCurve[];
  words: { days: string; quiet: string };
  percent: (share: number) => string;
  number: (value: number) => string;
}) {
  const scheme = useChartScheme();
  const options = useCallback(
    (width: number) => survivalOptions({ curves, words, percent, number, width }, scheme),
    [curves, words, percent, number, scheme],
  );
  return <PlotFigure label={label} height={HEIGHT} options={options} />;
}

type Drawn = {
  curves: readonly DrawnCurve[];
  words: { days: string; quiet: string };
  percent: (share: number) => string;
  number: (value: number) => string;
  width: number;
};

function survivalOptions(
  { curves, words, percent, number, width }: Drawn,
  scheme: Scheme,
): Plot.PlotOptions {
  const tokens = TOKENS[scheme];
  const narrow = width < 520;
  const most = Math.max(30, ...curves.map(({ lastDays }) => lastDays));
  return {
    marginLeft: 48,
    marginRight: narrow ? 16 : 168,
    marginBottom: 46,
    marginTop: 24,
    x: { label: words.days, domain: [0, most], ticks: narrow ? 4 : 8, tickFormat: number },
    y: {
      label: words.quiet,
      domain: [0, 1],
      grid: true,
      ticks: 5,
      tickFormat: (share: number) => percent(share),
    },
    marks: [
      Plot.ruleY([0], { stroke: tokens.borderStrong }),
      ...curves.flatMap((curve, place) =>
        curveMarks(curve, {
          ...seriesOf(place, scheme),
          faint: tokens.borderStrong,
          opacity: curves.length > 2 ? 0.08 : 0.14,
        }),
      ),
      ...(narrow
        ? []
        : namesApart(curves).map(({ name, y, place }) =>
            endName(name, { days: most, y }, seriesOf(place, scheme).colour),
          )),
    ],
  };
}

type Pen = {
  colour: string;
  dash: string;
  /** Colour beyond the day with enough under watch. */
  faint: string;
  /** Opacity of the interval. */
  opacity: number;
};

/** A curve with its interval, both faint where too few were still watched. */
function curveMarks(curve: DrawnCurve, { colour, dash, faint, opacity }: Pen): Plot.Markish[] {
  const { sure, unsure } = splitAt(stepsOf(curve), curve.manyUntilDays);
  const step = {
    x: 'days',
    y: 'survival',
    curve: 'step-after' as const,
    strokeDasharray: dash,
  };
  return [
    area(sure, colour, opacity),
    area(unsure, faint, 0.1),
    Plot.lineY(unsure, { ...step, stroke: faint, strokeWidth: 1 }),
    Plot.lineY(sure, { ...step, stroke: colour, strokeWidth: 2.4 }),
  ];
}

/** The name of a curve, right of its end. */
function endName(name: string, end: { days: number; y: number }, fill: string): Plot.Markish {
  return Plot.text([end], {
    x: 'days',
    y: 'y',
    text: () => name,
    textAnchor: 'start',
    dx: 8,
    lineWidth: 12,
    textOverflow: 'ellipsis',
    fill,
    fontWeight: 600,
  });
}

/** Interval of a part of a curve; nothing where it has none. */
function area(part: readonly DrawnStep[], fill: string, fillOpacity: number): Plot.Markish {
  return Plot.areaY(
    part.filter(({ interval }) => interval !== null),
    {
      x: 'days',
      curve: 'step-after',
      y1: (d: DrawnStep) => d.interval?.[0] ?? d.survival,
      y2: (d: DrawnStep) => d.interval?.[1] ?? d.survival,
      fill,
      fillOpacity,
    },
  );
}

/** From 1 at day 0 to where the last one was still watched. */
function stepsOf({ steps, lastDays }: DrawnCurve): DrawnStep[] {
  const last = steps.at(-1);
  return [
    { days: 0, survival: 1, interval: null },
    ...steps,
    last === undefined
      ? { days: lastDays, survival: 1, interval: null }
      : { ...last, days: lastDays },
  ];
}

/** Splits a curve at a day: the solid part up to it and the thin part after it. */
function splitAt(
  walk: readonly DrawnStep[],
  day: number,
): { sure: DrawnStep[]; unsure: DrawnStep[] } {
  const until = walk.filter(({ days }) => days <= day);
  const last = until.at(-1);
  if (day === 0 || last === undefined) return { sure: [], unsure: [...walk] };
  const joint = { ...last, days: day };
  return { sure: [...until, joint], unsure: [joint, ...walk.slice(until.length)] };
}

/** The names beside the ends of their curves, moved apart where they would lie over each other. */
function namesApart(curves: readonly DrawnCurve[]): { name: string; y: number; place: number }[] {
  const ends = curves
    .map(({ name, steps }, place) => ({ name, place, y: steps.at(-1)?.survival ?? 1 }))
    .toSorted((a, b) => b.y - a.y);
  let above = Number.POSITIVE_INFINITY;
  const placed = ends.map((end) => {
    above = Math.min(end.y, above - NAME_GAP);
    return { ...end, y: above };
  });
  const sunk = Math.max(0, 0.02 - above);
  return placed.map((end) => ({ ...end, y: end.y + sunk }));
}
