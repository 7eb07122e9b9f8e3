export type StratumCount = { unit: string; stratum: string; events: number; exposure: number };

export type Standardised = {
  unit: string;
  observed: number;
  expected: number;
  exposure: number;
  /** Observed over expected; null where nothing was to be expected. */
  ratio: number | null;
};

/**
 * Indirect standardisation: what each unit would have had if the rates of all units together, stratum by
 * stratum, had held in it. E_c = Σ_k exposure_ck · λ_k. Units in alphabetical order of their name.
 */
export function standardise(counts: readonly StratumCount[]): Standardised[] {
  const strata = new Map<string, { events: number; exposure: number }>();
  for (const { stratum, events, exposure } of counts) {
    const sum = strata.get(stratum) ?? { events: 0, exposure: 0 };
    strata.set(stratum, { events: sum.events + events, exposure: sum.exposure + exposure });
  }
  const units = new Map<string, Omit<Standardised, 'unit' | 'ratio'>>();
  for (const { unit, stratum, events, exposure } of counts) {
    const sum = units.get(unit) ?? { observed: 0, expected: 0, exposure: 0 };
    const all = strata.get(stratum);
    const rate = all === undefined || all.exposure === 0 ? 0 : all.events / all.exposure;
    units.set(unit, {
      observed: sum.observed + events,
      expected: sum.expected + exposure * rate,
      exposure: sum.exposure + exposure,
    });
  }
  return [...units]
    .map(([unit, sums]) => ({
      unit,
      ...sums,
      ratio: sums.expected > 0 ? sums.observed / sums.expected : null,
    }))
    .toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
}
