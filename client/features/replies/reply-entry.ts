import { pointLane } from '#client/register/outbox-point.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';
import type { ReplyState } from '#server/contract/reply.ts';

/** Context that the outbox keeps so that the form can be opened again. */
export type ReplyContext = {
  point: { id: number; code: string; officialName: string };
  cycle: number;
  words: string;
  documentNumbers: readonly string[];
};

/**
 * A commune's reply, or a draft of one, as the outbox sends it.
 * @param after `seq` of the latest version that the writer saw; 0 for none
 */
export function replyEntry(
  { point, cycle, words, documentNumbers }: ReplyContext,
  { state, after }: { state: ReplyState; after: number },
  { lines, text }: { lines: readonly EntryLine[]; text: Text },
): NewEntry {
  const context: ReplyContext = { point, cycle, words, documentNumbers };
  return {
    kind: 'reply',
    path: `/api/points/${point.id}/replies`,
    body: { cycle, state, words: words.trim(), documentNumbers: [...documentNumbers], after },
    lane: pointLane(point.id),
    title: state === 'filed' ? text.replies.file : text.replies.saveDraft,
    label: `${point.code}, ${point.officialName}`,
    lines,
    context,
  };
}

export function replyContext({ context }: Entry): ReplyContext {
  return context as ReplyContext;
}
