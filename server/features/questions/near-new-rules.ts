import type { QuestionSettings } from '#server/contract/question.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

import type { ClosureRow } from './pattern-rules.ts';
import { byCommune } from './rules.ts';
import { ORDINARY_CASE, type Observation } from './tally-rules.ts';

/** A place that was listed for the first time, with the closures near it. */
export type ListingRow = {
  communeId: number;
  pointId: number;
  category: string;
  listedOn: IsoDate;
  /** Places within the radius that were closed on that day, the latest closure first. */
  near: readonly { pointId: number; category: string; eliminatedOn: IsoDate }[];
};

/** Places of a commune that were listed on a day. */
export type ListedRow = { communeId: number; listedOn: IsoDate; places: number };

/** Tells if a new place of one category could be the closed one of another. */
export type Fits = (ofNew: string, ofClosed: string) => boolean;

/**
 * First listings; a hit is one within the radius of a place of a category that fits, closed within the days that are
 * recent and still closed. Each weighs by the chance that any place of its commune lies near such a one on that day (that
 * of one at least where so many are expected), so that a dense commune is expected to have more hits.
 */
export function nearNewPlaces(
  { listings, closures, listed }: NearData,
  fits: Fits,
  settings: QuestionSettings,
): Observation[] {
  const shares = sharesNear(closures, listed);
  const closed = byCommune(closures);
  return listings.map(({ communeId, pointId, category, listedOn: on, near }) => {
    const since = addDays(on, -settings.recentDays);
    const isRecent = (eliminatedOn: IsoDate) => since <= eliminatedOn && eliminatedOn <= on;
    const found = near.find((one) => isRecent(one.eliminatedOn) && fits(category, one.category));
    let places = 0;
    for (const one of closed.get(communeId) ?? []) {
      if (!isRecent(one.eliminatedOn) || !fits(category, one.category)) continue;
      const stillClosed = one.returnedOn === null || one.returnedOn > on;
      if (stillClosed && one.pointId !== pointId) places += shares.get(one) ?? 0;
    }
    return {
      ...ORDINARY_CASE,
      communeId,
      on,
      settledOn: on,
      hit: found !== undefined,
      weight: 1 - Math.exp(-places),
      pointIds: [pointId],
      thenOn: found?.eliminatedOn ?? null,
      otherPointId: found?.pointId ?? null,
    };
  });
}

export type NearData = {
  listings: readonly ListingRow[];
  closures: readonly ClosureRow[];
  listed: readonly ListedRow[];
};

/** A commune with few places is drawn to the share of the whole city as if by so many of them. */
const CITY_PRIOR = 10;

/**
 * Share of a commune's places that stood within the radius of a place when it was closed: the chance by which any other
 * place lies there. Only what stood there before counts, so that a place under another name does not excuse itself.
 */
function sharesNear(
  closures: readonly ClosureRow[],
  listed: readonly ListedRow[],
): Map<ClosureRow, number> {
  const standing = new Map<ClosureRow, number>();
  const days = byCommune(listed.toSorted((a, b) => (a.listedOn < b.listedOn ? -1 : 1)));
  for (const [communeId, own] of byCommune(closures)) {
    let places = 0;
    let next = 0;
    const arrivals = days.get(communeId) ?? [];
    for (const one of own) {
      for (; (arrivals[next]?.listedOn ?? NEVER) <= one.eliminatedOn; next += 1) {
        places += arrivals[next]?.places ?? 0;
      }
      standing.set(one, Math.max(0, places - 1));
    }
  }
  const near = closures.reduce((sum, { neighbours }) => sum + neighbours, 0);
  const all = [...standing.values()].reduce((sum, places) => sum + places, 0);
  const ofCity = all === 0 ? 0 : near / all;
  return new Map(
    [...standing].map(([one, places]) => [
      one,
      (one.neighbours + CITY_PRIOR * ofCity) / (places + CITY_PRIOR),
    ]),
  );
}

const NEVER = '9999-12-31';
