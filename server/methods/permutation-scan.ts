import { CylinderSearch, withoutOverlap } from './cylinder-search.ts';
import { groupBySite, nearestSites, type Site } from './scan-sites.ts';
import { monteCarloP, seededGenerator, shuffle } from './shuffle.ts';
import type { DatedPlace } from './near-pairs.ts';

type ScanLimits = {
  /** Cylinders reach at most so far, metres; and hold at most this share of all cases. */
  radius: number;
  share: number;
  /** At most so many sites, the centre counted in; no limit when absent. */
  sites?: number;
  /** Days up to the last one, at most. */
  days: number;
  minimumCases: number;
};

type ScanCluster = {
  /** Centre and radius of the circle, and its sites as indices into the list of sites. */
  x: number;
  y: number;
  radius: number;
  sites: number[];
  /** First day of the cluster, which lasts to the last day of the data. */
  firstDay: number;
  cases: number;
  expected: number;
  logLikelihoodRatio: number;
  p: number;
  /**
   * Recurrence interval: days within which as strong a cluster is expected once by chance, with an analysis every
   * `everyDays`.
   */
  recurrenceDays: number;
};

export type Scan = { cases: number; sites: Site[]; clusters: ScanCluster[] };

/**
 * Prospective space-time permutation scan (Kulldorff et al. 2005): circles over the places, back from the last
 * day, with more cases than place and time alone would give. Cases only, no population. It finds interaction; uneven
 * growth looks the same. Clusters do not share sites; p of each against the strongest of every permutation.
 */
export function permutationScan(
  cases: readonly DatedPlace[],
  limits: ScanLimits,
  run: { lastDay: number; replicates: number; seed: number; everyDays: number },
  report: (share: number) => void = () => {},
): Scan {
  const { sites, siteOfCase } = groupBySite(cases);
  const neighbours = nearestSites(sites, limits, cases.length);
  const days = Int32Array.from(cases, ({ day }) => day);
  const search = new CylinderSearch({
    sites,
    neighbours,
    siteOfCase,
    days,
    limits,
    lastDay: run.lastDay,
  });
  const found = withoutOverlap(search.best());
  const generator = seededGenerator(run.seed);
  const strongest = new Float64Array(run.replicates);
  for (let b = 0; b < run.replicates; b += 1) {
    if (b % 10 === 0) report(b / run.replicates);
    shuffle(generator, days);
    strongest[b] = search.strongest();
  }
  return {
    cases: cases.length,
    sites,
    clusters: found.map((cylinder) => {
      const reached = strongest.filter((ratio) => ratio >= cylinder.ratio - 1e-9).length;
      const p = monteCarloP(reached, run.replicates);
      const centre = sites[cylinder.centre] ?? { x: 0, y: 0 };
      return {
        x: centre.x,
        y: centre.y,
        radius: cylinder.radius,
        sites: cylinder.sites,
        firstDay: run.lastDay - cylinder.days + 1,
        cases: cylinder.cases,
        expected: cylinder.expected,
        logLikelihoodRatio: cylinder.ratio,
        p,
        recurrenceDays: run.everyDays / p,
      };
    }),
  };
}
