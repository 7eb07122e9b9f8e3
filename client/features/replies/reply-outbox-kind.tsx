import { useQuery } from '@tanstack/react-query';

import { pointQuery } from '#client/register/record-queries.ts';
import { freshRecord, meanwhileAtPoint } from '#client/register/outbox-point.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { Meanwhile, OutboxKind } from '#client/offline/outbox/kinds.ts';

import { replyContext } from './reply-entry.ts';
import { ReplyForm } from './reply-form.tsx';

/** A commune's reply, kept until there is a network. */
const replyOutboxKind: OutboxKind = {
  refresh: (client) => pointsChanged(client),
  settledBy: ['point.not_found', 'reply.not_asked', 'reply.other_commune'],
  meanwhile: async (entry, text) =>
    [...(await meanwhileAtPoint(entry, text)), ...(await versionsSince(entry, text))].toSorted(
      (a, b) => (a.at < b.at ? -1 : 1),
    ),
  // Its writer has seen the newer version: theirs is to follow that one.
  renew: async (entry) => ({ ...(entry.body as object), after: await latestVersion(entry) }),
  Form: ChangeReply,
};
export default replyOutboxKind;

async function versions(entry: Entry) {
  const { replies } = await freshRecord(entry);
  return replies.find(({ cycle }) => cycle === replyContext(entry).cycle)?.versions ?? [];
}

async function latestVersion(entry: Entry): Promise<number> {
  return Math.max(0, ...(await versions(entry)).map(({ seq }) => seq));
}

async function versionsSince(entry: Entry, { replies: text }: Text): Promise<Meanwhile[]> {
  return (await versions(entry))
    .filter(({ writtenAt }) => writtenAt > entry.seenAt)
    .map(({ state, words, writtenBy, writtenAt }) => ({
      what: `${state === 'filed' ? text.title : text.saveDraft}: ${words}`,
      who: writtenBy,
      at: writtenAt,
    }));
}

function ChangeReply({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { point, cycle } = replyContext(entry);
  const record = useQuery(pointQuery(point.id));
  if (record.data === undefined) return null;
  return <ReplyForm point={record.data} cycle={cycle} entry={entry} onClose={onClose} />;
}
