import type { IsoDate } from '#server/contract/time.ts';
import type { UnitCases } from '#server/methods/unusual-share.ts';

/** One case that was tried: a run of closures, a closure, a new place, a sitting, a tip. */
export type Observation = {
  communeId: number;
  on: IsoDate;
  /** The first day on which it is settled that this is a hit or none. */
  settledOn: IsoDate;
  hit: boolean;
  /** Cases are compared with those of the same part, such as the same month. */
  part: string;
  /** Chance by its place that such a case is a hit, up to a factor that all share; 1 where all are alike. */
  weight: number;
  pointIds: readonly number[];
  tipIds: readonly number[];
  thenOn: IsoDate | null;
  otherPointId: number | null;
};

/** A case like any other, about no place and no tip; a pattern says the rest. */
export const ORDINARY_CASE = {
  part: '',
  weight: 1,
  pointIds: [],
  tipIds: [],
  thenOn: null,
  otherPointId: null,
} satisfies Partial<Observation>;

type Count = { hits: number; tried: number; weight: number };
const none = (): Count => ({ hits: 0, tried: 0, weight: 0 });

/** Days of cases: the reporting year alone, or together with the year before. */
export const SPANS = ['year', 'both'] as const;
export type Span = (typeof SPANS)[number];

/** Cases of one commune by part, and the hits in their order. */
export type Tally = Record<Span, { all: Count; parts: Map<string, Count>; hits: Observation[] }>;

export type Tallies = { communes: Map<number, Tally>; city: Tally };

const newTally = (): Tally => ({
  year: { all: none(), parts: new Map(), hits: [] },
  both: { all: none(), parts: new Map(), hits: [] },
});

export const newTallies = (): Tallies => ({ communes: new Map(), city: newTally() });

/** Counts a case for its commune and for the city; `firstOn` is the first day of the reporting year. */
export function count(one: Observation, { communes, city }: Tallies, firstOn: IsoDate): void {
  const own = communes.get(one.communeId) ?? newTally();
  communes.set(one.communeId, own);
  const spans = one.on >= firstOn ? SPANS : (['both'] as const);
  for (const span of spans) {
    if (one.hit) own[span].hits.push(one);
    for (const tally of [own[span], city[span]]) {
      const part = tally.parts.get(one.part) ?? none();
      tally.parts.set(one.part, part);
      for (const counted of [tally.all, part]) {
        counted.tried += 1;
        counted.weight += one.weight;
        if (one.hit) counted.hits += 1;
      }
    }
  }
}

/** A part with few cases says little: it is drawn to the share of all parts as if by so many cases. */
const PART_PRIOR = 10;
/** Nobody is expected to hit always. */
const MOST_EXPECTED = 0.98;

/**
 * Hits that are to be expected of a commune if it did as all others do: the others' share in each part (both years),
 * times the weight of its own cases there (indirect standardisation, Inskip, Beral and Fraser 1983, Stat. Med.
 * 2(4):455–466).
 */
export function casesOf(own: Tally, city: Tally, span: Span): UnitCases {
  const others = {
    hits: city.both.all.hits - own.both.all.hits,
    weight: city.both.all.weight - own.both.all.weight,
  };
  const share = others.weight === 0 ? 0 : others.hits / others.weight;
  let expected = 0;
  for (const [name, counted] of own[span].parts) {
    const all = city.both.parts.get(name) ?? counted;
    const mine = own.both.parts.get(name) ?? counted;
    const hits = all.hits - mine.hits + PART_PRIOR * share;
    const usual = share * (all.weight - mine.weight + PART_PRIOR);
    expected += counted.weight * (usual === 0 ? 1 : hits / usual);
  }
  // Jeffreys' prior: of few cases without a hit it does not follow that there never is one.
  expected *= (others.hits + 0.5) / (others.weight + 1);
  const { tried } = own[span].all;
  return { hits: own[span].all.hits, tried, expected: Math.min(expected, MOST_EXPECTED * tried) };
}
