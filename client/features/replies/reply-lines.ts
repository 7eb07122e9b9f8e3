import { optional, type LineWords } from '#client/forms/base-lines.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import type { ReplyThread } from '#server/contract/reply.ts';

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
