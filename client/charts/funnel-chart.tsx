import * as Plot from '@observablehq/plot';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';

import { TOKENS, type Tokens } from '#client/ui/tokens.ts';

import { namesBeside } from './names-beside.ts';
import { PlotFigure } from './plot-figure.tsx';
import { useChartScheme } from './use-printed.ts';

export type FunnelUnit = {
  key: string;
  name: string;
  /** Accessible description when the mark is reached: name, counts, reading. */
  said: string;
  expected: number;
  ratio: number;
  side: 'below' | 'within' | 'above';
  /** Named by the decision rule: its name is written beside it. */
  named: boolean;
};
type Bounds = [number, number];
export type FunnelLimit = { expected: number; warning: Bounds; action: Bounds };

const HEIGHT = 420;
/** Less expected than this is off the chart: any single event would lie far outside. */
const LEAST_EXPECTED = 0.05;

/** Ends of the axis of ratios: at least up to three times the expected count, at most up to six times. */
const LEAST_RATIO = 3;
const MOST_RATIO = 6;

/**
 * Ratios against expected counts, with the two limits. Outside the limits the shape differs and not the colour
 * alone. Arrow keys move along the expected count, Enter opens; a press on a mark opens it too.
 */
export function FunnelChart({
  label,
  units,
  limits,
  words,
  number,
  chosen = null,
  onOpen,
}: {
  label: string;
  units: readonly FunnelUnit[];
  limits: readonly FunnelLimit[];
  words: { expected: string; ratio: string; warning: string; action: string };
  number: (value: number) => string;
  /** The unit whose cases are open: a ring and its name mark it. */
  chosen?: string | null;
  /** Absent where a unit leads nowhere. */
  onOpen?: (key: string) => void;
}) {
  const scheme = useChartScheme();
  const ordered = useMemo(
    () =>
      units
        .filter(({ expected }) => expected >= LEAST_EXPECTED)
        .toSorted((a, b) => a.expected - b.expected),
    [units],
  );
  const [reached, setReached] = useState<string | null>(null);
  const options = useCallback(
    (width: number) =>
      funnelOptions({ ordered, limits, words, number, reached, chosen, width }, TOKENS[scheme]),
    [ordered, limits, words, number, reached, chosen, scheme],
  );
  const at = ordered.findIndex(({ key }) => key === reached);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = at === -1 ? (step === 1 ? 0 : ordered.length - 1) : at + step;
      setReached(ordered[Math.min(ordered.length - 1, Math.max(0, next))]?.key ?? null);
    } else if (event.key === 'Enter' && reached !== null) onOpen?.(reached);
  };
  return (
    <PlotFigure
      label={label}
      height={HEIGHT}
      options={options}
      said={ordered[at]?.said ?? ''}
      onKeyDown={move}
      {...(onOpen === undefined ? {} : { onPoint: onOpen })}
    />
  );
}

type Drawn = {
  ordered: readonly FunnelUnit[];
  limits: readonly FunnelLimit[];
  words: { expected: string; ratio: string; warning: string; action: string };
  number: (value: number) => string;
  reached: string | null;
  chosen: string | null;
  width: number;
};

const MARGINS = { left: 44, bottom: 46, top: 24 };
/** Room for the names of the limits beside the chart. */
const marginRight = (narrow: boolean) => (narrow ? 12 : 108);
type PlacedUnit = FunnelUnit & { y: number };

/** Places of the dots in pixels, and the names that have room; marked units keep theirs in any case. */
function namesAtDots(
  places: readonly PlacedUnit[],
  scale: { most: number; top: number; width: number; narrow: boolean },
  marked: ReadonlySet<string>,
): { above: PlacedUnit[]; below: PlacedUnit[] } {
  const { most, top, width, narrow } = scale;
  const frame = {
    left: MARGINS.left,
    right: width - marginRight(narrow),
    top: 0,
    bottom: HEIGHT - MARGINS.bottom,
  };
  const across = frame.right - frame.left;
  const up = frame.bottom - MARGINS.top;
  const dots = places.map((unit) => ({
    ...unit,
    x: frame.left + across * Math.sqrt(unit.expected / most),
    y: frame.bottom - (up * unit.y) / top,
  }));
  const telling = dots
    .filter(({ key, ratio }) => ratio > 0 || marked.has(key))
    .toSorted((a, b) => b.expected - a.expected);
  const others = dots.filter((dot) => !telling.includes(dot));
  const named = namesBeside(telling, others, frame, marked);
  const at = (above: boolean) => {
    const keys = new Set(named.filter((one) => one.above === above).map(({ key }) => key));
    return places.filter(({ key }) => keys.has(key));
  };
  return { above: at(true), below: at(false) };
}

