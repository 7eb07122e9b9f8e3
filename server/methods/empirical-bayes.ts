type RateUnit = { events: number; exposure: number };

type EmpiricalBayes = {
  /** Rate of all units together. */
  mean: number;
  /** Variance of the true rates between units; 0 when the data show nothing beyond chance. */
  between: number;
  /** Smoothed rates in the order of the units; null without exposure. */
  rates: (number | null)[];
};

/**
 * Marshall's (1991) global empirical Bayes smoothing: small units are drawn towards the mean, large ones keep
 * their rate. With A = max(0, s² − m/n̄), θ = m + A/(A + m/n)·(p − m). Where A is 0 or nothing happened at all,
 * every unit gets the mean.
 */
export function empiricalBayes(units: readonly RateUnit[]): EmpiricalBayes {
  const exposed = units.filter(({ exposure }) => exposure > 0);
  const exposure = exposed.reduce((sum, unit) => sum + unit.exposure, 0);
  if (exposure === 0) return { mean: 0, between: 0, rates: units.map(() => null) };
  const mean = exposed.reduce((sum, { events }) => sum + events, 0) / exposure;
  const spread =
    exposed.reduce(
      (sum, unit) => sum + unit.exposure * (unit.events / unit.exposure - mean) ** 2,
      0,
    ) / exposure;
  const between = Math.max(0, spread - (mean * exposed.length) / exposure);
  return {
    mean,
    between,
    rates: units.map((unit) => {
      if (unit.exposure <= 0) return null;
      if (between === 0) return mean;
      const weight = between / (between + mean / unit.exposure);
      return mean + weight * (unit.events / unit.exposure - mean);
    }),
  };
}

/** The same over each unit with its neighbours instead of all units; `neighbours` are places in `units`. */
export function localEmpiricalBayes(
  units: readonly RateUnit[],
  neighbours: readonly (readonly number[])[],
): (number | null)[] {
  return units.map((unit, i) => {
    const around = (neighbours[i] ?? []).flatMap((j) => units[j] ?? []);
    return empiricalBayes([unit, ...around]).rates[0] ?? null;
  });
}
