import type { Actor } from '#server/contract/permission.ts';
import type { Reply, ReplyThread } from '#server/contract/reply.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { findLeadCommune, listReplies, listReplyRequests, type ReplyRow } from './queries.ts';
import { whyNotReply } from './rules.ts';

/** Reads the requests for a reply about a point and the commune's replies, the latest cycle first. */
export async function readReplies(
  sql: TransactionSql,
  actor: Actor,
  pointId: number,
): Promise<ReplyThread[]> {
  // Sent together: one wait instead of three.
  const [requests, rows, leadCommuneId] = await Promise.all([
    listReplyRequests(sql, pointId),
    listReplies(sql, pointId),
    findLeadCommune(sql, pointId),
  ]);
  return requests.map((request) => ({
    ...request,
    versions: rows.filter((row) => row.cycle === request.cycle).map(versionOf),
    whyNotDraft: whyNotReply(actor, leadCommuneId, 'draft'),
    whyNotFile: whyNotReply(actor, leadCommuneId, 'filed'),
  }));
}

function versionOf(row: ReplyRow): Reply {
  const { communeId, communeCode, communeName, communeType, cycle: _cycle, ...version } = row;
  const commune = { id: communeId, code: communeCode, name: communeName, type: communeType };
  return { ...version, commune };
}
