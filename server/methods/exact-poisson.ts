import { chiSquareQuantile } from './distributions.ts';

export type Interval = readonly [low: number, high: number];

/**
 * Exact interval of a Poisson mean from a count (Garwood 1936): [½χ²(α/2; 2y), ½χ²(1−α/2; 2y+2)].
 * @param events a whole number, 0 or more
 */
export function poissonInterval(events: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  const low = events === 0 ? 0 : chiSquareQuantile(tail, 2 * events) / 2;
  return [low, chiSquareQuantile(1 - tail, 2 * events + 2) / 2];
}

/** Events per unit of exposure with its exact interval; null without exposure. */
export function poissonRate(
  events: number,
  exposure: number,
  confidence = 0.95,
): { rate: number; interval: Interval } | null {
  if (exposure <= 0) return null;
  const [low, high] = poissonInterval(events, confidence);
  return { rate: events / exposure, interval: [low / exposure, high / exposure] };
}
