import type { ReactNode } from 'react';

import { useMe } from '#client/api/me.ts';
import { WORKLIST_KEY } from '#client/api/points.ts';
import { headLines, type ActProps } from '#client/forms/act-form.tsx';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { baseLines, type LineWords } from '#client/forms/base-lines.ts';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import { emptyBase, futureDay } from '#client/forms/entered-values.ts';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import type { AnswerDescription, AnswerValues } from './acts/answer.ts';
import { CONFIRM } from './acts/confirm-handover.tsx';
import { communeLine, partOf } from './acts/part.ts';
import { REFUSE } from './acts/refuse-handover.tsx';
import {
  answerContext,
  answerEntry,
  answerItem,
  type AnswerAct,
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
    const write = useAnswer({ act, item, entry: null, onClose });
    return (
      <AnswerDialog
        act={act}
        item={item}
        write={write}
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
  entry = null,
  onClose,
}: {
  act: AnswerAct;
  item: AnswerItem;
  /** False once the list says that it waits no more. */
  waits: boolean;
  /** The entry of the outbox that is being changed; null for a new answer. */
  entry?: Entry | null;
  onClose: () => void;
}) {
  const write = useAnswer({ act, item, entry, onClose });
  const answered = (!waits && write.untried) || isAnswered(write.error);
  return (
    <AnswerDialog
      act={act}
      item={item}
      write={write}
      brief
      blocked={answered}
      {...(answered ? { notice: <AnsweredNotice item={item} /> } : {})}
      onClose={onClose}
    />
  );
}

function useAnswer({
  act,
  item,
  entry,
  onClose,
}: {
  act: AnswerAct;
  item: AnswerItem;
  entry: Entry | null;
  onClose: () => void;
}): Write<AnswerValues> {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const submit = useSubmit<PointDetail>(entry);
  const description = ANSWERS[act];
  const { verb, schema, check } = description;
  const word = text.register.act[act];
  const { id, code } = item.point;
  return useWrite({
    initial:
      entry === null
        ? { ...emptyBase(), refusal: null, reasonText: '' }
        : answerContext(entry).values,
    schema,
    body: description.body ?? ((values: AnswerValues) => values),
    at: description.at ?? {},
    words: description.words?.(text) ?? {},
    check: (values) => ({ ...futureDay(values, text), ...check?.(values, text) }),
    send: (body, _, values) => {
      const lines = plainLines(answerLines(act, item, values, { text, format, me }));
      return submit(answerEntry({ act, item, values }, { verb, body, lines, text }));
    },
    said: (after) => text.pointActs.done({ act: word, code: after.code }),
    kept: text.outbox.kept({ act: word, code }),
    keep: keepRecord,
    overtakenBy: [pointQuery(id).queryKey, WORKLIST_KEY],
    onDone: onClose,
  });
}

function AnswerDialog({
  act,
  item,
  write,
  brief,
  ...frame
}: {
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
  const { weighty = false, fields } = ANSWERS[act];
  const word = text.register.act[act];
  return (
    <WriteDialog
      write={write}
      title={word}
      lines={answerLines(act, item, write.values, { text, format, me })}
      confirm={word}
      weighty={weighty}
      {...frame}
    >
      {fields(write, item, brief)}
      {brief ? <MoreFields write={write} /> : <BaseFields field={write.field} />}
    </WriteDialog>
  );
}

/** Everything that the answer will write, before it is written. */
function answerLines(
  act: AnswerAct,
  item: AnswerItem,
  values: AnswerValues,
  words: LineWords,
): RecordLine[] {
  const { text } = words;
  const { lines, status } = ANSWERS[act];
  return [
    ...headLines(act, item.point, text),
    communeLine(item.handover, text),
    ...(lines?.(values, text) ?? []),
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
  const faulty = Object.keys(emptyBase()).some((path) => form.errors[path] !== undefined);
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
