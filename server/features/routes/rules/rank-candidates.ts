import {
  BUSINESS_TERMS,
  type CandidateStanding,
  type CandidateTerm,
  type CandidateWeights,
  POINT_TERMS,
} from '#server/contract/candidate.ts';
import type { ClosedPlace } from '#server/closed-places/places.ts';
import { dayNumber, daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { BusinessFacts } from '#server/features/routes/read-business-candidates.ts';
import type { HazardEstimate } from '#server/methods/recurrence-hazard.ts';

import { placeNumber } from '#server/features/routes/rules.ts';

/** At which value a term counts in full (the setting `route.candidate_weights`). */
export type FullMarks = {
  overdueDays: number;
  hazard: number;
  unseenDays: number;
  recurrences: number;
};

type Judged<Term extends CandidateTerm> = {
  /** Points and businesses in one numbering. */
  number: number;
  terms: Record<Term, number>;
  score: number;
};
export type RankedPoint = ClosedPlace &
  Judged<(typeof POINT_TERMS)[number]> & {
    objectId: null;
    standing: CandidateStanding;
    daysUnseen: number;
    hazard: HazardEstimate;
  };
export type RankedBusiness = BusinessFacts &
  Judged<(typeof BUSINESS_TERMS)[number]> & {
    pointId: null;
    business: true;
    standing: CandidateStanding;
  };
export type RankedCandidate = RankedPoint | RankedBusiness;

/** Term of a check that is due today; the rest of the range is for the days that it is late. */
const DUE_TODAY = 0.6;
/** Days ahead within which a coming check has a term at all. */
const DUE_HORIZON = 30;

/** Both kinds in one order: the higher score first, of equals points before businesses, then by number. */
export function inOrder(candidates: readonly RankedCandidate[]): RankedCandidate[] {
  const kind = ({ number }: RankedCandidate) => (number > 0 ? 0 : 1);
  return candidates.toSorted(
    (a, b) => b.score - a.score || kind(a) - kind(b) || Math.abs(a.number) - Math.abs(b.number),
  );
}

type Judging = {
  weights: CandidateWeights;
  full: FullMarks;
  today: IsoDate;
  hazardOf: (group: string, age: number) => HazardEstimate;
  standingOf: (place: ClosedPlace) => CandidateStanding;
};

/**
 * The first closed points in the order of `inOrder`, judged like {@link judgePoints}. Of all others only the score is
 * worked out: neither are they copied nor sorted.
 * @param most number of points, 1 or more
 */
export function bestPoints(
  places: readonly ClosedPlace[],
  given: Judging,
  most: number,
): RankedPoint[] {
  const today = dayNumber(given.today);
  const at = { ...given, today };
  const best: { place: ClosedPlace; score: number }[] = [];
  for (const place of places) {
    const { score } = scored(place, at);
    const last = best.at(-1);
    if (best.length === most && last !== undefined && !isBefore(place, score, last)) continue;
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = best[middle];
      if (other === undefined || isBefore(place, score, other)) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, { place, score });
    if (best.length > most) best.pop();
  }
  return best.map(({ place }) => judgedPoint(place, at));
}

function isBefore(
  { pointId }: ClosedPlace,
  score: number,
  other: { place: ClosedPlace; score: number },
): boolean {
  return score > other.score || (score === other.score && pointId < other.place.pointId);
}

/**
 * Closed points by what speaks for looking at them, each reason between 0 and 1:
 * due: 0.6 on the day, 1 when `overdueDays` late, falling to 0 thirty days ahead; suspicion: 0 or 1;
 * hazard, unseen, severity: chance of recurrence, days since the last look and past recurrences, each over
 * the value that counts in full. The score is their mean by the weights.
 */
export function judgePoints(places: readonly ClosedPlace[], given: Judging): RankedPoint[] {
  const today = dayNumber(given.today);
  const at = { ...given, today };
  return places.map((place) => judgedPoint(place, at));
}

/** As {@link Judging}, the day as a number. */
type JudgingOnDay = Omit<Judging, 'today'> & { today: number };

