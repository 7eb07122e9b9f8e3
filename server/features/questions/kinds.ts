import type { CommuneQuestionKind, QuestionSettings } from '#server/contract/question.ts';

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
};

type Given = { monthEnd: MonthEnd; fits: Fits; settings: QuestionSettings };

type Pattern = {
  /** Share of the allowance of all patterns: more where honest communes do much of it, and a pattern shows less. */
  allowance: number;
  /** The cases that were tried, and which of them are hits. */
  cases: (data: PatternData, given: Given) => readonly Observation[];
};

export const PATTERNS: Record<CommuneQuestionKind, Pattern> = {
  bunched_closures: {
    allowance: 0.2,
    cases: ({ closures }, given) => closureRuns(closures, given.monthEnd, given.settings),
  },
  quick_returns: {
    allowance: 0.06,
    cases: ({ closures }, given) => quickReturns(closures, given.monthEnd, given.settings),
  },
  near_new_places: {
    allowance: 0.1,
    cases: (data, given) => nearNewPlaces(data, given.fits, given.settings),
  },
  unseen_handovers: {
    allowance: 0.06,
    cases: ({ confirmations }, given) => unseenHandovers(confirmations, given.settings),
  },
};