function funnelOptions(
  { ordered, limits, words, number, reached, chosen, width }: Drawn,
  tokens: Tokens,
): Plot.PlotOptions {
  const narrow = width < 520;
  const most = Math.max(8, ...ordered.map(({ expected }) => expected)) * 1.05;
  const top = Math.min(
    MOST_RATIO,
    Math.max(LEAST_RATIO, ...ordered.map(({ ratio }) => ratio * 1.15)),
  );
  const drawn = limits.filter(({ expected }) => expected <= most && expected >= LEAST_EXPECTED);
  const low = (of: 'warning' | 'action') => (d: FunnelLimit) => d[of][0] / d.expected;
  const high = (of: 'warning' | 'action') => (d: FunnelLimit) => d[of][1] / d.expected;
  // A dot beyond the axis lies at its end, with its value beside its name.
  const places = ordered.map((unit) => ({
    ...unit,
    name: unit.ratio > top ? `${unit.name} ↑ ${number(unit.ratio)}` : unit.name,
    y: Math.min(unit.ratio, top),
  }));
  const line = (of: 'warning' | 'action', y: (d: FunnelLimit) => number, dash: string) =>
    Plot.lineY(drawn, {
      x: 'expected',
      y,
      stroke: of === 'action' ? tokens.text : tokens.textMuted,
      strokeWidth: of === 'action' ? 1.4 : 1,
      strokeDasharray: dash,
      clip: true,
    });
  const marked = new Set(
    places.flatMap(({ named, key }) => (named || key === reached || key === chosen ? [key] : [])),
  );
  const names = namesAtDots(places, { most, top, width, narrow }, marked);
  const name = (units: readonly PlacedUnit[], dy: number) =>
    Plot.text(units, {
      x: 'expected',
      y: 'y',
      text: 'name',
      dy,
      fill: (unit: PlacedUnit) => (marked.has(unit.key) ? tokens.text : tokens.textMuted),
      stroke: tokens.surface,
      strokeWidth: 4,
    });
  const last = drawn.at(-1);
  const colour = { within: tokens.textMuted, above: tokens.danger, below: tokens.accent };
  const dot = (side: FunnelUnit['side'], symbol: Plot.SymbolType, filled: boolean) =>
    Plot.dot(
      places.filter((unit) => unit.side === side),
      {
        x: 'expected',
        y: 'y',
        symbol,
        r: filled ? 6 : 4,
        fill: filled ? colour[side] : tokens.surface,
        fillOpacity: filled ? 1 : 0.75,
        stroke: filled ? tokens.surface : colour[side],
        strokeWidth: filled ? 1 : 1.4,
        href: 'key',
        title: 'said',
      },
    );
  return {
    marginLeft: MARGINS.left,
    marginRight: marginRight(narrow),
    marginBottom: MARGINS.bottom,
    marginTop: MARGINS.top,
    x: {
      label: words.expected,
      domain: [0, most],
      type: 'sqrt',
      ticks: narrow ? 4 : 8,
      tickFormat: number,
    },
    y: { label: words.ratio, domain: [0, top], ticks: 5, tickFormat: number },
    marks: [
      Plot.areaY(drawn, {
        x: 'expected',
        y1: low('action'),
        y2: high('action'),
        fill: tokens.sunken,
        clip: true,
      }),
      Plot.ruleY([1], { stroke: tokens.borderStrong }),
      line('action', low('action'), 'none'),
      line('action', high('action'), 'none'),
      line('warning', low('warning'), '5 4'),
      line('warning', high('warning'), '5 4'),
      ...(last === undefined || narrow
        ? []
        : [
            Plot.text([last], {
              x: 'expected',
              y: high('action'),
              text: () => words.action,
              textAnchor: 'start',
              dx: 6,
              dy: -4,
              fill: tokens.text,
            }),
            Plot.text([last], {
              x: 'expected',
              y: high('warning'),
              text: () => words.warning,
              textAnchor: 'start',
              dx: 6,
              dy: 4,
              fill: tokens.textMuted,
            }),
          ]),
      dot('within', 'circle', false),
      dot('above', 'triangle', true),
      dot('below', 'square', true),
      Plot.dot(
        places.filter(({ key }) => key === reached),
        { x: 'expected', y: 'y', r: 10, stroke: tokens.focus, strokeWidth: 2.5 },
      ),
      Plot.dot(
        places.filter(({ key }) => key === chosen),
        { x: 'expected', y: 'y', r: 10, stroke: tokens.text, strokeWidth: 2 },
      ),
      name(names.above, -16),
      name(names.below, 16),
    ],
  };
}
