import type { CommuneType } from '#server/contract/commune.ts';
import type { Reply, ReplyState, ReplyThread } from '#server/contract/reply.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';

/** Asks the commune that answers for the point about the listing or recurrence that opened a cycle. */
export function insertReplyRequest(
  sql: TransactionSql,
  request: { pointId: number; cycle: number; askedOn: IsoDate; dueOn: IsoDate },
): void {
  send(sql`
    insert into reply_request (point_id, cycle, asked_on, due_on)
    values (${request.pointId}, ${request.cycle}, ${request.askedOn}, ${request.dueOn})`);
}

export type RequestRow = Pick<
  ReplyThread,
  'cycle' | 'askedFor' | 'happenedOn' | 'askedOn' | 'dueOn'
>;

/** Lists the requests for a reply about a point, the latest cycle first. */
export async function listReplyRequests(
  sql: TransactionSql,
  pointId: number,
): Promise<RequestRow[]> {
  return sql<RequestRow[]>`
    select
      reply_request.cycle, cycle.opened_by as asked_for, cycle.opened_on as happened_on,
      reply_request.asked_on, reply_request.due_on
    from reply_request
    join cycle on cycle.point_id = reply_request.point_id and cycle.number = reply_request.cycle
    where reply_request.point_id = ${pointId}
    order by reply_request.cycle desc`;
}

export type ReplyRow = Omit<Reply, 'commune'> & {
  cycle: number;
  communeId: number;
  communeCode: string;
  communeName: string;
  communeType: CommuneType;
};

/** Every version within reach, the latest first; drafts of other communes stay theirs. */
export async function listReplies(sql: TransactionSql, pointId: number): Promise<ReplyRow[]> {
  return sql<ReplyRow[]>`
    select
      reply.id, reply.cycle, reply.seq, reply.state, reply.words, reply.document_numbers,
      writer.name as written_by, reply.written_at, commune.id as commune_id,
      commune.code as commune_code, commune.name as commune_name, commune.type as commune_type
    from reply
    join commune on commune.id = reply.commune_id
    join app_user writer on writer.id = reply.written_by
    where reply.point_id = ${pointId}
    order by reply.cycle desc, reply.seq desc`;
}

/** The commune that answers for the point; null when nobody does yet. */
export async function findLeadCommune(
  sql: TransactionSql,
  pointId: number,
): Promise<number | null> {
  const [row] = await sql<{ communeId: number }[]>`
    select commune_id from point_commune where point_id = ${pointId} and lead`;
  return row?.communeId ?? null;
}

/** Appends a version; `reply_one_per_seq` is the lock against two writers at once. */
export async function insertReply(
  sql: TransactionSql,
  reply: {
    pointId: number;
    cycle: number;
    seq: number;
    communeId: number;
    state: ReplyState;
    words: string;
    documentNumbers: readonly string[];
    writtenBy: string;
    writtenAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into reply (
      point_id, cycle, seq, commune_id, state, words, document_numbers, written_by, written_at
    ) values (
      ${reply.pointId}, ${reply.cycle}, ${reply.seq}, ${reply.communeId}, ${reply.state},
      ${reply.words}, ${reply.documentNumbers as string[]}, ${reply.writtenBy}, ${reply.writtenAt}
    )`;
}
