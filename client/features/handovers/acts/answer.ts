import type { ReactNode } from 'react';
import type * as z from 'zod';

import { emptyLate, type LateValues, type NamedRow } from '#client/forms/entered-values.ts';
import type { LineWords } from '#client/forms/base-lines.ts';
import type { Write } from '#client/forms/use-write.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { REFUSAL_REASONS } from '#server/contract/life-cycle.ts';

import type { AnswerItem } from '#client/features/handovers/answer-entry.ts';

/** The inputs of an answer. The outbox keeps them by these names, longer than a release lives. */
export type AnswerValues = LateValues & {
  refusal: (typeof REFUSAL_REASONS)[number] | null;
  reasonText: string;
  /** The commune to which the place belongs, and the other entry of the place; null where not named. */
  ownerCommuneId: NamedRow | null;
  otherPointId: NamedRow | null;
};

/** Initial values of an answer. */
export const emptyAnswer = (): AnswerValues => ({
  ...emptyLate(),
  refusal: null,
  reasonText: '',
  ownerCommuneId: null,
  otherPointId: null,
});

/** Everything that one of the two answers adds to what both have. */
export type AnswerDescription = {
  /** The last part of the address. */
  verb: string;
  schema: z.ZodType;
  body?: (values: AnswerValues) => object;
  at?: Readonly<Record<string, string>>;
  words?: (text: Text) => Record<string, string>;
  check?: (values: AnswerValues, text: Text) => Record<string, string | null>;
  weighty?: boolean;
  /** The event names photos of the place. */
  photos?: true;
  /** `brief`: from the worklist, where the evidence stands in the dialog and the rest behind a button. */
  fields: (write: Write<AnswerValues>, item: AnswerItem, brief: boolean) => ReactNode;
  lines?: (values: AnswerValues, text: Text) => RecordLine[];
  status: (item: AnswerItem, words: LineWords) => string;
};
