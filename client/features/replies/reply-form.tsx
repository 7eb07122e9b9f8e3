import { useMe } from '#client/api/me.ts';
import { type LineWords, optional } from '#client/forms/base-lines.ts';
import { ReplyDialog } from '#client/forms/reply-dialog.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import { WriteReplyBody, type ReplyState, type ReplyThread } from '#server/contract/reply.ts';

import { replyContext, replyEntry } from './reply-entry.ts';

type Given = {
  point: PointDetail;
  cycle: number;
  /** The entry of the outbox that is being changed; null for a new reply. */
  entry?: Entry | null;
  onClose: () => void;
};

/** Writes the commune's reply: an officer prepares it, the leader files it, with what will be recorded shown. */
export function ReplyForm(given: Given) {
  const thread = given.point.replies.find(({ cycle }) => cycle === given.cycle);
  return thread === undefined ? null : <ReplyWriter thread={thread} {...given} />;
}

function ReplyWriter({ thread, ...given }: Given & { thread: ReplyThread }) {
  const own = useText().replies;
  const { write, lines } = useReply({ thread, ...given });
  return (
    <ReplyDialog
      write={write}
      title={own.askedFor[thread.askedFor]}
      mayFile={thread.whyNotFile === null}
      lines={lines}
      onClose={given.onClose}
    />
  );
}

/** Holds and sends a reply: filed by whoever may file it, a draft otherwise. */
function useReply({
  point,
  cycle,
  thread,
  entry = null,
  onClose,
}: Given & { thread: ReplyThread }) {
  const text = useText();
  const own = text.replies;
  const format = useFormat();
  const me = useMe();
  const submit = useSubmit<PointDetail>(entry);
  const [latest] = thread.versions;
  const draft = latest?.state === 'draft' ? latest : null;
  const before = entry === null ? draft : replyContext(entry);
  const state: ReplyState = thread.whyNotFile === null ? 'filed' : 'draft';
  const linesOf = (values: { words: string; documentNumbers: readonly string[] }) =>
    replyLines(point, thread, values, { text, format, me });
  const write = useWrite({
    draft: `reply ${point.id} ${cycle} ${entry?.id ?? ''}`,
    initial: {
      words: before?.words ?? '',
      documentNumbers: [...(before?.documentNumbers ?? [])],
      state,
    },
    schema: WriteReplyBody,
    body: (values) => ({ ...values, cycle, after: latest?.seq ?? 0 }),
    at: { documentNumbers: 'documentNumbers' },
    words: { words: own.wordsMissing },
    send: (body, _, { words, documentNumbers }) => {
      const { id, code, officialName } = point;
      const context = { words, documentNumbers, point: { id, code, officialName }, cycle };
      return submit(replyEntry(context, body, { lines: plainLines(linesOf(context)), text }));
    },
    said: (after) => {
      const [version] = after.replies.find((one) => one.cycle === cycle)?.versions ?? [];
      const message = version?.state === 'filed' ? own.fileDone : own.draftKept;
      return message({ code: after.code });
    },
    kept: text.outbox.kept({ act: own.title, code: point.code }),
    keep: keepRecord,
    overtakenBy: [pointQuery(point.id).queryKey],
    onDone: onClose,
  });
  return { write, lines: linesOf(write.values) };
}

/** Everything that the reply will write, before it is written. */
export function replyLines(
  point: PointDetail,
  thread: ReplyThread,
  values: { words: string; documentNumbers: readonly string[] },
  { text, format, me }: LineWords,
): RecordLine[] {
  const { lines } = text.replies;
  const shared = text.pointActs;
  const lead = point.communes.find((commune) => commune.lead);
  const event = text.register.event[thread.askedFor];
  return [
    { label: shared.lines.point, value: `${point.code}, ${point.officialName}` },
    { label: lines.about, value: `${event}, ${format.date(thread.happenedOn)}` },
    ...(lead === undefined ? [] : [{ label: lines.commune, value: communeName(lead, text) }]),
    ...optional(lines.words, values.words),
    ...optional(lines.documents, values.documentNumbers.join(', ')),
    { label: lines.due, value: format.date(thread.dueOn) },
    {
      label: shared.lines.by,
      value: shared.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    },
  ];
}
