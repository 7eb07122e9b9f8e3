import type { CommuneQuestionKind, QuestionSettings } from '#server/contract/question.ts';

import {
  casesOfRows,
  softenedKinds,
  type CaseRow,
  type ClassifiedRow,
  type ClockRules,
} from './conduct-rules.ts';
import { nearNewPlaces, type Fits, type NearData } from './near-new-rules.ts';
import {
  closureRuns,
  quickReturns,
  unseenHandovers,
  type ClosureRow,
  type ConfirmationRow,
  type MonthEnd,
} from './pattern-rules.ts';
import type { Observation } from './tally-rules.ts';

/** Rows of the register that the patterns are found in, of a reporting year and the year before. */
export type PatternData = NearData & {
  closures: readonly ClosureRow[];
  confirmations: readonly ConfirmationRow[];
  timedActs: readonly CaseRow[];
  classified: readonly ClassifiedRow[];
  parted: readonly CaseRow[];
  closedTips: readonly CaseRow[];
  ownLooks: readonly CaseRow[];
  facts: readonly CaseRow[];
  suspicions: readonly CaseRow[];
};

/** The data that the patterns are judged by. */
export type Given = ClockRules & { monthEnd: MonthEnd; fits: Fits; settings: QuestionSettings };

type Pattern = {
  /** Share of the allowance of all patterns: more where honest communes do much of it, and a pattern shows less. */
  allowance: number;
  /** The cases that were tried, and which of them are hits. */
  cases: (data: PatternData, given: Given) => readonly Observation[];
};

export const PATTERNS: Record<CommuneQuestionKind, Pattern> = {
  bunched_closures: {
    allowance: 0.18,
    cases: ({ closures }, given) => closureRuns(closures, given.monthEnd, given.settings),
  },
  quick_returns: {
    allowance: 0.018,
    cases: ({ closures }, given) => quickReturns(closures, given.monthEnd, given.settings),
  },
  near_new_places: {
    allowance: 0.08,
    cases: (data, given) => nearNewPlaces(data, given.fits, given.settings),
  },
  unseen_handovers: {
    allowance: 0.018,
    cases: ({ confirmations }, given) => unseenHandovers(confirmations, given.settings),
  },
  late_entries: { allowance: 0.006, cases: ({ timedActs }) => casesOfRows(timedActs) },
  softened_kinds: {
    allowance: 0.006,
    cases: ({ classified }, given) => softenedKinds(classified, given),
  },
  last_day_transfers: { allowance: 0.006, cases: ({ parted }) => casesOfRows(parted) },
  own_tips: { allowance: 0.012, cases: ({ closedTips }) => casesOfRows(closedTips) },
  backdated_looks: { allowance: 0.006, cases: ({ ownLooks }) => casesOfRows(ownLooks) },
  annulled_facts: { allowance: 0.006, cases: ({ facts }) => casesOfRows(facts) },
  suspected_delistings: { allowance: 0.006, cases: ({ suspicions }) => casesOfRows(suspicions) },
};
