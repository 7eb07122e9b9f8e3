/** From here on Stirling's series with five terms is exact to the last digit of a double. */
const STIRLING_FROM = 16;

/**
 * x^a·e^(−x)/Γ(a + 1) for any a > 0: the Poisson probability of a where a is whole. Loader's saddle-point form (2000)
 * keeps its digits where a and x are large.
 */
export function poissonDensity(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/**
 * Γ(a + b + 1)/(Γ(a + 1)Γ(b + 1))·x^a·y^b for any a, b > 0: the binomial probability of a of a + b where both are whole
 * (Loader 2000).
 * @param y 1 − x, given apart so that it keeps its digits
 */
export function binomialDensity(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return (
    Math.exp(stirling - deviance(a, n * x) - deviance(b, n * y)) *
    Math.sqrt(n / (2 * Math.PI * a * b))
  );
}

/** ln Γ(a + 1) less Stirling's approximation of it. */
function stirlingError(a: number): number {
  if (a >= STIRLING_FROM) {
    const square = a * a;
    return (
      (1 / 12 -
        (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) /
      a
    );
  }
  // Γ(a + 1) follows from Γ(a + m + 1), where the series is exact, divided by a + 1, …, a + m.
  let product = 1;
  let shifted = a;
  while (shifted < STIRLING_FROM) {
    shifted += 1;
    product *= shifted;
  }
  const logGamma =
    stirlingError(shifted) + (shifted + 0.5) * Math.log(shifted) - shifted - Math.log(product);
  return logGamma - (a + 0.5) * Math.log(a) + a;
}

/** a·ln(a/x) + x − a, without cancellation where a and x are close. */
function deviance(a: number, x: number): number {
  const difference = a - x;
  if (Math.abs(difference) >= 0.1 * (a + x)) return a * Math.log(a / x) - difference;
  const v = difference / (a + x);
  let sum = difference * v;
  let term = 2 * a * v;
  for (let k = 1; k < 1_000; k += 1) {
    term *= v * v;
    const next = sum + term / (2 * k + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
