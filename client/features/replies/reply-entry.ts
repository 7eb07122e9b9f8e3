import { pointLane } from '#client/register/outbox-point.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';
import type { WriteReplyBody } from '#server/contract/reply.ts';

/** Context that the outbox keeps so that the form can be opened again. */
export type ReplyContext = {
  point: { id: number; code: string; officialName: string };
  cycle: number;
  words: string;
  documentNumbers: readonly string[];
};

/** A commune's reply, or a draft of one, as the outbox sends it. */
export function replyEntry(
  context: ReplyContext,
  body: WriteReplyBody,
  { lines, text }: { lines: readonly EntryLine[]; text: Text },
): NewEntry {
  const { point } = context;
  return {
    kind: 'reply',
    path: `/api/points/${point.id}/replies`,
    body,
    lane: pointLane(point.id),
    title: body.state === 'filed' ? text.replies.file : text.replies.saveDraft,
    label: `${point.code}, ${point.officialName}`,
    lines,
    context,
  };
}

export function replyContext({ context }: Entry): ReplyContext {
  return context as ReplyContext;
}
