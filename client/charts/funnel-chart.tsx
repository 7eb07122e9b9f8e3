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

/** The drawing from back to front: limits, their names, the dots, the rings around two of them, names of dots. */
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
  // A dot beyond the axis lies at its end, with its value beside its name.
  const places = ordered.map((unit) => ({
    ...unit,
    name: unit.ratio > top ? `${unit.name} ↑ ${number(unit.ratio)}` : unit.name,
    y: Math.min(unit.ratio, top),
  }));
  const marked = new Set(
    places.flatMap(({ named, key }) => (named || key === reached || key === chosen ? [key] : [])),
  );
  const names = namesAtDots(places, { most, top, width, narrow }, marked);
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
      ...limitMarks(drawn, tokens),
      ...(narrow ? [] : limitNames(drawn.at(-1), words, tokens)),
      ...unitDots(places, tokens),
      ring(places, reached, { stroke: tokens.focus, strokeWidth: 2.5 }),
      ring(places, chosen, { stroke: tokens.text, strokeWidth: 2 }),
      unitNames(names.above, -16, marked, tokens),
      unitNames(names.below, 16, marked, tokens),
    ],
  };
}

type LimitKind = 'warning' | 'action';
const low = (of: LimitKind) => (d: FunnelLimit) => d[of][0] / d.expected;
const high = (of: LimitKind) => (d: FunnelLimit) => d[of][1] / d.expected;

/** The band within the outer limits, the ratio 1, and both limits as lines. */
function limitMarks(drawn: readonly FunnelLimit[], tokens: Tokens): Plot.Markish[] {
  const line = (of: LimitKind, y: (d: FunnelLimit) => number, dash: string) =>
    Plot.lineY(drawn, {
      x: 'expected',
      y,
      stroke: of === 'action' ? tokens.text : tokens.textMuted,
      strokeWidth: of === 'action' ? 1.4 : 1,
      strokeDasharray: dash,
      clip: true,
    });
  return [
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
  ];
}

/** Names of the limits beside their right ends. */
function limitNames(
  last: FunnelLimit | undefined,
  words: Drawn['words'],
  tokens: Tokens,
): Plot.Markish[] {
  if (last === undefined) return [];
  const name = (of: LimitKind, dy: number, fill: string) =>
    Plot.text([last], {
      x: 'expected',
      y: high(of),
      text: () => words[of],
      textAnchor: 'start',
      dx: 6,
      dy,
      fill,
    });
  return [name('action', -4, tokens.text), name('warning', 4, tokens.textMuted)];
}

/** Dots of the units; those outside the limits are filled and have a shape of their own. */
function unitDots(places: readonly PlacedUnit[], tokens: Tokens): Plot.Markish[] {
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
  return [
    dot('within', 'circle', false),
    dot('above', 'triangle', true),
    dot('below', 'square', true),
  ];
}

/** A ring around the unit with that key; nothing where there is none. */
function ring(
  places: readonly PlacedUnit[],
  of: string | null,
  pen: { stroke: string; strokeWidth: number },
): Plot.Markish {
  return Plot.dot(
    places.filter(({ key }) => key === of),
    { x: 'expected', y: 'y', r: 10, ...pen },
  );
}

/** Names `dy` pixels from their dots; marked ones in the full colour of text. */
function unitNames(
  units: readonly PlacedUnit[],
  dy: number,
  marked: ReadonlySet<string>,
  tokens: Tokens,
): Plot.Markish {
  return Plot.text(units, {
    x: 'expected',
    y: 'y',
    text: 'name',
    dy,
    fill: (unit: PlacedUnit) => (marked.has(unit.key) ? tokens.text : tokens.textMuted),
    stroke: tokens.surface,
    strokeWidth: 4,
  });
}
