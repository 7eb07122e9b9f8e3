import type { QuestionKind, QuestionSettings } from '#server/contract/question.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { chanceOfAtLeast, type Shares } from '#server/methods/unusual-share.ts';

/** One case that was tried: a run of closures, a closure, a new place, a confirmation. */
export type Observation = {
  communeId: number;
  on: IsoDate;
  /** The first day on which it is settled that this is a hit or none. */
  settledOn: IsoDate;
  hit: boolean;
  pointIds: readonly number[];
  thenOn: IsoDate | null;
  otherPointId: number | null;
};

export type Asked = Shares & {
  kind: QuestionKind;
  communeId: number;
  year: number;
  askedOn: IsoDate;
  countedTo: IsoDate;
  chance: number;
  cases: readonly Observation[];
};

/**
 * Asks about one pattern in one reporting year. At the end of each month each commune's cases of the year so far are
 * held against the share of all others, this year and the year before; a question arises at the first month at which
 * the chance of so many hits is at most the limit, and shows the latest such month. So no single case makes a question,
 * and what everybody does makes none.
 *
 * @param observations of this year and the year before, of all communes
 * @param months the months of the year that have ended, ascending
 */
export function askAbout(
  kind: QuestionKind,
  observations: readonly Observation[],
  { months, settings }: { months: readonly ReportingPeriod[]; settings: QuestionSettings },
): Asked[] {
  const [first] = months;
  if (first === undefined) return [];
  const bySettling = observations.toSorted((a, b) => (a.settledOn < b.settledOn ? -1 : 1));
  const tallies = new Map<number, Tally>();
  const all: Count = { hits: 0, tried: 0 };
  const asked = new Map<number, Asked>();
  let next = 0;
  for (const month of months) {
    for (; (bySettling[next]?.settledOn ?? NEVER) <= month.lastOn; next += 1) {
      const one = bySettling[next];
      if (one !== undefined) count(one, { all, tallies, firstOn: first.firstOn });
    }
    for (const [communeId, { ever, year, cases }] of tallies) {
      if (year.hits < settings.fewestHits) continue;
      const shares: Shares = {
        ...year,
        otherHits: all.hits - ever.hits,
        otherTried: all.tried - ever.tried,
      };
      const chance = chanceOfAtLeast(shares, settings.correlation);
      if (chance > settings.chanceLimit) continue;
      asked.set(communeId, {
        kind,
        communeId,
        year: month.year,
        askedOn: asked.get(communeId)?.askedOn ?? addDays(month.lastOn, 1),
        countedTo: month.lastOn,
        ...shares,
        chance,
        cases: [...cases],
      });
    }
  }
  return [...asked.values()];
}

const NEVER = '9999-12-31';
type Count = { hits: number; tried: number };
/** Counts of one commune: of the year, of both years, and the hits of the year. */
type Tally = { year: Count; ever: Count; cases: Observation[] };

function count(
  one: Observation,
  { all, tallies, firstOn }: { all: Count; tallies: Map<number, Tally>; firstOn: IsoDate },
): void {
  const known = tallies.get(one.communeId);
  const own = known ?? { year: { hits: 0, tried: 0 }, ever: { hits: 0, tried: 0 }, cases: [] };
  if (known === undefined) tallies.set(one.communeId, own);
  const inYear = one.on >= firstOn;
  for (const tally of inYear ? [all, own.ever, own.year] : [all, own.ever]) {
    tally.tried += 1;
    if (one.hit) tally.hits += 1;
  }
  if (inYear && one.hit) own.cases.push(one);
}

/** Groups rows by their commune, each group in the order of the rows. */
export function byCommune<T extends { communeId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.communeId);
    if (group === undefined) groups.set(row.communeId, [row]);
    else group.push(row);
  }
  return groups;
}
