import type { Period } from '#server/contract/comparison.ts';
import type { DatedCommune } from '#server/contract/attribution.ts';
import type { Answer, QuestionKind, WriteAnswerBody } from '#server/contract/question.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { RuleRow } from './city-rules.ts';

/** The communes with these ids, of today or earlier. */
export async function listCommunesById(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<DatedCommune[]> {
  return sql<DatedCommune[]>`
    select id, code, valid_from, valid_to, name, type
    from commune
    where id = any (${[...ids]}::integer[])`;
}

export type NamedPoint = { pointId: number; code: string; name: string };

/** Those of some points that the reader may see. */
export async function listNamedPoints(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<NamedPoint[]> {
  return sql<NamedPoint[]>`
    select id as point_id, code, official_name as name
    from point
    where id = any (${[...ids]}::integer[])`;
}

export type NamedTip = { tipId: number; code: string };

/** Those of some tips that the reader may see. */
export async function listNamedTips(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<NamedTip[]> {
  return sql<NamedTip[]>`
    select id as tip_id, code from tip where id = any (${[...ids]}::integer[])`;
}

/** Version of an answer; the city's own has no commune. */
export type AnswerRow = Answer & { kind: QuestionKind; communeId: number | null; year: number };

/** Every version of every answer within reach, the latest first; drafts of other communes stay theirs. */
export async function listAnswers(
  sql: TransactionSql,
  years: readonly number[],
): Promise<AnswerRow[]> {
  return sql<AnswerRow[]>`
    select
      question_reply.id, question_reply.kind, question_reply.year, question_reply.seq,
      question_reply.state, question_reply.words, question_reply.document_numbers,
      writer.name as written_by, question_reply.written_at, question_reply.commune_id,
      case
        when commune.id is not null then jsonb_build_object(
          'id', commune.id, 'code', commune.code, 'name', commune.name, 'type', commune.type
        )
      end as commune
    from question_reply
    left join commune on commune.id = question_reply.commune_id
    join app_user writer on writer.id = question_reply.written_by
    where question_reply.year = any (${[...years]}::integer[])
    order by question_reply.seq desc`;
}

/** Appends a version; `question_reply_one_per_seq` is the lock against two writers at once. */
export async function insertAnswer(
  sql: TransactionSql,
  answer: Omit<WriteAnswerBody, 'after'> & {
    seq: number;
    writtenBy: string;
    writtenAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into question_reply (
      kind, commune_id, year, seq, state, words, document_numbers, written_by, written_at
    ) values (
      ${answer.kind}, ${answer.communeId}, ${answer.year}, ${answer.seq}, ${answer.state},
      ${answer.words}, ${answer.documentNumbers}, ${answer.writtenBy}, ${answer.writtenAt}
    )`;
}

/** Rules that decide figures and that somebody set for a day of a period, each with the one before it, ascending. */
export async function listSetRules(sql: TransactionSql, { from, to }: Period): Promise<RuleRow[]> {
  return sql<RuleRow[]>`
    select rule, key, valid_from, origin, value, before
    from (
      select
        case when key = 'check.schedule' then 'check_schedule' else 'signal_parameter' end as rule,
        key, valid_from, origin, value::text as value, set_by,
        lag(value::text) over (partition by key order by valid_from) as before
      from setting
      where key in ('signal.radius', 'signal.window', 'signal.flag', 'check.schedule')
      union all
      select
        'tip_rule', null, valid_from, origin, rule::text, set_by,
        lag(rule::text) over (partition by kind order by valid_from)
      from deadline_rule
    ) dated
    where valid_from between ${from} and ${to} and before is not null and set_by is not null
    order by valid_from, rule`;
}

/** Number of settings and rules that there are; one is never changed, only followed by another. */
export async function countSetRules(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select ((select count(*) from setting) + (select count(*) from deadline_rule))::integer as count`;
  return row?.count ?? 0;
}
