import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';

import { useMe } from '#client/api/me.ts';
import { WORKLIST_KEY } from '#client/api/points.ts';
import { ApiProblem } from '#client/api/problem.ts';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { type ActProps, headLines, statusLine } from '#client/forms/act-form.tsx';
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
import { OpenedElsewhere } from '#client/register/opened-elsewhere.tsx';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import { ConfirmHandoverBody } from '#server/contract/life-cycle.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import { emptyAnswer, type AnswerDescription, type AnswerValues } from './acts/answer.ts';
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
import { Evidence } from './evidence.tsx';

/** Refusals that say that a part waits for no answer any more. */
const ANSWERED = ['handover.not_pending', 'lifecycle.wrong_status'];

export const CONFIRM: AnswerDescription = {
  verb: 'confirm',
  schema: ConfirmHandoverBody,
  photos: true,
  fields: (_, { handover }, brief) => brief && <Evidence handover={handover} />,
  status({ point, handover }, { text, format }) {
    const { othersPending } = handover;
    return othersPending > 0 && point.status !== 'handed_over'
      ? text.pointActs.afterAll({ count: format.number(othersPending, 0) })
      : statusLine('confirm_handover', point, text);
  },
};

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
        blocked={why}
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
  const { answeredTitle } = useText().worklist;
  const answered = (!waits && write.untried) || isAnswered(write.error);
  return (
    <AnswerDialog
      act={act}
      item={item}
      write={write}
      {...photos}
      brief
      blocked={answered ? answeredTitle : null}
      {...(answered ? { notice: <AnsweredNotice act={act} item={item} /> } : {})}
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
  const words = { text, format: useFormat(), me: useMe() };
  const submit = useSubmit<PointDetail>(draft?.entry ?? null);
  const [photos, setPhotos] = useState<readonly NewPhoto[]>(draft?.photos ?? []);
  const description = ANSWERS[act];
  const { verb, schema, check } = description;
  const word = text.register.act[act];
  const { id, code } = item.point;
  const write = useWrite({
    draft: `answer ${act} ${item.id} ${draft?.entry.id ?? ''}`,
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
      const lines = plainLines(answerLines(act, item, { values, photos }, words));
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
  blocked: string | null;
  notice?: ReactNode;
  onClose: () => void;
}) {
  const text = useText();
  const words = { text, format: useFormat(), me: useMe() };
  const { weighty = false, fields, photos: takesPhotos } = ANSWERS[act];
  const word = text.register.act[act];
  return (
    <WriteDialog
      write={write}
      title={word}
      lines={answerLines(act, item, { values: write.values, photos }, words)}
      confirm={word}
      weighty={weighty}
      {...frame}
    >
      <OpenedElsewhere kind="point" id={item.point.id} />
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
        <Stack gap="md" pt="xs">
          <BaseFields field={field} />
        </Stack>
      </Disclosure>
    </div>
  );
}

/** Events by which an act is answered as its writer wanted. */
const SAME_ANSWER: Record<AnswerAct, PointEvent['kind']> = {
  confirm_handover: 'handover_confirmed',
  refuse_handover: 'handover_refused',
};

/** Somebody was faster: says who answered, what, and when; this writer's own answer was not written. */
function AnsweredNotice({ act, item }: { act: AnswerAct; item: AnswerItem }) {
  const text = useText();
  const format = useFormat();
  const own = text.worklist;
  const { data } = useQuery(pointQuery(item.point.id));
  const answer = data === undefined ? undefined : answerTo(item.id, data);
  return (
    <div role="alert">
      <Notice title={own.answeredTitle}>
        <p>
          {answer === undefined
            ? own.answeredGone
            : own.answeredLine({
                what: text.register.event[answer.kind],
                who: answer.actorName,
                time: format.dateTime(answer.recordedAt),
              })}
        </p>
        {answer === undefined || answer.kind === SAME_ANSWER[act] ? (
          <p>{own.answeredYours}</p>
        ) : (
          <p>
            {own.answeredOtherwise}{' '}
            <Link to="/" search={{ id: item.point.id }}>
              {own.record}
            </Link>
          </p>
        )}
      </Notice>
    </div>
  );
}

function answerTo(handoverId: number, point: PointDetail): PointEvent | undefined {
  return point.events.find(
    ({ kind, detail }) => kind !== 'handover_proposed' && detail['handoverId'] === handoverId,
  );
}

function isAnswered(error: unknown): boolean {
  return error instanceof ApiProblem && ANSWERED.includes(error.code);
}
