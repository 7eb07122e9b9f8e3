/** Draws a normal value, by Box and Muller. */
export function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Draws a gamma value for a shape of 1 or more, by Marsaglia and Tsang (2000). */
export function gamma(shape: number, uniform: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(uniform);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Adds up the probabilities until the drawn one; good for small means. */
export function poisson(mean: number, uniform: () => number): number {
  const reached = uniform();
  let probability = Math.exp(-mean);
  let sum = probability;
  let count = 0;
  while (reached > sum && probability > 0) {
    count += 1;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}
