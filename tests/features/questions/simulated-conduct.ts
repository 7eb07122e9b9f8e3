import type { CommuneQuestionKind } from '#server/contract/question.ts';
import type { CaseRow, ClassifiedRow } from '#server/features/questions/conduct-rules.ts';
import { gamma, normal, poisson } from '#tests/support/random-draws.ts';

import type { CityShape } from './city-shapes.ts';
import { dayAt, drawDay } from './simulated-days.ts';

/** How an honest commune does: cases in a year for each run of closures, the share of hits, and how they come. */
type Habit = {
  cases: number;
  share: number;
  /** Share of cases that come several at once and are alike: a holiday, an illness, a new officer. */
  bursts: number;
  /** Share of hits in the planted commune, and cases of it in a year. */
  planted: number;
};

export type ConductKind = Exclude<
  CommuneQuestionKind,
  'bunched_closures' | 'quick_returns' | 'near_new_places' | 'unseen_handovers'
>;

export const CONDUCT: Record<ConductKind, Habit> = {
  late_entries: { cases: 2, share: 0.06, bursts: 0.3, planted: 0.75 },
  softened_kinds: { cases: 1.5, share: 0.04, bursts: 0.1, planted: 0.7 },
  last_day_transfers: { cases: 1.5, share: 0.03, bursts: 0.1, planted: 0.6 },
  own_tips: { cases: 1.5, share: 0.12, bursts: 0.1, planted: 0.95 },
  backdated_looks: { cases: 4, share: 0.08, bursts: 0.4, planted: 0.8 },
  annulled_facts: { cases: 2, share: 0.015, bursts: 0.2, planted: 0.4 },
  suspected_delistings: { cases: 1, share: 0.04, bursts: 0.05, planted: 0.7 },
};

/** Honest communes differ in a habit at most this much of the time. */
const MOST = 0.85;

/** Draws two years of one kind of conduct in every commune; the first one does what is planted. */
export function drawConduct(
  kind: ConductKind,
  shape: CityShape,
  planted: boolean,
  uniform: () => number,
): CaseRow[] {
  const { cases, share, bursts, planted: strength } = CONDUCT[kind];
  const rows: CaseRow[] = [];
  for (let communeId = 0; communeId < shape.communes; communeId += 1) {
    const isPlanted = planted && communeId === 0;
    const size = isPlanted ? 1 : Math.exp(shape.sizeDeviation * normal(uniform));
    const differs = shape.cv === 0 ? 1 : gamma(shape.cv ** -2, uniform) * shape.cv ** 2;
    const ofHits = isPlanted ? strength : Math.min(MOST, share * differs);
    let left = poisson(Math.min(600, shape.runs * cases * 2 * size), uniform);
    while (left > 0) {
      const atOnce = uniform() < bursts / 3 ? 2 + poisson(1, uniform) : 1;
      const hit = uniform() < ofHits;
      const on = dayAt(drawDay(0, uniform));
      for (let one = 0; one < Math.min(left, atOnce); one += 1) {
        const row = { communeId, pointId: null, tipId: 1, on, settledOn: on, hit };
        rows.push({ ...row, thenOn: null });
      }
      left -= atOnce;
    }
  }
  return rows;
}

/** Makes classifications out of cases: a hit is one from a kind with a clock to one without. */
export function asClassified(rows: readonly CaseRow[]): ClassifiedRow[] {
  return rows.map(({ hit, thenOn: _then, ...row }) => ({
    ...row,
    receivedOn: row.on,
    fromKind: 'crime_information',
    toKind: hit ? 'complaint' : 'crime_information',
  }));
}
