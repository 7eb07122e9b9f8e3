import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { ReplyState } from '#server/contract/reply.ts';

export type ReplyToSend = {
  pointId: number;
  cycle: number;
  state: ReplyState;
  words: string;
  documentNumbers: readonly string[];
  /** `seq` of the latest version that the writer saw; 0 for none. */
  after: number;
};

/**
 * Keeps a draft of a reply, or files it, under one key; gives the record after it.
 * Throws ApiProblem when the server refuses, ApiUnreachable when no answer comes.
 */
export function sendReply({ pointId, ...reply }: ReplyToSend, key: string): Promise<PointDetail> {
  const json = {
    ...reply,
    words: reply.words.trim(),
    documentNumbers: [...reply.documentNumbers],
  };
  return call(api.points[':id'].replies.$post({ param: { id: String(pointId) }, json }, once(key)));
}
