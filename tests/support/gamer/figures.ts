import type { Comparison, Measure } from '#server/contract/comparison.ts';
import { CONDUCT_OF_COMPARISON } from '#server/contract/conduct.ts';
import { DUTY_KINDS, type Overview } from '#server/contract/overview.ts';
import { CONDUCT_OF_MEASURE, type IndicatorView, type PlanView } from '#server/contract/plan.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import type { City } from './city.ts';
import { type ConductLine, conductLines, type Marks } from './marks.ts';

/** A figure by which somebody is measured. */
export type Figure = {
  /** Larger is better for whoever is measured; counts of what should not be are negated. */
  good: number;
  marks: Marks;
  /** Code of the commune that it measures; null: the city. */
  of: string | null;
};
export type Figures = ReadonlyMap<string, Figure>;

/** Sources of figures; the name of each figure begins with that of its source. */
export const SOURCES = ['overview', 'tips', 'points', 'week'] as const;
export type Source = (typeof SOURCES)[number];

/** The sources whose figures an operation may touch: of a tip or a place its own, of everything else all. */
export function sourcesOf(operation: string): readonly Source[] {
  if (operation.startsWith('POST /api/tips')) return ['overview', 'tips'];
  if (/^POST \/api\/(points|handovers|signals|events)/.test(operation)) {
    return ['overview', 'points', 'week'];
  }
  return SOURCES;
}

type Named = readonly [string, Figure];
type Reading = {
  /** Codes of the communes that are played for. */
  communes: readonly string[];
  get: <T>(path: string, as?: TestClient) => Promise<T>;
  line: ConductLine;
  leaders: ReadonlyMap<string, TestClient>;
  today: IsoDate;
  from: IsoDate;
};

/**
 * Reads figures by their sources as those do who lead the city and the communes that are played for. The readers are none
 * of those who play.
 */
export async function readFigures(
  city: City,
  sources: readonly Source[],
  communes: readonly string[],
): Promise<ReadonlyMap<Source, Figures>> {
  const today = city.test.clock.today();
  const from = `${today.slice(0, 4)}-01-01`;
  const reading: Reading = {
    async get<T>(path: string, as = city.reader) {
      const response = await as.get(path);
      if (!response.ok) throw new Error(`${path} was not read: ${await response.text()}`);
      return (await response.json()) as T;
    },
    line: conductLines(city, from, today),
    communes,
    leaders: city.leaders,
    today,
    from,
  };
  const read = sources.map(
    async (source) => [source, new Map(await READ[source](reading))] as const,
  );
  return new Map(await Promise.all(read));
}

const READ: Record<Source, (reading: Reading) => Promise<Named[]>> = {
  async overview(reading) {
    const overview = await reading.get<Overview>('/api/overview');
    const [own, plan] = await Promise.all([
      ofOverview(overview, reading),
      ofPlan(overview, reading),
    ]);
    return [...own, ...plan];
  },
  async tips(reading) {
    const { get, line, today, from } = reading;
    return [
      ...(await ofTips(await get(`/api/tips/statistics?from=${from}&to=${today}`), reading)),
      ...(await ofComparison(await get(comparison('late_tips', today)), line)),
    ];
  },
  async points({ get, line, today }) {
    return [
      ...(await ofComparison(await get(comparison('recurrences', today)), line)),
      ...(await ofComparison(await get(comparison('new_points', today)), line)),
    ];
  },
  async week({ get, line, communes }) {
    const read = communes.map(async (code) =>
      ofWeek(await get(`/api/weekly-sheets?commune=${code}`), await line('register', code)),
    );
    return (await Promise.all(read)).flat();
  },
};

/** The communes that an answer lists, and those that are played for: what is not listed of these is none. */
const listed = (codes: readonly string[], communes: readonly string[]) => [
  ...new Set([...codes, ...communes]),
];

async function ofOverview(overview: Overview, { line, communes }: Reading): Promise<Named[]> {
  const { recurringTotal, suspected, duties, offPace, onPace, onPaceStated, notSeen } = overview;
  const marks = await line('register', null);
  const praise = { ...marks, onPaceStated, notSeen };
  const waiting = new Map(duties.map((one) => [`${one.kind} of ${one.commune.code}`, one]));
  const ofDuties = listed(
    duties.map(({ commune }) => commune.code),
    communes,
  ).flatMap((code) =>
    DUTY_KINDS.map(async (kind) => {
      const { count, overdue } = waiting.get(`${kind} of ${code}`) ?? { count: 0, overdue: 0 };
      const own = await line(kind === 'tip' ? 'tips' : 'register', code);
      return [
        less(`overview: ${kind} of ${code}`, count, own, code),
        less(`overview: ${kind} overdue of ${code}`, overdue, own, code),
      ];
    }),
  );
  return [
    less('overview: recurring', recurringTotal, marks),
    less('overview: suspected', suspected, marks),
    less('overview: targets off pace', offPace.length, praise),
    more('overview: targets on pace', onPace, praise),
    ...(await Promise.all(ofDuties)).flat(),
  ];
}

