import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { knox } from '#server/methods/knox.ts';
import { permutationScan } from '#server/methods/permutation-scan.ts';

import { circleRing, toLonLat, toPlane } from './plane.ts';
import type { Found, PlaceData, Report } from './place-data.ts';
import { refusalOfPeriod } from './refusals.ts';

/** Upper edges of the bands of near repeats; 0 is the same place. */
const REPEAT_BANDS = { metres: [0, 100, 200, 400, 800], days: [7, 14, 28, 56] };
/** Customary half of all cases gives useless giants. */
const MOST_SHARE = 0.1;
const MINIMUM_CASES = 3;
/** A scan is meant to be repeated every week. */
const EVERY_DAYS = 7;
/** Clusters that chance brings this easily are not shown. */
const MOST_P = 0.5;

/** Knox's table of what follows nearby and soon, and the pairs of its nearest band. */
export function findNearRepeats(data: PlaceData, query: PlaceAnalysisQuery, report: Report): Found {
  const events = datedPlaces(data);
  const refused = refusalOfPeriod(query.method, events.length, data.period);
  if (refused !== null) return { refused };
  const run = { replicates: query.replicates, seed: query.seed };
  const { cells, links } = knox(events, REPEAT_BANDS, run, report);
  return {
    repeats: cells,
    links: links.flatMap(({ first, second, metres, days }) => {
      const [from, to] = [events[first], events[second]];
      if (from === undefined || to === undefined) return [];
      return [
        { from: toLonLat(from.x, from.y), to: toLonLat(to.x, to.y), metres, days, place: null },
      ];
    }),
  };
}

/** The clusters of the last days of the period, by the space-time permutation scan. */
export function findClusters(data: PlaceData, query: PlaceAnalysisQuery, report: Report): Found {
  const events = datedPlaces(data);
  const refused = refusalOfPeriod(query.method, events.length, data.period);
  if (refused !== null) return { refused };
  const lastDay = daysBetween(data.period.from, data.period.to);
  const limits = {
    radius: query.radius,
    share: MOST_SHARE,
    days: query.days,
    minimumCases: MINIMUM_CASES,
  };
  const run = {
    lastDay,
    replicates: query.replicates,
    seed: query.seed,
    everyDays: EVERY_DAYS,
  };
  const { clusters } = permutationScan(events, limits, run, report);
  return {
    clusters: clusters
      .filter(({ p }) => p <= MOST_P)
      .map(({ x, y, radius, sites, firstDay, ...cluster }) => ({
        ...cluster,
        centre: toLonLat(x, y),
        // One place alone is drawn large enough to be seen.
        ring: circleRing(x, y, Math.max(radius, 100)),
        radius,
        places: sites.length,
        from: addDays(data.period.from, firstDay),
        place: null,
      })),
  };
}

/** Metres on the city's grid, days from the first of the period. */
function datedPlaces({ events, period }: PlaceData) {
  return events.map(({ longitude, latitude, happenedOn }) => ({
    ...toPlane([longitude, latitude]),
    day: daysBetween(period.from, happenedOn),
  }));
}
