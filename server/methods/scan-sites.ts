/** A place where cases happened, and how many in all. */
export type Site = { x: number; y: number; cases: number };

/** Sites by their distance from one of them, itself first, with the cases of all up to each. */
export type Neighbourhood = { sites: Int32Array; metres: Float64Array; cases: Int32Array };

/** Cases at one spot are one site; sites stand in the order of x, then y. */
export function groupBySite(places: readonly { x: number; y: number }[]): {
  sites: Site[];
  siteOfCase: Int32Array;
} {
  const order = places
    .map((_, i) => i)
    .toSorted((a, b) => {
      const [left, right] = [places[a], places[b]];
      return (left?.x ?? 0) - (right?.x ?? 0) || (left?.y ?? 0) - (right?.y ?? 0);
    });
  const sites: Site[] = [];
  const siteOfCase = new Int32Array(places.length);
  for (const i of order) {
    const place = places[i];
    if (place === undefined) continue;
    const last = sites.at(-1);
    if (last?.x === place.x && last.y === place.y) last.cases += 1;
    else sites.push({ x: place.x, y: place.y, cases: 1 });
    siteOfCase[i] = sites.length - 1;
  }
  return { sites, siteOfCase };
}

/**
 * Lists the sites around each site that a circle may hold; of two at the same distance the one with the smaller x
 * first.
 */
export function nearestSites(
  sites: readonly Site[],
  limits: { radius: number; share: number; sites?: number },
  allCases: number,
): Neighbourhood[] {
  const cellOf = (value: number) => Math.floor(value / limits.radius);
  const cells = new Map<string, number[]>();
  for (const [i, { x, y }] of sites.entries()) {
    const key = `${cellOf(x)} ${cellOf(y)}`;
    const own = cells.get(key);
    if (own === undefined) cells.set(key, [i]);
    else own.push(i);
  }
  return sites.map((centre) => {
    const within: { site: number; metres: number }[] = [];
    for (let column = cellOf(centre.x) - 1; column <= cellOf(centre.x) + 1; column += 1) {
      for (let row = cellOf(centre.y) - 1; row <= cellOf(centre.y) + 1; row += 1) {
        for (const site of cells.get(`${column} ${row}`) ?? []) {
          const other = sites[site] ?? centre;
          const metres = Math.hypot(other.x - centre.x, other.y - centre.y);
          if (metres <= limits.radius) within.push({ site, metres });
        }
      }
    }
    within.sort((a, b) => a.metres - b.metres || a.site - b.site);
    return grown(within.slice(0, limits.sites), sites, limits.share * allCases);
  });
}

/** Sites taken in one after the other for as long as the circle holds no more than its share. */
function grown(
  within: readonly { site: number; metres: number }[],
  sites: readonly Site[],
  mostCases: number,
): Neighbourhood {
  const cases: number[] = [];
  let sum = 0;
  for (const { site } of within) {
    sum += sites[site]?.cases ?? 0;
    if (sum > mostCases) break;
    cases.push(sum);
  }
  const kept = within.slice(0, cases.length);
  return {
    sites: Int32Array.from(kept, ({ site }) => site),
    metres: Float64Array.from(kept, ({ metres }) => metres),
    cases: Int32Array.from(cases),
  };
}
