import type { Neighbourhood, Site } from './scan-sites.ts';

type Cylinder = {
  centre: number;
  radius: number;
  sites: number[];
  days: number;
  cases: number;
  expected: number;
  ratio: number;
};

/**
 * Searches all cylinders for the greatest log likelihood ratio. Only the cases of the last days
 * matter to it, and a circle gains only where it takes in such a case, so that is where it is weighed.
 */
export class CylinderSearch {
  private readonly sites: readonly Site[];
  private readonly neighbours: readonly Neighbourhood[];
  private readonly siteOfCase: Int32Array;
  private readonly days: Int32Array;
  private readonly limits: { days: number; minimumCases: number };
  private readonly lastDay: number;
  private readonly anyRecent: Uint8Array;
  private readonly recentStart: Int32Array;
  private readonly recentAges: Int32Array;
  private readonly logarithm: Float64Array;
  /** Cases on the last 1, 2, … days; the same whoever had them. */
  private readonly casesWithin: Int32Array;
  /** Ages of the recent cases in the circle that is being grown, youngest first. */
  private readonly agesInside: Int32Array;

  /** @param data.days the day of each case; permuted by the caller between searches */
  constructor(data: {
    sites: readonly Site[];
    neighbours: readonly Neighbourhood[];
    siteOfCase: Int32Array;
    days: Int32Array;
    limits: { days: number; minimumCases: number };
    lastDay: number;
  }) {
    const { sites, days, limits } = data;
    this.sites = sites;
    this.neighbours = data.neighbours;
    this.siteOfCase = data.siteOfCase;
    this.days = days;
    this.limits = limits;
    this.lastDay = data.lastDay;
    this.anyRecent = new Uint8Array(sites.length);
    this.recentStart = new Int32Array(sites.length + 1);
    this.recentAges = new Int32Array(days.length);
    this.logarithm = Float64Array.from({ length: days.length + 1 }, (_, n) => Math.log(n));
    this.agesInside = new Int32Array(days.length + 1);
    this.casesWithin = new Int32Array(limits.days);
    for (const day of days) {
      for (let age = data.lastDay - day; age >= 0 && age < limits.days; age += 1) {
        this.casesWithin[age] = (this.casesWithin[age] ?? 0) + 1;
      }
    }
  }

  /** Finds the greatest ratio with the present order of the days. */
  strongest(): number {
    this.layOut();
    let best = 0;
    for (let centre = 0; centre < this.sites.length; centre += 1) {
      best = this.searchAround(centre, best, null);
    }
    return best;
  }

  /** The strongest cylinder about each site that has one, strongest first. */
  best(): Cylinder[] {
    this.layOut();
    const found: Cylinder[] = [];
    for (let centre = 0; centre < this.sites.length; centre += 1) {
      let own: Cylinder | null = null;
      this.searchAround(centre, 0, (cylinder) => {
        own = cylinder;
      });
      if (own !== null) found.push(own);
    }
    return found.toSorted((a, b) => b.ratio - a.ratio || a.centre - b.centre);
  }

  /** Groups the ages of the recent cases by site, as runs of one array. */
  private layOut(): void {
    const { recentStart, recentAges, siteOfCase, days, limits, lastDay } = this;
    recentStart.fill(0);
    for (let i = 0; i < days.length; i += 1) {
      const age = lastDay - (days[i] ?? 0);
      if (age < 0 || age >= limits.days) continue;
      const site = siteOfCase[i] ?? 0;
      recentStart[site + 1] = (recentStart[site + 1] ?? 0) + 1;
    }
    for (let site = 0; site < this.sites.length; site += 1) {
      const own = recentStart[site + 1] ?? 0;
      this.anyRecent[site] = own === 0 ? 0 : 1;
      recentStart[site + 1] = own + (recentStart[site] ?? 0);
    }
    const next = recentStart.slice();
    for (let i = 0; i < days.length; i += 1) {
      const age = lastDay - (days[i] ?? 0);
      if (age < 0 || age >= limits.days) continue;
      const site = siteOfCase[i] ?? 0;
      const place = next[site] ?? 0;
      recentAges[place] = age;
      next[site] = place + 1;
    }
  }

