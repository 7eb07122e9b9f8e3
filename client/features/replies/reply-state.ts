import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { Reply, ReplyThread } from '#server/contract/reply.ts';

export type ReplyStanding = {
  /** The reply that counts: the latest filed one. */
  current: Reply | null;
  /** Filed before it, latest first; all stay readable. */
  earlier: readonly Reply[];
  /** Prepared after the latest filed one, for the commune's eyes. */
  draft: Reply | null;
  late: boolean;
};

/** State of a requested reply on a day; `late` while it is missing, and for good when it came after its day. */
export function replyStanding(thread: ReplyThread, today: IsoDate): ReplyStanding {
  const versions = thread.versions.toSorted((a, b) => b.seq - a.seq);
  const filed = versions.filter(({ state }) => state === 'filed');
  const [current = null, ...earlier] = filed;
  const [latest] = versions;
  const firstFiled = filed.at(-1);
  const answeredOn = firstFiled === undefined ? today : civilDate(firstFiled.writtenAt);
  return {
    current,
    earlier,
    draft: latest?.state === 'draft' ? latest : null,
    late: answeredOn > thread.dueOn,
  };
}
