import type { ComponentType, ReactNode } from 'react';
import type * as z from 'zod';

import { useMe } from '#client/api/me.ts';
import { communesAt, effectLine } from '#client/register/effect-lines.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Handover } from '#server/contract/handover.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { effectsOfAct } from '#server/contract/act-effects.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';

import { BaseFields } from './base-fields.tsx';
import { baseLines, type LineWords } from './base-lines.ts';
import { ChangedNotice } from './changed-notice.tsx';
import { emptyBase, futureDay, type BaseValues } from './entered-values.ts';
import {
  useWrite,
  type Once,
  type ProposedAct,
  type Write,
  type WriteOptions,
} from './use-write.ts';
import { WriteDialog } from './write-dialog.tsx';

/** A point, and the part of its hand-over that the act is about, if it is about one. */
export type ActSubject = { point: PointDetail; handover: Handover | null };

export type ActProps = ActSubject & {
  /** Reason why the act is not possible any more; null while it is. */
  why: string | null;
  onClose: () => void;
};

/** Everything that one act adds to what all acts have: day, document, note, status and person. */
type ActDescription<V extends Record<string, unknown>, S extends z.ZodType> = {
  schema: S | ((values: V & BaseValues) => S);
  initial: (subject: ActSubject) => V;
  /** The body, where it is not the values; the point's version goes along unless it names another. */
  body?: (values: V & BaseValues, subject: ActSubject) => object;
  at?: Readonly<Record<string, string>>;
  words?: (text: Text) => Record<string, string>;
  /** Sentences for what the schema cannot know. */
  check?: (
    values: V & BaseValues,
    subject: ActSubject,
    text: Text,
  ) => Record<string, string | null>;
  send: (
    body: z.output<S>,
    once: Once,
    subject: ActSubject,
    values: V & BaseValues,
  ) => Promise<PointDetail>;
  lead?: (text: Text) => string;
  /** Takes something away from the list: its button is red. */
  weighty?: boolean;
  fields?: (write: Write<V & BaseValues>, subject: ActSubject) => ReactNode;
  /** The lines of the record that only this act writes. */
  lines?: (values: V & BaseValues, subject: ActSubject, words: LineWords) => RecordLine[];
  /** Words for the effect on the cycle, by its new number. */
  cycle?: (text: Text, number: string) => string;
};

/** Makes the dialog of one act on a point from its description. */
export function actForm<V extends Record<string, unknown>, S extends z.ZodType>(
  act: Act,
  description: ActDescription<V, S>,
): ComponentType<ActProps> {
  return function ActForm(props) {
    return <Form act={act} description={description} {...props} />;
  };
}

function Form<V extends Record<string, unknown>, S extends z.ZodType>({
  act,
  description,
  point,
  handover,
  why,
  onClose,
}: ActProps & { act: Act; description: ActDescription<V, S> }) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const subject = { point, handover };
  const word = text.register.act[act];
  const options: WriteOptions<V & BaseValues, S, PointDetail> = {
    draft: `act ${act} ${point.id} ${handover?.id ?? ''}`,
    initial: { ...emptyBase(), ...description.initial(subject) },
    schema: description.schema,
    body: (values) => ({
      version: point.version,
      ...(description.body?.(values, subject) ?? values),
    }),
    at: description.at ?? {},
    words: description.words?.(text) ?? {},
    check: (values) =>
      Object.assign(futureDay(values, text), description.check?.(values, subject, text)),
    send: (body, once, values) => description.send(body, once, subject, values),
    propose: (body) => proposedAct(act, point.id, body),
    said: ({ code }) => text.pointActs.done({ act: word, code }),
    keep: keepRecord,
    overtakenBy: [pointQuery(point.id).queryKey],
    onDone: onClose,
  };
  const write = useWrite(options);
  const { values } = write;
  const words = { text, format, me };
  const examples: Readonly<Record<string, string>> = text.pointActs.documentFor;
  return (
    <WriteDialog
      write={write}
      title={word}
      lead={description.lead?.(text)}
      lines={[
        ...headLines(act, point, text),
        ...(description.lines?.(values, subject, words) ?? []),
        { label: text.pointActs.lines.status, value: statusLine(act, point, text) },
        ...cycleLine(description.cycle, point, words),
        ...effectLines(act, subject, words),
        ...baseLines(values, words),
      ]}
      confirm={word}
      weighty={description.weighty ?? false}
      blocked={why}
      notice={<ChangedNotice point={point} error={write.error} why={why} />}
      onClose={onClose}
    >
      {description.fields?.(write, subject)}
      <BaseFields field={write.field} documentExample={examples[act]} />
    </WriteDialog>
  );
}

/** The act as a proposal; only some acts ever take two persons. */
function proposedAct(kind: Act, pointId: number, act: unknown): ProposedAct {
  // The schema of this act has read the body.
  return { kind, pointId, act } as ProposedAct;
}

/** The lines that open the record of every act. */
export function headLines(
  act: Act,
  { code, officialName }: Pick<PointDetail, 'code' | 'officialName'>,
  text: Text,
): RecordLine[] {
  const { lines } = text.pointActs;
  return [
    { label: lines.point, value: `${code}, ${officialName}` },
    { label: lines.act, value: text.register.act[act] },
  ];
}

/** The status after an act, by the state machine. */
export function statusLine(act: Act, { status }: Pick<PointDetail, 'status'>, text: Text): string {
  const { to } = TRANSITIONS[act];
  const now = text.register.status[status];
  if (to === null || to === status) return text.pointActs.statusStays({ status: now });
  return text.pointActs.willBe({ from: now, to: text.register.status[to] });
}

/** Lists the effects of an act beside status and cycle, by the rule that the server follows. */
function effectLines(
  act: Act,
  { point, handover }: ActSubject,
  { text, format }: LineWords,
): RecordLine[] {
  const parts = point.handovers.map((part) => ({ ...part, communeId: part.commune.id }));
  const lines = effectsOfAct(act, point, parts, handover?.id ?? null)
    .filter(({ kind }) => kind !== 'cycle_opened')
    .map((effect) => effectLine(effect, communesAt(point), { text, format }));
  return lines.length === 0 ? [] : [{ label: text.annulments.leadsTo, value: lines.join('. ') }];
}

function cycleLine(
  cycle: ((text: Text, number: string) => string) | undefined,
  point: PointDetail,
  { text, format }: LineWords,
): RecordLine[] {
  if (cycle === undefined) return [];
  return [
    {
      label: text.pointActs.lines.cycle,
      value: cycle(text, format.number(point.cycle + 1, 0)),
    },
  ];
}
