import type { Actor } from '#server/contract/permission.ts';
import type { Question, QuestionCase, Questions } from '#server/contract/question.ts';
import type { Reply } from '#server/contract/reply.ts';
import { periodAt, periodOf, type PeriodRule } from '#server/contract/reporting-period.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readDataState } from '#server/features/analysis/case-queries.ts';
import { cached } from '#server/features/analysis/read-through-cache.ts';
import { whyNotReply } from '#server/features/replies/rules.ts';
import { categoryFit } from '#server/features/signals/match-rules.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';
import { readQuestionSettings } from '#server/settings/question-settings.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { listClosures, listConfirmations, listListings } from './pattern-queries.ts';
import { closureRuns, nearNewPlaces, quickReturns, unseenHandovers } from './pattern-rules.ts';
import {
  listAnswers,
  listCommunesById,
  listNamedPoints,
  type AnswerRow,
  type NamedPoint,
} from './queries.ts';
import { askAbout, type Asked } from './rules.ts';

const MOST_CASES = 50;

/**
 * Reads the questions of this reporting year and the last, the latest first, with what communes say to them. They are
 * worked out from the whole city; who answers for communes gets those of these alone.
 */
export async function readQuestions(deps: Deps, actor: Actor): Promise<Questions> {
  const today = deps.clock.today();
  const { asked, settings, origin, years } = await findQuestions(deps, today);
  const own = asked.filter(
    ({ communeId }) => actor.reach === 'city' || actor.communeIds.includes(communeId),
  );
  return asActor(deps.database, actor, async (sql) => {
    const communes = await listCommunesById(
      sql,
      own.map(({ communeId }) => communeId),
    );
    const points = await namedPoints(sql, own);
    const answers = await listAnswers(sql, years);
    const items = own.flatMap((one): Question[] => {
      const commune = communes.find(({ id }) => id === one.communeId);
      if (commune === undefined) return [];
      const { communeId, cases, ...shown } = one;
      return [
        {
          ...shown,
          commune,
          cases: casesOf(cases, points),
          versions: answers
            .filter((row) => row.kind === one.kind && row.year === one.year)
            .filter((row) => row.communeId === communeId)
            .map(versionOf),
          whyNotDraft: whyNotReply(actor, communeId, 'draft'),
          whyNotFile: whyNotReply(actor, communeId, 'filed'),
        },
      ];
    });
    return { items, settings, origin, today };
  });
}

type Found = Pick<Questions, 'settings' | 'origin'> & { asked: Asked[]; years: number[] };

/** Works out every question of the city of this reporting year and the last; kept while the register stays the same. */
export function findQuestions(deps: Deps, today: IsoDate): Promise<Found> {
  return asSystem(deps.database, async (sql) => {
    const { settings, origin } = await readQuestionSettings(sql, today);
    const { revision } = await readDataState(sql);
    const rules = await readPeriodRules(sql);
    const { year } = periodOf(rules, 'month', today);
    const years = [year, year - 1];
    const parameters = { questions: settings, rules, today, revision };
    return cached(deps.database, parameters, async (): Promise<Found> => {
      const asked = [];
      for (const one of years)
        asked.push(...(await askOfYear(sql, one, { rules, settings, today })));
      return {
        settings,
        origin,
        years,
        asked: asked.toSorted((a, b) => b.askedOn.localeCompare(a.askedOn) || a.chance - b.chance),
      };
    });
  });
}

async function askOfYear(
  sql: TransactionSql,
  year: number,
  given: { rules: readonly PeriodRule[]; settings: Questions['settings']; today: IsoDate },
): Promise<Asked[]> {
  const { rules, settings, today } = given;
  const months = Array.from({ length: 12 }, (_, i) => periodAt(rules, 'month', year, i + 1));
  const ended = months.filter(({ lastOn }) => lastOn < today);
  const from = periodAt(rules, 'month', year - 1, 1).firstOn;
  const to = ended.at(-1)?.lastOn;
  if (to === undefined) return [];
  const measures = await readMatchingParameters(sql, today);
  const monthEnd = (day: IsoDate) => periodOf(rules, 'month', day).lastOn;
  const fits = (ofNew: string, ofClosed: string) =>
    categoryFit(ofNew, ofClosed, measures.compatibility) !== 'different';
  const period = { from, to };
  const closures = await listClosures(sql, period);
  const listings = await listListings(sql, period, measures.radius);
  const confirmations = await listConfirmations(sql, period);
  const of = { months: ended, settings };
  return [
    ...askAbout('bunched_closures', closureRuns(closures, monthEnd, settings), of),
    ...askAbout('quick_returns', quickReturns(closures, monthEnd, settings), of),
    ...askAbout('near_new_places', nearNewPlaces(listings, fits, settings), of),
    ...askAbout('unseen_handovers', unseenHandovers(confirmations, settings), of),
  ];
}

/** The names of the points that the shown cases speak of, as far as the reader may see them. */
async function namedPoints(
  sql: TransactionSql,
  asked: readonly Asked[],
): Promise<Map<number, NamedPoint>> {
  const ids = asked.flatMap(({ cases }) =>
    cases.flatMap(({ pointIds, otherPointId }) => [
      ...pointIds,
      ...(otherPointId === null ? [] : [otherPointId]),
    ]),
  );
  const points = await listNamedPoints(sql, [...new Set(ids)]);
  return new Map(points.map((point) => [point.pointId, point]));
}

function casesOf(cases: Asked['cases'], points: ReadonlyMap<number, NamedPoint>): QuestionCase[] {
  return cases
    .flatMap(({ pointIds, on, thenOn, otherPointId }) =>
      pointIds.flatMap((pointId) => {
        const point = points.get(pointId);
        const other = otherPointId === null ? null : (points.get(otherPointId) ?? null);
        return point === undefined ? [] : [{ ...point, on, thenOn, other }];
      }),
    )
    .toReversed()
    .slice(0, MOST_CASES);
}

function versionOf(row: AnswerRow): Reply {
  const {
    kind: _kind,
    year: _year,
    communeId,
    communeCode,
    communeName,
    communeType,
    ...version
  } = row;
  const commune = { id: communeId, code: communeCode, name: communeName, type: communeType };
  return { ...version, commune };
}
