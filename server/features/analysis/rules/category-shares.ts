import type { CategoryShare } from '#server/contract/comparison.ts';

/** Counts of one category in one commune. */
type Stratum = { communeId: number; stratum: string; events: number; exposure: number };

/**
 * Splits the observed and expected count of a commune by category. Expected in a category: the commune's exposure times
 * the city's events by exposure in that category. The furthest above what was expected come first.
 * @param strata of the whole city
 */
export function categoryShares(strata: readonly Stratum[], communeId: number): CategoryShare[] {
  const city = new Map<string, { events: number; exposure: number }>();
  for (const { stratum, events, exposure } of strata) {
    const sum = city.get(stratum) ?? { events: 0, exposure: 0 };
    city.set(stratum, { events: sum.events + events, exposure: sum.exposure + exposure });
  }
  return strata
    .filter((one) => one.communeId === communeId && (one.events > 0 || one.exposure > 0))
    .map(({ stratum, events, exposure }) => {
      const all = city.get(stratum);
      const rate = all === undefined || all.exposure === 0 ? 0 : all.events / all.exposure;
      return { category: stratum, observed: events, expected: exposure * rate, exposure };
    })
    .toSorted(
      (a, b) =>
        b.observed - b.expected - (a.observed - a.expected) || (a.category < b.category ? -1 : 1),
    );
}
