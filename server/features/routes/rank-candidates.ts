import type { CandidateTerm, CandidateWeights } from '#server/contract/candidate.ts';
import { daysBetween, type IsoDate } from '#server/contract/time.ts';
import type { HazardEstimate } from '#server/methods/recurrence-hazard.ts';

import type { CandidateFacts } from './candidate-queries.ts';

/** At which value a term counts in full (the setting `route.candidate_weights`). */
export type FullMarks = {
  overdueDays: number;
  hazard: number;
  unseenDays: number;
  recurrences: number;
};

export type RankedCandidate = CandidateFacts & {
  terms: Record<CandidateTerm, number>;
  score: number;
  daysUnseen: number;
  hazard: HazardEstimate;
};

/** What a look that is due today counts; the rest is for every day that it is late. */
const DUE_TODAY = 0.6;
/** How many days ahead a look that comes due counts at all. */
const DUE_HORIZON = 30;

/**
 * Places by what speaks for looking at them, each reason between 0 and 1:
 * due: 0.6 on the day, 1 when `overdueDays` late, falling to 0 thirty days ahead; suspicion: 0 or 1;
 * hazard, unseen, severity: chance of recurrence, days since the last look and past recurrences, each over
 * the value that counts in full. The score is their mean by the weights; ties go to the lower number.
 */
export function rankCandidates(
  facts: readonly CandidateFacts[],
  given: {
    weights: CandidateWeights;
    full: FullMarks;
    today: IsoDate;
    hazardOf: (group: string, age: number) => HazardEstimate;
  },
): RankedCandidate[] {
  return facts
    .map((one) => judged(one, given))
    .toSorted((a, b) => b.score - a.score || a.pointId - b.pointId);
}

export function closureGroup({ category, way }: { category: string; way: string }): string {
  return `${category} ${way}`;
}

function judged(
  facts: CandidateFacts,
  { weights, full, today, hazardOf }: Parameters<typeof rankCandidates>[1],
): RankedCandidate {
  const daysUnseen = Math.max(0, daysBetween(facts.lastSeenOn ?? facts.eliminatedOn, today));
  const hazard = hazardOf(closureGroup(facts), Math.max(0, daysBetween(facts.eliminatedOn, today)));
  const terms = {
    due: facts.dueOn === null ? 0 : dueTerm(daysBetween(facts.dueOn, today), full.overdueDays),
    suspicion: facts.suspected ? 1 : 0,
    hazard: share(hazard.chance, full.hazard),
    unseen: share(daysUnseen, full.unseenDays),
    severity: share(facts.recurrences, full.recurrences),
  };
  return { ...facts, terms, score: weightedMean(terms, weights), daysUnseen, hazard };
}

function dueTerm(daysLate: number, overdueDays: number): number {
  if (daysLate < 0) return Math.max(0, DUE_TODAY * (1 + daysLate / DUE_HORIZON));
  return DUE_TODAY + (1 - DUE_TODAY) * share(daysLate, overdueDays);
}

function share(value: number, full: number): number {
  return Math.min(1, Math.max(0, value / full));
}

function weightedMean(terms: Record<CandidateTerm, number>, weights: CandidateWeights): number {
  const names = ['due', 'suspicion', 'hazard', 'unseen', 'severity'] as const;
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  if (total === 0) return 0;
  return names.reduce((sum, name) => sum + weights[name] * terms[name], 0) / total;
}
