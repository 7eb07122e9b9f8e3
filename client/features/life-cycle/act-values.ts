import type { Text } from '#client/i18n/use-text.ts';
import type { Act, REFUSAL_REASONS } from '#server/contract/life-cycle.ts';
import type { RefusalResponse } from '#server/contract/handover.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { dayProblem, type NamedRow } from '#client/forms/entered-values.ts';
import { ACT_DESCRIPTORS, type ActField } from './act-descriptors.ts';

export const WAYS = ['raid', 'closure', 'conversion', 'voluntary', 'other'] as const;
export type Way = (typeof WAYS)[number];
export type Refusal = (typeof REFUSAL_REASONS)[number];

/** What the dialog of an act holds; every act uses a part of it. */
export type ActValues = {
  effectiveOn: IsoDate | null;
  documentNumber: string;
  note: string;
  reason: string;
  grounds: string;
  way: Way;
  result: CheckResult | null;
  refusal: Refusal | null;
  reasonText: string;
  response: RefusalResponse | null;
  responseText: string;
  /** What the answer to a refusal may name. */
  namedCommune: NamedRow | null;
  namedPoint: NamedRow | null;
  /** Id of the signal that is decided on; null: none of them. */
  signal: number | null;
};

const SHORTEST_REASON = 3;

export function emptyValues(today: IsoDate, signal: number | null): ActValues {
  return {
    effectiveOn: today,
    documentNumber: '',
    note: '',
    reason: '',
    grounds: '',
    way: 'other',
    result: null,
    refusal: null,
    reasonText: '',
    response: null,
    responseText: '',
    namedCommune: null,
    namedPoint: null,
    signal,
  };
}

/** Whether the act asks for its reason in words, given what has been chosen so far. */
export function asksForWords(act: Act, values: ActValues): boolean {
  if (act === 'check') return values.result === 'could_not_check';
  return act === 'refuse_handover' && values.refusal === 'other';
}

/** A decision on a recorded sign rests on that sign; the document may come later. */
export function documentRequired(act: Act, values: ActValues): boolean {
  if (act === 'mark_recurring' && values.signal !== null) return false;
  return ACT_DESCRIPTORS[act].documentRequired;
}

/** What is missing, by field; empty when the act may be sent. The server checks again. */
export function missing(
  act: Act,
  values: ActValues,
  today: IsoDate,
  { pointActs: text, handover }: Text,
): Partial<Record<keyof ActValues, string>> {
  const asks = (field: ActField) => ACT_DESCRIPTORS[act].fields.includes(field);
  const short = (words: string) => words.trim().length < SHORTEST_REASON;
  const groundsOptional = act === 'propose_handover';
  const errors: Partial<Record<keyof ActValues, string | null>> = {
    effectiveOn: dayProblem(values.effectiveOn, today, text),
    documentNumber:
      documentRequired(act, values) && values.documentNumber.trim() === ''
        ? text.documentNumberMissing
        : null,
    result: asks('result') && values.result === null ? text.resultMissing : null,
    response: asks('response') && values.response === null ? handover.responseMissing : null,
    responseText: asks('response') && short(values.responseText) ? text.reasonMissing : null,
    refusal: asks('refusal') && values.refusal === null ? text.refusalMissing : null,
    reason: asks('reason') && short(values.reason) ? text.reasonMissing : null,
    grounds:
      asks('grounds') && !groundsOptional && short(values.grounds) ? text.groundsMissing : null,
    reasonText: asksForWords(act, values) && short(values.reasonText) ? text.reasonMissing : null,
  };
  return Object.fromEntries(
    Object.entries(errors).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
