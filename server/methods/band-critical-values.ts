/**
 * The value e that |B(x)|/√(x(1−x)), B a Brownian bridge, exceeds somewhere in [low, high] with probability
 * alpha, by 4φ(e)/e + φ(e)·(e − 1/e)·ln[high(1−low)/(low(1−high))] = alpha (Miller and Siegmund 1982; the
 * tables of Nair 1984 come from it).
 */
export function equalPrecisionCritical(low: number, high: number, alpha: number): number {
  const range = Math.log((high * (1 - low)) / (low * (1 - high)));
  return bisect((e) => density(e, 1) * (4 / e + (e - 1 / e) * range) - alpha, 1, 8);
}

/** The value that |B(x)| exceeds somewhere in [low, high] with probability alpha (Hall and Wellner 1980). */
export function hallWellnerCritical(low: number, high: number, alpha: number): number {
  return bisect((h) => 1 - bridgeStays(h, low, high) - alpha, 0.05, 4);
}

const POINTS = 100;
/** Beyond so many standard deviations a normal density adds nothing that counts. */
const TAIL = 6;

/** P(|B| ≤ h on [low, high]): over where the bridge stands at both ends, and the images of the two walls. */
function bridgeStays(h: number, low: number, high: number): number {
  const span = high - low;
  const variance = low * (1 - low);
  const endVariance = (span * (1 - high)) / (1 - low);
  return integrate(0, Math.sqrt(variance), h, (start) => {
    // Given the start, the end is normal about what is left of the way down to 0 at 1.
    const mean = (start * (1 - high)) / (1 - low);
    const inner = integrate(
      mean,
      Math.sqrt(endVariance),
      h,
      (end) => density(end - mean, endVariance) * staysBetween(start, end, h, span),
    );
    return density(start, variance) * inner;
  });
}

/** Midpoint rule over the part of [−h, h] where a normal density about `mean` has its mass. */
function integrate(
  mean: number,
  deviation: number,
  h: number,
  of: (value: number) => number,
): number {
  const from = Math.max(-h, mean - TAIL * deviation);
  const to = Math.min(h, mean + TAIL * deviation);
  if (to <= from) return 0;
  const width = (to - from) / POINTS;
  let sum = 0;
  for (let i = 0; i < POINTS; i += 1) sum += of(from + (i + 0.5) * width);
  return sum * width;
}

/** Probability that a Brownian path from `start` to `end` in time `span` stays within ±h (images). */
function staysBetween(start: number, end: number, h: number, span: number): number {
  if (span === 0) return 1;
  const direct = (end - start) ** 2;
  let sum = 0;
  for (let k = -3; k <= 3; k += 1) {
    const same = end - start + 4 * k * h;
    const mirrored = end + start + (4 * k + 2) * h;
    sum += Math.exp((direct - same * same) / (2 * span));
    sum -= Math.exp((direct - mirrored * mirrored) / (2 * span));
  }
  return Math.max(0, sum);
}

function density(value: number, variance: number): number {
  return Math.exp((-value * value) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
}

/** The root of a falling function between two bounds. */
function bisect(falling: (value: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
