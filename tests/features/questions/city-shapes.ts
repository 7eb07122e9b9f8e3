/** Habits of a simulated city. Those of `ORDINARY_CITY` are the ones on which the measures were chosen. */
export type CityShape = {
  communes: number;
  /** Standard deviation of the logarithm of the communes' sizes. */
  sizeDeviation: number;
  /** Runs of closures of a commune of ordinary size in a year; all other acts go by them. */
  runs: number;
  /** Spread of the communes' own rates: coefficient of variation. */
  cv: number;
  /** Chance of an honest recurrence in 30 days. */
  returnChance: number;
  /** Half the share of honest new places that take the rooms of a place closed in the half-year before. */
  nearShare: number;
  /** Length of the streets of a commune along which its places lie, metres, and the spread of its logarithm. */
  streetMetres: number;
  streetDeviation: number;
  /** Share of places that are looked at before a hand-over is confirmed, and its spread among communes. */
  looked: number;
  lookedSpread: number;
  /** Share of runs that are campaigns, and places that one closes beyond the first, on average. */
  campaigns: number;
  campaignPlaces: number;
  /** Share of runs that communes move into the last days of a month, and its spread among them. */
  monthEndHabit: number;
  habitSpread: number;
};

export const ORDINARY_CITY: CityShape = {
  communes: 126,
  sizeDeviation: 0.85,
  runs: 20,
  cv: 0.5,
  returnChance: 0.03,
  nearShare: 0.01,
  streetMetres: 40_000,
  streetDeviation: 0.7,
  looked: 0.7,
  lookedSpread: 0.15,
  campaigns: 0.2,
  campaignPlaces: 3,
  monthEndHabit: 0,
  habitSpread: 0,
};

/** A rough city: communes differ much, many closures are campaigns, and everybody likes to close late in the month. */
export const ROUGH_CITY: CityShape = {
  ...ORDINARY_CITY,
  cv: 0.8,
  campaigns: 0.5,
  campaignPlaces: 8,
  monthEndHabit: 0.25,
  habitSpread: 0.1,
};

/** Cities of other habits than those on which the measures were chosen. */
export const OTHER_CITIES: readonly [name: string, Partial<CityShape>][] = [
  ['as when the measures were chosen', {}],
  ['with few closures', { runs: 4 }],
  ['with many closures', { runs: 60 }],
  ['of 34 communes', { communes: 34 }],
  ['of 300 communes', { communes: 300 }],
  ['of very unequal communes', { sizeDeviation: 1.4 }],
  ['whose communes differ twice as much', { cv: 1 }],
  ['where places come back three times as often', { returnChance: 0.09 }],
  ['of long campaigns', { campaigns: 0.5, campaignPlaces: 8 }],
  ['where new places lie close together', { streetMetres: 6_000 }],
  ['where streets are very unequal', { streetDeviation: 1.4 }],
  ['where places are seldom looked at', { looked: 0.4, lookedSpread: 0.25 }],
  ['where everybody closes late in the month', { monthEndHabit: 0.4 }],
  ['that is rough', ROUGH_CITY],
];
