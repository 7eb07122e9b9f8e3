import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * `count` members of a pool, each as likely as any other: the first steps of a Fisher–Yates shuffle over the
 * pool in ascending order, by xoroshiro128+. Same pool and seed, same draw, in whatever order the pool came.
 */
export function drawAtRandom(pool: readonly number[], count: number, seed: number): number[] {
  const left = [...new Set(pool)].toSorted((a, b) => a - b);
  const generator = xoroshiro128plus(seed);
  const most = Math.min(count, left.length);
  for (let at = 0; at < most; at += 1) {
    const chosen = uniformInt(generator, at, left.length - 1);
    const [here, there] = [left[at] ?? 0, left[chosen] ?? 0];
    left[at] = there;
    left[chosen] = here;
  }
  return left.slice(0, most);
}
