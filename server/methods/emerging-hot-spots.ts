import type { EMERGING_CLASSES } from '#server/contract/place-analysis.ts';

import { falseDiscovery } from './false-discovery.ts';
import { getisOrd } from './getis-ord.ts';
import { mannKendall, type Trend } from './mann-kendall.ts';
import { twoSidedP } from './normal-p.ts';

type HotSpotClass = (typeof EMERGING_CLASSES)[number];

type EmergingSpot = {
  /** Null: no pattern. */
  pattern: { temperature: 'hot' | 'cold'; class: HotSpotClass } | null;
  /** 1 hot, −1 cold, 0 neither, by step. */
  states: number[];
  trend: Trend;
};

/**
 * Gi* of every unit and step among all of them (neighbours of the step itself and of the one before), called
 * significant after Benjamini and Hochberg, then the trend of each unit's z and the classes of emerging hot
 * spots (names as Esri's, rules as xarray-spatial documents them).
 * @param series for each unit its values, one a step, all of one length
 * @param neighbours for each unit the places of the near ones, itself left out
 */
export function emergingHotSpots(
  series: readonly (readonly number[])[],
  neighbours: readonly (readonly number[])[],
  level = 0.05,
): EmergingSpot[] {
  const steps = series[0]?.length ?? 0;
  const place = (unit: number, step: number) => unit * steps + step;
  const values = series.flat();
  const around = series.flatMap((_, unit) =>
    Array.from({ length: steps }, (_step, step) => {
      const near = neighbours[unit] ?? [];
      const now = near.map((other) => place(other, step));
      const before = step === 0 ? [] : [unit, ...near].map((other) => place(other, step - 1));
      return [...now, ...before];
    }),
  );
  const z = getisOrd(values, around);
  const adjusted = falseDiscovery(z.map(twoSidedP));
  const trends = series.map((_, unit) => mannKendall(z.slice(unit * steps, (unit + 1) * steps)));
  const trendP = falseDiscovery(trends.map(({ p }) => p));
  return series.map((_, unit) => {
    const states = Array.from({ length: steps }, (_step, step) => {
      const bin = place(unit, step);
      return (adjusted[bin] ?? 1) < level ? Math.sign(z[bin] ?? 0) : 0;
    });
    const trend = { ...(trends[unit] ?? mannKendall([])), p: trendP[unit] ?? 1 };
    const rising = trend.p < level ? Math.sign(trend.z) : 0;
    return { pattern: patternOf(states, rising), states, trend };
  });
}

/** @param rising 1 when z rises significantly, −1 when it falls, 0 otherwise */
export function patternOf(states: readonly number[], rising: number): EmergingSpot['pattern'] {
  const hot = classOf(states, rising);
  if (hot !== null) return { temperature: 'hot', class: hot };
  const cold = classOf(
    states.map((state) => -state),
    -rising,
  );
  return cold === null ? null : { temperature: 'cold', class: cold };
}

function classOf(states: readonly number[], rising: number): HotSpotClass | null {
  const steps = states.length;
  const hot = states.filter((state) => state === 1).length;
  // In whole numbers: 90 % of 70 steps are 63, which 0.9 · 70 may miss by rounding.
  const mostly = 10 * hot >= 9 * steps;
  if (hot === 0) return null;
  if (states.at(-1) !== 1) return mostly ? 'historical' : null;
  const run = steps - 1 - states.findLastIndex((state) => state !== 1);
  if (mostly) {
    if (rising === 1) return 'intensifying';
    return rising === -1 ? 'diminishing' : 'persistent';
  }
  if (hot === 1) return 'new';
  if (hot === run) return 'consecutive';
  return states.includes(-1) ? 'oscillating' : 'sporadic';
}
