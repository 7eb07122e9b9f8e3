import type { Measure } from '#server/contract/comparison.ts';
import { CONDUCT_OF_COMPARISON } from '#server/contract/conduct.ts';
import { DUTY_KINDS, type Overview } from '#server/contract/overview.ts';
import { CONDUCT_OF_MEASURE, type IndicatorView } from '#server/contract/plan.ts';
import type { Actor } from '#server/contract/permission.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import { compare } from '#server/features/analysis/read-comparison.ts';
import { readPlan } from '#server/features/plans/read-plan.ts';
import { broughtByFeatures } from '#tests/support/features.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { type City, COMMUNES } from './city.ts';
import { keepAnswers, type KeptAnswers, type Source, SOURCES } from './kept-answers.ts';
import type { Marks } from './marks.ts';

/** A figure by which somebody is measured. */
export type Figure = {
  /** Larger is better for whoever is measured; counts of what should not be are negated. */
  good: number;
  marks: Marks;
  /** Code of the commune that it measures; null: the city. */
  of: string | null;
  /** True where it is set against what the other communes did. */
  relative?: boolean;
};
export type Figures = ReadonlyMap<string, Figure>;

/**
 * The sources whose figures an operation may touch: of a tip, a place or a plan its own, of everything else all. A tip
 * raises a signal, which counts in a week.
 */
export function sourcesOf(operation: string): readonly Source[] {
  if (operation.startsWith('POST /api/tips')) return ['overview', 'tips', 'week'];
  if (/^POST \/api\/(points|handovers|signals|events)/.test(operation)) {
    return ['overview', 'points', 'week'];
  }
  // Targets that change are a rule that changes, and that stands at comparisons too.
  if (/^POST \/api\/plans\/.*(amendments|issue)$/.test(operation)) return SOURCES;
  if (/^POST \/api\/(plans|prevention-model)/.test(operation)) return ['overview'];
  return SOURCES;
}

export type Named = readonly [string, Figure];
export type Reading = {
  /** Codes of the communes that are played for in a sequence. */
  communes: readonly string[];
  answers: KeptAnswers;
  reader: Actor;
  leaders: ReadonlyMap<string, Actor>;
  get: <T>(path: string) => Promise<T>;
  today: IsoDate;
};
/** Figures of a week that a feature shows: `tests/features/<noun>/figures.ts`. */
export type ReadFigures = (reading: Reading) => Promise<Named[]>;

/**
 * Reads figures by their sources as those do who lead the city and the communes that are played for. The readers are none
 * of those who play.
 */
export async function readFigures(
  city: City,
  sources: readonly Source[],
  { communes, answers = keepAnswers(city) }: { communes: readonly string[]; answers?: KeptAnswers },
): Promise<Figures> {
  const today = city.test.clock.today();
  const reading: Reading = {
    communes,
    answers,
    reader: actorOf(city.reader),
    leaders: new Map([...city.leaders].map(([code, leader]) => [code, actorOf(leader)])),
    async get<T>(path: string) {
      const response = await city.reader.get(path);
      if (!response.ok) throw new Error(`${path} was not read: ${await response.text()}`);
      return (await response.json()) as T;
    },
    today,
  };
  const read = sources.map((source) =>
    answers.made(`${source} for ${communes.join(' ')}`, () => READ[source](reading)),
  );
  return new Map((await Promise.all(read)).flat());
}

function actorOf({ account }: TestClient): Actor {
  if (account === null) throw new Error('figures are read by an account');
  return account;
}

