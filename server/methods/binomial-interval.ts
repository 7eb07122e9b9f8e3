import { normalQuantile } from './distributions.ts';
import type { Interval } from './exact-poisson.ts';

/** Wilson's (1927) score interval of a share: `hits` of `all`, which is 1 or more. */
export function binomialInterval(hits: number, all: number, confidence = 0.95): Interval {
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const share = hits / all;
  const centre = share + (z * z) / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
