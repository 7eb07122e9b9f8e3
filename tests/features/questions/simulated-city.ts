import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import type { CommuneQuestionKind } from '#server/contract/question.ts';
import type { ListedRow, ListingRow } from '#server/features/questions/near-new-rules.ts';
import type { PatternData } from '#server/features/questions/kind-rules.ts';
import type { ClosureRow, ConfirmationRow } from '#server/features/questions/pattern-rules.ts';
import { gamma, normal, poisson } from '#tests/support/random-draws.ts';

import type { CityShape } from './city-shapes.ts';
import { asClassified, CONDUCT, drawConduct, type ConductKind } from './simulated-conduct.ts';
import { dayAt, drawDay, endOf } from './simulated-days.ts';
import { drawGround, isNear, type Ground } from './simulated-ground.ts';

/** The commune in which a pattern is planted. */
export const PLANTED = 0;

/** What the planted commune, of ordinary size and density, does: the strength at which each pattern has to be found. */
export const STRENGTH = {
  /** Runs of closures that are moved into the last five days of a month. */
  bunched_closures: { late: 0.9 },
  /** The same, and the share of its places closed in a month's last days that come back within ten days after it. */
  quick_returns: { late: 0.6, back: 0.4 },
  /** New places in the rooms of one closed in the 60 days before. */
  near_new_places: { near: 0.55 },
  /** Sittings in which six hand-overs are confirmed and nobody has looked at any of the places. */
  unseen_handovers: { blind: 0.35 },
};

/** A commune that is drawn: its habits, and what draws its story. */
type Drawn = {
  communeId: number;
  shape: CityShape;
  planted: CommuneQuestionKind | null;
  size: number;
  uniform: () => number;
  /** Number of a place that was not there before. */
  newPlace: () => number;
  ground: Ground;
};

/**
 * Draws two years of an invented city, in which communes differ in size, in their streets and in all their rates. Where
 * a pattern is planted, only the rows in which it is looked for are drawn.
 */
export function drawCity(
  shape: CityShape,
  planted: CommuneQuestionKind | null,
  generator: RandomGenerator,
): PatternData {
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const isConduct = (kind: CommuneQuestionKind): kind is ConductKind => kind in CONDUCT;
  const conductOf = (kind: ConductKind) =>
    planted === null || planted === kind ? drawConduct(kind, shape, planted === kind, uniform) : [];
  const nothing = { closures: [], listings: [], listed: [], confirmations: [] };
  const places =
    planted !== null && isConduct(planted) ? nothing : drawPlaces(shape, planted, uniform);
  return {
    ...places,
    timedActs: conductOf('late_entries'),
    classified: asClassified(conductOf('softened_kinds')),
    parted: conductOf('last_day_transfers'),
    closedTips: conductOf('own_tips'),
    ownLooks: conductOf('backdated_looks'),
    facts: conductOf('annulled_facts'),
    suspicions: conductOf('suspected_delistings'),
  };
}

type Places = Pick<PatternData, 'closures' | 'listings' | 'listed' | 'confirmations'>;

function drawPlaces(
  shape: CityShape,
  plantedKind: CommuneQuestionKind | null,
  uniform: () => number,
): Places {
  const closures: ClosureRow[] = [];
  const listings: ListingRow[] = [];
  const listed: ListedRow[] = [];
  const confirmations: ConfirmationRow[] = [];
  let places = 0;
  const newPlace = () => (places += 1);
  for (let communeId = 0; communeId < shape.communes; communeId += 1) {
    const planted = communeId === PLANTED ? plantedKind : null;
    const size = planted === null ? Math.exp(shape.sizeDeviation * normal(uniform)) : 1;
    const differs = () => (shape.cv === 0 ? 1 : gamma(shape.cv ** -2, uniform) * shape.cv ** 2);
    const standing = 1 + poisson(Math.min(400, shape.runs * 8 * size), uniform);
    // A commune with more places has longer streets, but not as many times longer: it is denser.
    const streets = Math.sqrt(size) * Math.exp(shape.streetDeviation * normal(uniform));
    const metres = shape.streetMetres * (planted === null ? streets : 1);
    const ground = drawGround(metres, standing, uniform);
    const commune: Drawn = { communeId, shape, planted, size, uniform, newPlace, ground };
    listed.push({ communeId, listedOn: '2020-01-01', places: standing });
    const habit = shape.monthEndHabit + shape.habitSpread * normal(uniform);
    const own = drawClosures(commune, (shape.returnChance / 30) * differs(), habit);
    const fresh = drawListings(commune, own, shape.nearShare * differs());
    const spread = shape.lookedSpread * normal(uniform);
    const looks = Math.min(0.95, Math.max(shape.looked / 2, shape.looked + spread));
    closures.push(...own.map(({ spot: _spot, day: _day, ...row }) => row));
    listings.push(...fresh);
    for (const { listedOn } of fresh) listed.push({ communeId, listedOn, places: 1 });
    confirmations.push(...drawConfirmations(commune, looks));
  }
  closures.sort((a, b) => (a.eliminatedOn < b.eliminatedOn ? -1 : 1));
  confirmations.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  return { closures, listings, listed, confirmations };
}