  /** Grows the circle about one site; returns the greater of `best` and what it finds, and tells of each gain. */
  private searchAround(
    centre: number,
    best: number,
    tell: ((cylinder: Cylinder) => void) | null,
  ): number {
    const { anyRecent, recentStart, recentAges, agesInside, limits } = this;
    const around = this.neighbours[centre];
    if (around === undefined) return best;
    let strongest = best;
    let inside = 0;
    for (let rank = 0; rank < around.sites.length; rank += 1) {
      const site = around.sites[rank] ?? 0;
      // Most sites have none; a byte a site keeps this look in the nearest cache.
      if (anyRecent[site] === 0) continue;
      const end = recentStart[site + 1] ?? 0;
      let at = recentStart[site] ?? 0;
      let youngest = inside;
      for (; at < end; at += 1) {
        // The ages stay sorted: those from the newcomer's on count one case more.
        let place = inside;
        const age = recentAges[at] ?? 0;
        for (; place > 0 && (agesInside[place - 1] ?? 0) > age; place -= 1) {
          agesInside[place] = agesInside[place - 1] ?? 0;
        }
        agesInside[place] = age;
        inside += 1;
        if (place < youngest) youngest = place;
      }
      const inSpace = around.cases[rank] ?? 0;
      // Shorter durations gained no case here, only a wider circle.
      for (let i = Math.max(youngest, limits.minimumCases - 1); i < inside; i += 1) {
        const age = agesInside[i] ?? 0;
        if (agesInside[i + 1] === age && i + 1 < inside) continue;
        const ratio = this.ratioOf(i + 1, inSpace, age, strongest);
        if (ratio <= strongest) continue;
        strongest = ratio;
        if (tell !== null) tell(this.describe(centre, rank, age, i + 1, ratio));
      }
    }
    return strongest;
  }

  /** Logarithm of a count up to the number of all cases, from a table. */
  private log(count: number): number {
    return this.logarithm[count] ?? 0;
  }

  /** LLR = c·ln(c/μ) + (C−c)·ln((C−c)/(C−μ)) where c > μ; the second part, never positive, only if it can matter. */
  private ratioOf(cases: number, inSpace: number, age: number, toBeat: number): number {
    const all = this.days.length;
    const inTime = this.casesWithin[age] ?? 0;
    const expected = (inSpace * inTime) / all;
    if (cases <= expected) return 0;
    const inner = cases * (this.log(cases) - this.log(inSpace) - this.log(inTime) + this.log(all));
    if (inner <= toBeat) return 0;
    if (cases === all) return inner;
    return inner + (all - cases) * (this.log(all - cases) - Math.log(all - expected));
  }

  private describe(
    centre: number,
    rank: number,
    age: number,
    cases: number,
    ratio: number,
  ): Cylinder {
    const around = this.neighbours[centre];
    const inSpace = around?.cases[rank] ?? 0;
    return {
      centre,
      radius: around?.metres[rank] ?? 0,
      sites: [...(around?.sites.subarray(0, rank + 1) ?? [])],
      days: age + 1,
      cases,
      expected: (inSpace * (this.casesWithin[age] ?? 0)) / this.days.length,
      ratio,
    };
  }
}

const MOST_CLUSTERS = 20;

/** The strongest, then the next that shares no site with those before it. */
export function withoutOverlap(cylinders: readonly Cylinder[]): Cylinder[] {
  const taken = new Set<number>();
  const kept: Cylinder[] = [];
  for (const cylinder of cylinders) {
    if (kept.length === MOST_CLUSTERS) break;
    if (cylinder.sites.some((site) => taken.has(site))) continue;
    for (const site of cylinder.sites) taken.add(site);
    kept.push(cylinder);
  }
  return kept;
}
