import { useState, type ReactNode } from 'react';

import { useMe } from '#client/api/me.ts';
import { WORKLIST_KEY } from '#client/api/points.ts';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { headLines, type ActProps } from '#client/forms/act-form.tsx';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { baseLines, type LineWords } from '#client/forms/base-lines.ts';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import { emptyLate, futureDay } from '#client/forms/entered-values.ts';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { emptyAnswer, type AnswerDescription, type AnswerValues } from './acts/answer.ts';
import { CONFIRM } from './acts/confirm-handover.tsx';
import { communeLine, partOf } from './acts/part.ts';
import { REFUSE } from './acts/refuse-handover.tsx';
import {
  answerContext,
  answerEntry,
  answerItem,
  type AnswerAct,
  type AnswerDraft,
  type AnswerItem,
} from './answer-entry.ts';
import classes from './answer.module.css';
import { AnsweredNotice, isAnswered } from './answered-notice.tsx';

const ANSWERS: Readonly<Record<AnswerAct, AnswerDescription>> = {
  confirm_handover: CONFIRM,
  refuse_handover: REFUSE,
};

/** Answers from the record of the point, where the evidence stands beside the dialog. */
export function answerFromRecord(act: AnswerAct) {
  return function AnswerFromRecord({ why, onClose, ...subject }: ActProps) {
    const item = answerItem(subject.point, partOf(subject));
    const { write, ...photos } = useAnswer({ act, item, draft: null, onClose });
    return (
      <AnswerDialog
        act={act}
        item={item}
        write={write}
        {...photos}
        brief={false}
        blocked={why !== null}
        notice={<ChangedNotice point={subject.point} error={write.error} why={why} />}
        onClose={onClose}
      />
    );
  };
}

/** Confirms or refuses a hand-over on the evidence of its card, with what will be recorded before the eyes. */
export function AnswerForm({
  act,
  item,
  waits,
  draft = null,
  onClose,
}: {
  act: AnswerAct;
  item: AnswerItem;
  /** False once the list says that it waits no more. */
  waits: boolean;
  /** The entry of the outbox that is being changed; null for a new answer. */
  draft?: AnswerDraft | null;
  onClose: () => void;
}) {
  const { write, ...photos } = useAnswer({ act, item, draft, onClose });
  const answered = (!waits && write.untried) || isAnswered(write.error);
  return (
    <AnswerDialog
      act={act}
      item={item}
      write={write}
      {...photos}
      brief
      blocked={answered}
      {...(answered ? { notice: <AnsweredNotice item={item} /> } : {})}
      onClose={onClose}
    />
  );
}

/** Holds an answer with its photos, and sends it through the outbox. */
function useAnswer({
  act,
  item,
  draft,
  onClose,
}: {
  act: AnswerAct;
  item: AnswerItem;
  draft: AnswerDraft | null;
  onClose: () => void;
}): { write: Write<AnswerValues> } & AnswerPhotos {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const submit = useSubmit<PointDetail>(draft?.entry ?? null);
  const [photos, setPhotos] = useState<readonly NewPhoto[]>(draft?.photos ?? []);
  const description = ANSWERS[act];
  const { verb, schema, check } = description;
  const word = text.register.act[act];
  const { id, code } = item.point;
  const write = useWrite({
    initial: { ...emptyAnswer(), ...(draft && answerContext(draft.entry).values) },
    schema,
    body: (values: AnswerValues) => ({
      ...(description.body?.(values) ?? values),
      enteredAt: now(),
      photoIds: photos.map((photo) => photo.id),
    }),
    at: description.at ?? {},
    words: description.words?.(text) ?? {},
    check: (values) => ({
      ...futureDay(values, text),
      ...missingPaper(values, text),
      ...check?.(values, text),
    }),
    send: (body, _, values) => {
      const lines = plainLines(answerLines(act, item, { values, photos }, { text, format, me }));
      return submit(answerEntry({ act, item, values }, photos, { verb, body, lines, text }));
    },
    said: (after) => text.pointActs.done({ act: word, code: after.code }),
    kept: text.outbox.kept({ act: word, code }),
    keep: keepRecord,
    overtakenBy: [pointQuery(id).queryKey, WORKLIST_KEY],
    onDone: onClose,
  });
  return { write, photos, setPhotos };
}

type AnswerPhotos = {
  photos: readonly NewPhoto[];
  setPhotos: (change: (before: readonly NewPhoto[]) => readonly NewPhoto[]) => void;
};

function AnswerDialog({
  act,
  item,
  write,
  photos,
  setPhotos,
  brief,
  ...frame
}: AnswerPhotos & {
  act: AnswerAct;
  item: AnswerItem;
  write: Write<AnswerValues>;
  brief: boolean;
  blocked: boolean;
  notice?: ReactNode;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const { weighty = false, fields, photos: takesPhotos } = ANSWERS[act];
  const word = text.register.act[act];
  return (
    <WriteDialog
      write={write}
      title={word}
      lines={answerLines(act, item, { values: write.values, photos }, { text, format, me })}
      confirm={word}
      weighty={weighty}
      {...frame}
    >
      {fields(write, item, brief)}
      {takesPhotos && <PhotoField photos={photos} most={MOST_EVENT_PHOTOS} onChange={setPhotos} />}
      {brief ? <MoreFields write={write} /> : <BaseFields field={write.field} />}
      <PaperFields field={write.field} on={write.values.effectiveOn} />
    </WriteDialog>
  );
}

/** Everything that the answer will write, before it is written. */
function answerLines(
  act: AnswerAct,
  item: AnswerItem,
  { values, photos }: { values: AnswerValues; photos: readonly NewPhoto[] },
  words: LineWords,
): RecordLine[] {
  const { text, format } = words;
  const { lines, status } = ANSWERS[act];
  return [
    ...headLines(act, item.point, text),
    communeLine(item.handover, text),
    ...(lines?.(values, text) ?? []),
    ...(photos.length === 0
      ? []
      : [{ label: text.attachments.photos, value: format.number(photos.length, 0) }]),
    { label: text.pointActs.lines.status, value: status(item, words) },
    ...baseLines(values, words),
  ];
}

/** Usually left as it is: today, no document, no note. Opens by itself when something in it is refused. */
function MoreFields({
  write: { form, field },
}: {
  write: Pick<Write<AnswerValues>, 'form' | 'field'>;
}) {
  const { worklist: own } = useText();
  const faulty = Object.keys(emptyLate()).some((path) => form.errors[path] !== undefined);
  return (
    <div>
      <Disclosure words={own.addWords} forced={faulty}>
        <div className={classes.added}>
          <BaseFields field={field} />
        </div>
      </Disclosure>
    </div>
  );
}