function scored(facts: ClosedPlace, { weights, full, today, hazardOf }: JudgingOnDay) {
  const daysUnseen = Math.max(0, today - (facts.lastSeenDay ?? facts.eliminatedDay));
  const hazard = hazardOf(facts.group, Math.max(0, today - facts.eliminatedDay));
  const terms = {
    due: dueTerm(facts.dueDay, today, full.overdueDays),
    suspicion: facts.suspected ? 1 : 0,
    hazard: share(hazard.chance, full.hazard),
    unseen: share(daysUnseen, full.unseenDays),
    severity: share(facts.recurrences, full.recurrences),
  };
  return { terms, score: weightedMean(terms, weights, POINT_TERMS), daysUnseen, hazard };
}

function judgedPoint(facts: ClosedPlace, given: JudgingOnDay): RankedPoint {
  const { terms, score, daysUnseen, hazard } = scored(facts, given);
  const number = placeNumber({ pointId: facts.pointId, objectId: null });
  // Named one by one: twenty thousand copies by spreading would take several times as long.
  return {
    pointId: facts.pointId,
    category: facts.category,
    way: facts.way,
    group: facts.group,
    business: facts.business,
    eliminatedDay: facts.eliminatedDay,
    lastSeenDay: facts.lastSeenDay,
    dueDay: facts.dueDay,
    suspected: facts.suspected,
    recurrences: facts.recurrences,
    objectId: null,
    standing: given.standingOf(facts),
    number,
    terms,
    score,
    daysUnseen,
    hazard,
  };
}

/**
 * Businesses by what speaks for inspecting them, each reason between 0 and 1:
 * not_inspected: the part of the year that is over, where nobody has inspected in it; reinspection: as `due`
 * for points, by the day on which findings ask to be seen again; quota: the part that is missing of what the
 * commune should have inspected by today at an even pace, where this business would count.
 * The score is their mean by the weights.
 */
export function judgeBusinesses(
  facts: readonly BusinessFacts[],
  given: {
    weights: CandidateWeights;
    overdueDays: number;
    today: IsoDate;
    standingOf: (facts: BusinessFacts) => CandidateStanding;
  },
): RankedBusiness[] {
  const { weights, overdueDays, today, standingOf } = given;
  const year = yearOver(today);
  const day = dayNumber(today);
  return facts.map((one) => {
    const unseen = one.needs.includes('not_inspected');
    const terms = {
      not_inspected: unseen ? year : 0,
      reinspection: dueTerm(dayOf(one.reinspectionDueOn), day, overdueDays),
      quota: unseen ? missingShare(one.quota, year) : 0,
    };
    const score = weightedMean(terms, weights, BUSINESS_TERMS);
    const number = placeNumber({ pointId: null, objectId: one.objectId });
    const standing = standingOf(one);
    return { ...one, pointId: null, business: true, number, terms, score, standing };
  });
}

/** The part of its year that is over with that day, from 0 to 1. */
function yearOver(today: IsoDate): number {
  const first = `${today.slice(0, 4)}-01-01`;
  const next = `${Number(today.slice(0, 4)) + 1}-01-01`;
  return (daysBetween(first, today) + 1) / daysBetween(first, next);
}

function missingShare(quota: BusinessFacts['quota'], year: number): number {
  if (quota === null || quota.quota === 0) return 0;
  return Math.max(0, 1 - quota.inspected / (quota.quota * year));
}

const dayOf = (date: IsoDate | null) => (date === null ? null : dayNumber(date));

/** Term of a check that is due on a day; days count from 1970-01-01. */
function dueTerm(dueDay: number | null, today: number, overdueDays: number): number {
  if (dueDay === null) return 0;
  const daysLate = today - dueDay;
  if (daysLate < 0) return Math.max(0, DUE_TODAY * (1 + daysLate / DUE_HORIZON));
  return DUE_TODAY + (1 - DUE_TODAY) * share(daysLate, overdueDays);
}

function share(value: number, full: number): number {
  return Math.min(1, Math.max(0, value / full));
}

function weightedMean<Term extends CandidateTerm>(
  terms: Record<Term, number>,
  weights: CandidateWeights,
  names: readonly Term[],
): number {
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  if (total === 0) return 0;
  return names.reduce((sum, name) => sum + weights[name] * terms[name], 0) / total;
}