const NO_TIPS = { onTime: 0, late: 0, openOverdue: 0, awaiting: 0, own: 0, rate: null };

async function ofTips(
  { all, byCommune }: TipStatistics,
  { line, communes }: Reading,
): Promise<Named[]> {
  const tallies = new Map(byCommune.map(({ code, tally }) => [code, tally]));
  const read = [null, ...listed([...tallies.keys()], communes)].map(async (code) => {
    const tally = code === null ? all : (tallies.get(code) ?? NO_TIPS);
    const { awaiting, own } = tally;
    const marks = { ...(await line('tips', code)), awaiting, ownInTime: own };
    const of = code ?? 'the city';
    return [
      ...(tally.rate === null ? [] : [more(`tips: rate of ${of}`, tally.rate, marks, code)]),
      more(`tips: in time of ${of}`, tally.onTime, marks, code),
      less(`tips: not in time of ${of}`, tally.late + tally.openOverdue, marks, code),
    ];
  });
  return (await Promise.all(read)).flat();
}

const comparison = (measure: Measure, today: IsoDate) =>
  `/api/analysis/comparison?measure=${measure}&to=${today}&from=${addDays(today, -364)}`;

async function ofComparison(
  { measure, ruleChanges, observed, communes }: Comparison,
  line: ConductLine,
): Promise<Named[]> {
  const figure = CONDUCT_OF_COMPARISON[measure];
  const name = `${measure === 'late_tips' ? 'tips' : 'points'}, comparison: ${measure}`;
  const rules = { rules: ruleChanges.length };
  const rows = communes.map(async ({ commune: { code }, observed: own }) =>
    less(`${name} of ${code}`, own, { ...(await line(figure, code)), ...rules }, code),
  );
  return [
    less(name, observed, { ...(await line(figure, null)), ...rules }),
    ...(await Promise.all(rows)),
  ];
}

/** Figures of a week of which more, or less, is better. */
const OF_WEEK = {
  points_recurring: -1,
  recurrences_confirmed: -1,
  recurrences_unanswered: -1,
  handovers_pending: -1,
  handovers_overdue: -1,
  handovers_refused: -1,
  checks_done: 1,
  checks_with_signs: -1,
  checks_overdue: -1,
  checks_unchecked: -1,
  signals_open: -1,
} as const;

function ofWeek({ commune: { code }, current: { counts } }: WeeklySheetView, line: Marks): Named[] {
  const marks = { ...line, stated: counts.checks_stated, inVain: counts.checks_in_vain };
  return Object.entries(OF_WEEK).map(([name, sign]) => {
    const good = sign * counts[name as keyof typeof OF_WEEK];
    return more(`week: ${name} of ${code}`, good, marks, code);
  });
}

/** The plan that runs today, as the city and the leaders of the communes see it. */
async function ofPlan(
  { plan }: Overview,
  { get, line, leaders, communes }: Reading,
): Promise<Named[]> {
  if (plan === null) return [];
  const views = [null, ...communes].map(async (code) => {
    const path = `/api/plans/${plan.id}`;
    const { indicators } = await get<PlanView>(path, leaders.get(code ?? ''));
    const read = indicators.map((one) => ofIndicator(code, one, line));
    return (await Promise.all(read)).flat();
  });
  return (await Promise.all(views)).flat();
}

/** States of an indicator, the worst first. */
const RANKS = [
  'missed',
  'behind',
  'not_seen',
  'no_data',
  'no_target',
  'none_arisen',
  'on_pace',
  'met',
];

async function ofIndicator(
  commune: string | null,
  { code, comparator, measure, progress, results }: IndicatorView,
  line: ConductLine,
): Promise<Named[]> {
  const { state, share, amount, target, awaiting, stated } = progress;
  const name = `plan: ${code} of ${commune ?? 'the city'}`;
  const atMost = comparator === 'at_most' || measure === 'recurrences' || measure === 'new_points';
  const value = share ?? amount;
  const figure = measure === null ? null : CONDUCT_OF_MEASURE[measure];
  const beside = figure === null ? {} : await line(figure, commune);
  // What is typed as a number says so for ever; each entry stands beside it with its paper.
  const typed = measure === null ? results.reduce((sum, { version }) => sum + version, 0) : 0;
  const marks = { ...beside, awaiting, stated, typed };
  return [
    more(`${name}, state`, RANKS.indexOf(state), marks, commune),
    ...(value === null ? [] : [(atMost ? less : more)(name, value, marks, commune)]),
    ...(target === null ? [] : [(atMost ? more : less)(`${name}, target`, target, marks, commune)]),
  ];
}

const more = (name: string, good: number, marks: Marks, of: string | null = null): Named => [
  name,
  { good, marks, of },
];
const less = (name: string, count: number, marks: Marks, of: string | null = null): Named =>
  more(name, -count, marks, of);
