/**
 * p values adjusted so that, of what is called significant below a level, at most that share is expected to be
 * false (Benjamini and Hochberg 1995): min over l ≥ k of m·p_(l)/l. `harmonic` multiplies by 1 + ½ + … + 1/m, which
 * holds under any dependence (Benjamini and Yekutieli 2001). In the order given.
 */
export function falseDiscovery(p: readonly number[], harmonic = false): number[] {
  const m = p.length;
  const factor = harmonic ? p.reduce((sum, _, k) => sum + 1 / (k + 1), 0) : 1;
  const order = p.map((_, i) => i).toSorted((a, b) => (p[b] ?? 0) - (p[a] ?? 0));
  const adjusted = Array.from<number>({ length: m });
  let lowest = 1;
  for (const [place, i] of order.entries()) {
    lowest = Math.min(lowest, (factor * m * (p[i] ?? 0)) / (m - place));
    adjusted[i] = lowest;
  }
  return adjusted;
}

/** Holm's (1979) adjustment: holds the chance of even one false call, for a few comparisons. */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).toSorted((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  const adjusted = Array.from<number>({ length: p.length });
  let highest = 0;
  for (const [place, i] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (p.length - place) * (p[i] ?? 0)));
    adjusted[i] = highest;
  }
  return adjusted;
}
