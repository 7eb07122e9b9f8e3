/** Square table of lengths, read as `metres[a * size + b]`; place 0 is the depot. */
export type Lengths = { size: number; metres: Float64Array };
export type Limits = { teams: number; mostStops: number };

const leg = ({ size, metres }: Lengths, a: number, b: number) => metres[a * size + b] ?? 0;

export function tourLength(lengths: Lengths, stops: readonly number[]): number {
  const way = [0, ...stops, 0];
  return way.slice(1).reduce((sum, to, at) => sum + leg(lengths, way[at] ?? 0, to), 0);
}

/** The savings of Clarke and Wright (1964), the smallest routes dissolved until the teams suffice, then 2-opt. */
export function savingsRoutes(lengths: Lengths, { teams, mostStops }: Limits): number[][] {
  const stops = Array.from({ length: lengths.size - 1 }, (_, at) => at + 1);
  let routes = stops.map((stop) => [stop]);
  const routeOf = (stop: number) => routes.find((route) => route.includes(stop)) ?? [];
  const pairs = stops
    .flatMap((a) => stops.filter((b) => b > a).map((b) => [a, b] as const))
    .map(([a, b]) => {
      const saved = leg(lengths, a, 0) + leg(lengths, 0, b) - leg(lengths, a, b);
      return { a, b, saved };
    })
    .toSorted((one, other) => other.saved - one.saved);
  for (const { a, b } of pairs) {
    const [first, second] = [routeOf(a), routeOf(b)];
    if (first === second || first.length + second.length > mostStops) continue;
    const ends = (route: number[], stop: number) => route[0] === stop || route.at(-1) === stop;
    if (!ends(first, a) || !ends(second, b)) continue;
    const head = first.at(-1) === a ? first : first.toReversed();
    const tail = second[0] === b ? second : second.toReversed();
    routes = [...routes.filter((route) => route !== first && route !== second), [...head, ...tail]];
  }
  routes.sort((one, other) => other.length - one.length);
  for (const stop of routes.splice(teams).flat()) insertCheapest(lengths, routes, stop, mostStops);
  return routes.map((route) => twoOpt(lengths, route));
}

function insertCheapest(
  lengths: Lengths,
  routes: number[][],
  stop: number,
  mostStops: number,
): void {
  const places = routes
    .filter((route) => route.length < mostStops)
    .flatMap((route) =>
      Array.from({ length: route.length + 1 }, (_, at) => {
        const [before, after] = [route[at - 1] ?? 0, route[at] ?? 0];
        const cost =
          leg(lengths, before, stop) + leg(lengths, stop, after) - leg(lengths, before, after);
        return { route, at, cost };
      }),
    );
  const best = places.toSorted((one, other) => one.cost - other.cost)[0];
  best?.route.splice(best.at, 0, stop);
}

/** Turns stretches round as long as that shortens the tour. */
export function twoOpt(lengths: Lengths, route: readonly number[]): number[] {
  let best = [...route];
  for (let better = true; better;) {
    better = false;
    for (let from = 0; from < best.length - 1; from += 1) {
      for (let to = from + 1; to < best.length; to += 1) {
        const turned = [
          ...best.slice(0, from),
          ...best.slice(from, to + 1).toReversed(),
          ...best.slice(to + 1),
        ];
        if (tourLength(lengths, turned) >= tourLength(lengths, best) - 1e-6) continue;
        best = turned;
        better = true;
      }
    }
  }
  return best;
}

/** One tour cut into routes where that is shortest (Beasley 1983): the order of the tour stays. */
export function splitTour(
  lengths: Lengths,
  tour: readonly number[],
  { teams, mostStops }: Limits,
): number[][] {
  type Cut = { length: number; from: number };
  let costs: (Cut | null)[] = [{ length: 0, from: 0 }, ...tour.map(() => null)];
  const layers: (Cut | null)[][] = [];
  for (let team = 0; team < teams; team += 1) {
    const next: (Cut | null)[] = costs.map(() => null);
    for (let to = 1; to <= tour.length; to += 1) {
      for (let from = Math.max(0, to - mostStops); from < to; from += 1) {
        const before = costs[from];
        if (before == null) continue;
        const length = before.length + tourLength(lengths, tour.slice(from, to));
        if (length < (next[to]?.length ?? Number.POSITIVE_INFINITY)) next[to] = { length, from };
      }
    }
    layers.push(next);
    costs = next;
  }
  const routes: number[][] = [];
  let to = tour.length;
  const used = layers.reduce(
    (best, layer, at) =>
      (layer[to]?.length ?? Infinity) < (layers[best]?.[to]?.length ?? Infinity) ? at : best,
    0,
  );
  for (let team = used; team >= 0; team -= 1) {
    const from = layers[team]?.[to]?.from ?? 0;
    routes.push(tour.slice(from, to));
    to = from;
  }
  return routes;
}
