import { type Actor, can } from '#server/contract/permission.ts';
import {
  type Answer,
  type Question,
  type QuestionCase,
  Questions,
  WriteAnswerBody,
} from '#server/contract/question.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { whyNotAnswer } from './answer-rules.ts';
import type { RuleRow } from './city-rules.ts';
import { writeAnswer } from './commands.ts';
import {
  type AnswerRow,
  listAnswers,
  listCommunesById,
  listNamedPoints,
  listNamedTips,
  type NamedPoint,
  type NamedTip,
} from './queries.ts';
import { findQuestions } from './read-asked.ts';
import type { Asked } from './rules.ts';

const MOST_CASES = 50;

const read = route('get', '/questions', {
  tags: ['analysis'],
  summary: 'Patterns of the register that communes are asked about, with their answers',
  description:
    'A question is no verdict and changes no figure. Each compares a commune with all others by a beta-binomial tail, with as much room as the others differ.',
  right: 'analysis:read',
  list: 'questions',
  responses: { 200: jsonResponse(Questions, 'This reporting year and the last, within reach') },
});

const write = route('post', '/questions/replies', {
  tags: ['analysis'],
  summary: 'Draft or file the answer of a commune, or of the city, to a question',
  right: 'questions:answer',
  body: WriteAnswerBody,
  responses: { 201: jsonResponse(Questions, 'The questions with the answer') },
  problems: [
    'question.not_found',
    'question.other_commune',
    'question.changed_meanwhile',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const questionRoutes = newRouter()
  .openapi(read, async (c) => c.json(await readQuestions(c.var.deps, c.var.actor), 200))
  .openapi(write, async (c) => {
    await writeAnswer(c.var.deps, c.var.actor, c.req.valid('json'));
    return c.json(await readQuestions(c.var.deps, c.var.actor), 201);
  });

export const questions = {
  uses: ['analysis', 'replies', 'signals', 'tips'],
  operations: [questionRoutes],
} as const satisfies Feature;

/**
 * Reads the questions of this reporting year and the last, the latest first, with what communes say to them. They are
 * worked out from the whole city; who answers for communes gets those of these alone.
 */
async function readQuestions(deps: Deps, actor: Actor): Promise<Questions> {
  const today = deps.clock.today();
  const { asked, settings, origin, years } = await findQuestions(deps, today);
  const own = asked.filter(
    ({ communeId }) =>
      actor.reach === 'city' || (communeId !== null && actor.communeIds.includes(communeId)),
  );
  return asActor(deps.database, actor, async (sql) => {
    const communes = await listCommunesById(
      sql,
      own.map(({ communeId }) => communeId).filter((id) => id !== null),
    );
    const ofCommunes = own.filter((one) => one.communeId !== null);
    const points = await namedPoints(sql, ofCommunes);
    const tips = can(actor.role, 'tips:read') ? await namedTips(sql, ofCommunes) : new Map();
    const answers = await listAnswers(sql, years);
    const items = own.flatMap((one): Question[] => {
      const commune = communes.find(({ id }) => id === one.communeId) ?? null;
      if (commune === null && one.communeId !== null) return [];
      const { communeId, cases: _cases, ...shown } = one;
      return [
        {
          ...shown,
          commune,
          cases: one.communeId === null ? rulesOf(one.cases) : casesOf(one.cases, points, tips),
          versions: answers
            .filter((row) => row.kind === one.kind && row.year === one.year)
            .filter((row) => row.communeId === communeId)
            .map(versionOf),
          whyNotDraft: whyNotAnswer(actor, communeId, 'draft'),
          whyNotFile: whyNotAnswer(actor, communeId, 'filed'),
        },
      ];
    });
    return { items, settings, origin, today };
  });
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

/** The codes of the tips that the shown cases speak of, as far as the reader may see them. */
async function namedTips(
  sql: TransactionSql,
  asked: readonly Asked[],
): Promise<Map<number, NamedTip>> {
  const ids = asked.flatMap(({ cases }) => cases.flatMap(({ tipIds }) => tipIds));
  const tips = await listNamedTips(sql, [...new Set(ids)]);
  return new Map(tips.map((tip) => [tip.tipId, tip]));
}

/** The latest cases, each about a place or a tip that the reader may see. */
function casesOf(
  cases: Asked['cases'],
  points: ReadonlyMap<number, NamedPoint>,
  tips: ReadonlyMap<number, NamedTip>,
): QuestionCase[] {
  return cases
    .flatMap(({ pointIds, tipIds, on, thenOn, otherPointId }): QuestionCase[] => {
      const other = otherPointId === null ? null : (points.get(otherPointId) ?? null);
      const dated = { on, thenOn, other };
      return [
        ...pointIds
          .map((pointId) => points.get(pointId))
          .filter((point) => point !== undefined)
          .map((point) => ({ ...dated, point, tip: null, rule: null })),
        ...tipIds
          .map((tipId) => tips.get(tipId))
          .filter((tip) => tip !== undefined)
          .map((tip) => ({ ...dated, point: null, tip, rule: null })),
      ];
    })
    .toReversed()
    .slice(0, MOST_CASES);
}

function rulesOf(cases: readonly RuleRow[]): QuestionCase[] {
  return cases
    .map(({ rule, origin, validFrom }) => ({
      point: null,
      tip: null,
      rule: { rule, origin },
      on: validFrom,
      thenOn: null,
      other: null,
    }))
    .toReversed();
}

function versionOf({
  kind: _kind,
  year: _year,
  communeId: _commune,
  ...version
}: AnswerRow): Answer {
  return version;
}