type DrawnClosure = ClosureRow & { spot: number; day: number };

/** Closures of a commune, ascending by day; `hazard` is the chance of a return on a day. */
function drawClosures(
  { communeId, shape, planted, size, uniform, newPlace, ground }: Drawn,
  hazard: number,
  habit: number,
): DrawnClosure[] {
  const closures: DrawnClosure[] = [];
  const isLate = planted === 'bunched_closures' || planted === 'quick_returns';
  const late = isLate ? STRENGTH[planted].late : habit;
  for (let run = poisson(shape.runs * 2 * size, uniform); run > 0; run -= 1) {
    const begins = drawDay(late, uniform);
    // A campaign closes several places within some days.
    const more = uniform() < shape.campaigns ? shape.campaignPlaces : 0.3;
    const places = 1 + poisson(more, uniform);
    for (let place = 0; place < places; place += 1) {
      const day = begins + Math.floor(uniform() * Math.min(places, 4));
      const quick = planted === 'quick_returns' && uniform() < STRENGTH.quick_returns.back;
      const after = quick
        ? endOf(day) - day + 1 + Math.floor(uniform() * 10)
        : Math.ceil(-Math.log(uniform()) / hazard);
      const returnedOn = after > 400 ? null : dayAt(day + Math.max(1, after));
      const spot = ground.anyStanding();
      closures.push({
        communeId,
        pointId: newPlace(),
        category: 'NN',
        eliminatedOn: dayAt(day),
        returnedOn,
        neighbours: Math.max(0, ground.neighbours(spot) - 1),
        spot,
        day,
      });
    }
  }
  return closures.toSorted((a, b) => a.day - b.day);
}

/** First listings of a commune: along its streets, or in the rooms of a place that was closed. */
function drawListings(
  { communeId, shape, planted, size, uniform, newPlace, ground }: Drawn,
  closures: readonly DrawnClosure[],
  nearShare: number,
): ListingRow[] {
  const isPlanted = planted === 'near_new_places';
  return Array.from({ length: poisson(shape.runs * 2 * size, uniform) }, () => {
    const day = drawDay(0, uniform);
    const listedOn = dayAt(day);
    const closedBefore = closures.filter(
      (one) =>
        one.day <= day &&
        one.day >= day - (isPlanted ? 60 : 180) &&
        (one.returnedOn === null || one.returnedOn > listedOn),
    );
    const inRooms = uniform() < (isPlanted ? STRENGTH.near_new_places.near : nearShare * 2);
    const rooms = inRooms ? closedBefore[Math.floor(uniform() * closedBefore.length)] : undefined;
    const spot = rooms?.spot ?? ground.spot();
    ground.add(spot);
    const near = closures
      .filter((one) => one.day <= day && isNear(one.spot, spot))
      .filter(({ returnedOn }) => returnedOn === null || returnedOn > listedOn)
      .toReversed();
    return { communeId, pointId: newPlace(), category: 'NN', listedOn, near };
  });
}

/** Confirmations of a commune, by sittings; `looks` is the share of places that somebody had looked at. */
function drawConfirmations(
  { communeId, shape, planted, size, uniform, newPlace }: Drawn,
  looks: number,
): ConfirmationRow[] {
  const confirmations: ConfirmationRow[] = [];
  for (let sitting = poisson(shape.runs * 2 * size, uniform); sitting > 0; sitting -= 1) {
    const on = dayAt(drawDay(0, uniform));
    const blind = planted === 'unseen_handovers' && uniform() < STRENGTH.unseen_handovers.blind;
    const answers = blind ? 6 : 1 + poisson(uniform() < 0.2 ? 5 : 0.5, uniform);
    const hour = String(Math.floor(uniform() * 10)).padStart(2, '0');
    for (let answer = 0; answer < answers; answer += 1) {
      const looked = !blind && uniform() < looks;
      const recordedAt = `${on}T${hour}:${String(answer % 60).padStart(2, '0')}:00.000Z`;
      confirmations.push({ communeId, pointId: newPlace(), on, recordedAt, looked });
    }
  }
  return confirmations;
}
