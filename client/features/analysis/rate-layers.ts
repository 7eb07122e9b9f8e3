import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

import { AREAS_SOURCE } from '#client/map/communes/commune-layers.ts';
import type { Scheme } from '#client/ui/tokens.ts';

/** Light to dark in one hue: more is darker on paper and for every eye, lighter on a dark screen. */
const STEPS: Record<Scheme, readonly string[]> = {
  light: ['#e4f0f1', '#b9d9d8', '#86bdbb', '#4b9996', '#0f6e6e'],
  dark: ['#22363a', '#2b5356', '#377a7a', '#52a5a1', '#8fd6cf'],
};
export const RATE_LAYER = 'analysis:rate';

export type RateClass = { colour: string; from: number; to: number };

/** Classes with about as many communes each; fewer where the rates do not differ enough. */
export function rateClasses(rates: readonly number[], scheme: Scheme): RateClass[] {
  const sorted = rates.toSorted((a, b) => a - b);
  const steps = STEPS[scheme];
  const edges = [
    ...new Set(
      steps.map((_, i) => sorted[Math.floor((i * (sorted.length - 1)) / steps.length)] ?? 0),
    ),
    sorted.at(-1) ?? 0,
  ];
  return edges.slice(0, -1).map((from, i) => ({
    colour: steps[Math.round((i * (steps.length - 1)) / Math.max(1, edges.length - 2))] ?? '',
    from,
    to: edges[i + 1] ?? from,
  }));
}

/** Fills the communes that have a rate by its class. */
export function rateLayer(
  rates: ReadonlyMap<string, number>,
  classes: readonly RateClass[],
): LayerSpecification {
  const colourOf = (rate: number) => classes.findLast(({ from }) => rate >= from)?.colour ?? '';
  const [first, ...others] = [...rates].map(([code, rate]) => [code, colourOf(rate)] as const);
  const colour: ExpressionSpecification | string =
    first === undefined
      ? 'transparent'
      : ['match', ['get', 'code'], first[0], first[1], ...others.flat(), 'transparent'];
  return {
    id: RATE_LAYER,
    type: 'fill',
    source: AREAS_SOURCE,
    paint: { 'fill-color': colour, 'fill-opacity': 0.9 },
  };
}
