import { Button, TagsInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { useRecord } from '#client/forms/use-record.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { PointDetail } from '#server/contract/point.ts';
import {
  REPLY_LONGEST,
  REPLY_MOST_DOCUMENTS,
  REPLY_SHORTEST,
  type ReplyState,
} from '#server/contract/reply.ts';

import { replyContext, replyEntry } from './reply-entry.ts';
import { replyLines } from './reply-lines.ts';

type ReplyValues = { words: string; documentNumbers: string[] };

/** Writes the commune's reply: an officer prepares it, the leader files it, with what will be recorded shown. */
export function ReplyForm({
  point,
  cycle,
  entry = null,
  onClose,
}: {
  point: PointDetail;
  cycle: number;
  /** The entry of the outbox that is being changed; null for a new reply. */
  entry?: Entry | null;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.replies;
  const format = useFormat();
  const { language } = useLanguage();
  const me = useMe();
  const [refusals, setRefusals] = useState(0);
  const thread = point.replies.find((candidate) => candidate.cycle === cycle);
  const [latest] = thread?.versions ?? [];
  const draft = latest?.state === 'draft' ? latest : null;
  const mayFile = thread?.whyNotFile === null;
  const before = entry === null ? draft : replyContext(entry);
  const submit = useSubmit<PointDetail>(entry);
  const form = useForm<ReplyValues>({
    initialValues: {
      words: before?.words ?? '',
      documentNumbers: [...(before?.documentNumbers ?? [])],
    },
    validate: {
      words: (words) => (words.trim().length < REPLY_SHORTEST ? own.wordsMissing : null),
    },
  });
  const record = useRecord<ReplyValues & { state: ReplyState }>({
    pointId: point.id,
    send: ({ state, ...values }) => {
      if (thread === undefined) throw new Error('nobody has asked for this reply');
      const lines = plainLines(replyLines(point, thread, values, { text, format, me }));
      const { id, code, officialName } = point;
      const context = { ...values, point: { id, code, officialName }, cycle };
      return submit(replyEntry(context, { state, after: latest?.seq ?? 0 }, { lines, text }));
    },
    onRecorded: (after) => {
      const [version] = after.replies.find((one) => one.cycle === cycle)?.versions ?? [];
      const message = version?.state === 'filed' ? own.fileDone : own.draftKept;
      notifications.show({ message: message({ code: after.code }) });
      onClose();
    },
    onKept: () => {
      notifications.show({ message: text.outbox.kept({ act: own.title, code: point.code }) });
      onClose();
    },
    onRefused: (error) => {
      form.setErrors(
        refusedFields(error, language, (path) => writtenAt(form.getValues(), path), fieldOf),
      );
      setRefusals((count) => count + 1);
    },
  });
  const save = (state: ReplyState) =>
    form.onSubmit(
      (values) => record.mutate({ ...values, state }),
      () => setRefusals((count) => count + 1),
    );
  const placed = Object.keys(form.errors).length > 0;
  if (thread === undefined) return null;
  return (
    <ActDialog
      title={own.askedFor[thread.askedFor]}
      lead={mayFile ? own.keptBeside : own.leaderFiles}
      lines={replyLines(point, thread, form.getValues(), { text, format, me })}
      confirm={mayFile ? own.file : own.saveDraft}
      pending={record.isPending}
      refusals={refusals}
      notice={<ErrorNotice error={placed ? null : record.error} />}
      aside={
        mayFile ? (
          <Button variant="default" disabled={record.isPending} onClick={() => save('draft')()}>
            {own.saveDraft}
          </Button>
        ) : null
      }
      onSubmit={save(mayFile ? 'filed' : 'draft')}
      onClose={onClose}
    >
      <Textarea
        label={own.words}
        description={own.wordsMore}
        autosize
        minRows={5}
        maxRows={16}
        maxLength={REPLY_LONGEST}
        withAsterisk
        {...form.getInputProps('words')}
      />
      <TagsInput
        label={own.documentNumbers}
        description={own.documentNumbersMore}
        maxTags={REPLY_MOST_DOCUMENTS}
        maxLength={100}
        {...form.getInputProps('documentNumbers')}
      />
    </ActDialog>
  );
}

function fieldOf(path: string): string {
  return path.startsWith('documentNumbers') ? 'documentNumbers' : path;
}

function writtenAt(values: ReplyValues, path: string): string {
  return path === 'words' ? values.words : values.documentNumbers.join(', ');
}
