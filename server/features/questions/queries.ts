import type { DatedCommune } from '#server/contract/attribution.ts';
import type { CommuneType } from '#server/contract/commune.ts';
import type { QuestionKind, WriteAnswerBody } from '#server/contract/question.ts';
import type { Reply } from '#server/contract/reply.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

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

export type AnswerRow = Omit<Reply, 'commune'> & {
  kind: QuestionKind;
  communeId: number;
  year: number;
  communeCode: string;
  communeName: string;
  communeType: CommuneType;
};

/** Every version of every answer within reach, the latest first; drafts of other communes stay theirs. */
export async function listAnswers(
  sql: TransactionSql,
  years: readonly number[],
): Promise<AnswerRow[]> {
  return sql<AnswerRow[]>`
    select
      question_reply.id, question_reply.kind, question_reply.year, question_reply.seq,
      question_reply.state, question_reply.words, question_reply.document_numbers,
      writer.name as written_by, question_reply.written_at, commune.id as commune_id,
      commune.code as commune_code, commune.name as commune_name, commune.type as commune_type
    from question_reply
    join commune on commune.id = question_reply.commune_id
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