const READ: Record<Source, (reading: Reading) => Promise<Named[]>> = {
  async overview(reading) {
    const { answers, get } = reading;
    const overview = await answers.ask('overview', 'overview', () =>
      get<Overview>('/api/overview'),
    );
    const [own, plan] = await Promise.all([
      ofOverview(overview, reading),
      ofPlan(overview, reading),
    ]);
    return [...own, ...plan];
  },
  async tips(reading) {
    const { answers, get, today } = reading;
    const statistics = answers.ask('tips', 'statistics', () =>
      get<TipStatistics>(`/api/tips/statistics?from=${today.slice(0, 4)}-01-01&to=${today}`),
    );
    const read = [ofTips(await statistics, answers), ofComparison('late_tips', reading)];
    return (await Promise.all(read)).flat();
  },
  async points(reading) {
    const measures = ['recurrences', 'new_points'] as const;
    const read = measures.map((measure) => ofComparison(measure, reading));
    return (await Promise.all(read)).flat();
  },
  async week(reading) {
    const brought = await broughtByFeatures<ReadFigures>('figures');
    return (await Promise.all(brought.map((read) => read(reading)))).flat();
  },
};

/** The communes that an answer lists, and all that are played for: what is not listed of these is none. */
const listed = (codes: readonly string[]) => [...new Set([...codes, ...COMMUNES])];

async function ofOverview(overview: Overview, { answers: { line } }: Reading): Promise<Named[]> {
  const { recurringTotal, suspected, duties, offPace, onPace, onPaceStated, notSeen } = overview;
  const marks = await line('register', null);
  const praise = { ...marks, onPaceStated, notSeen };
  const waiting = new Map(duties.map((one) => [`${one.kind} of ${one.commune.code}`, one]));
  const ofDuties = listed(duties.map(({ commune }) => commune.code)).flatMap((code) =>
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

async function ofTips({ all, byCommune }: TipStatistics, { line }: KeptAnswers): Promise<Named[]> {
  const tallies = new Map(byCommune.map(({ code, tally }) => [code, tally]));
  const read = [null, ...listed([...tallies.keys()])].map(async (code) => {
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

/** Sides of the limits on which a commune may stand, the best first. */
const SIDES = ['below', 'within', 'above'];

async function ofComparison(
  measure: Measure,
  { answers: { ask, line }, reader, today }: Reading,
): Promise<Named[]> {
  const source = measure === 'late_tips' ? 'tips' : 'points';
  const query = { measure, from: addDays(today, -364), to: today };
  const { ruleChanges, observed, communes } = await ask(source, measure, (deps) =>
    compare(deps, reader, query),
  );
  const figure = CONDUCT_OF_COMPARISON[measure];
  const name = `${source}, comparison: ${measure}`;
  const rules = { rules: ruleChanges.length };
  const rows = communes.map(async (row) => {
    const { observed: own, ratio, verdict, looks } = row;
    const { code } = row.commune;
    const awaiting = row.onTime?.awaiting ?? 0;
    const marks = { ...(await line(figure, code)), ...rules, looksStated: looks.stated, awaiting };
    return [
      less(`${name} of ${code}`, own, marks, code),
      ...(ratio === null ? [] : [relative(`${name}, ratio of ${code}`, ratio, marks, code)]),
      relative(`${name}, verdict of ${code}`, SIDES.indexOf(verdict.side), marks, code),
    ];
  });
  const ofCity = communes.reduce((sum, { onTime }) => sum + (onTime?.awaiting ?? 0), 0);
  return [
    less(name, observed, { ...(await line(figure, null)), ...rules, awaiting: ofCity }),
    ...(await Promise.all(rows)).flat(),
  ];
}

/** The plan that runs today, as the city and the leaders of the communes see it. */
async function ofPlan(
  { plan }: Overview,
  { answers: { ask, line }, reader, leaders, communes }: Reading,
): Promise<Named[]> {
  if (plan === null) return [];
  const views = [null, ...communes].map(async (code) => {
    const { indicators } = await ask('overview', `plan of ${code}`, (deps) =>
      readPlan(deps, leaders.get(code ?? '') ?? reader, plan.id),
    );
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
  line: KeptAnswers['line'],
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
/** A figure of which less is better, set against the other communes. */
const relative = (name: string, count: number, marks: Marks, of: string): Named => [
  name,
  { good: -count, marks, of, relative: true },
];
