import type * as z from 'zod';

import type { Text } from '#client/i18n/use-text.ts';
import type { OwnOutcome, TipDetail, TipStep } from '#server/contract/tip.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate } from '#server/contract/time.ts';

const SHORTEST_NAME = 2;

/** Values of the dialog of a step; every step uses a part of them. */
export type StepValues = {
  effectiveOn: IsoDate | null;
  documentNumber: string;
  note: string;
  kind: TipKind;
  category: string | null;
  outcome: z.infer<typeof OwnOutcome> | null;
  communeId: string | null;
  authority: string;
};

export function emptyStep(tip: TipDetail, today: IsoDate): StepValues {
  return {
    effectiveOn: today,
    documentNumber: '',
    note: '',
    kind: tip.kind,
    category: tip.category,
    outcome: null,
    communeId: null,
    authority: '',
  };
}

/** True when the step rests on a decision that has a number. */
export function needsDocument(step: TipStep): boolean {
  return step === 'extended' || step === 'suspended' || step === 'forwarded';
}

/** Missing values by field; empty when the step may be sent. The server checks again. */
export function missingStep(
  step: TipStep,
  values: StepValues,
  today: IsoDate,
  { tips: own, pointActs }: Text,
): Partial<Record<keyof StepValues, string>> {
  const day = values.effectiveOn;
  return {
    ...(day === null && { effectiveOn: pointActs.effectiveOnMissing }),
    ...(day !== null && day > today && { effectiveOn: pointActs.effectiveOnFuture }),
    ...(needsDocument(step) &&
      values.documentNumber.trim() === '' && { documentNumber: own.documentRequired }),
    ...(step === 'handled' && values.outcome === null && { outcome: own.outcomeMissing }),
    ...(step === 'forwarded' &&
      values.authority.trim().length < SHORTEST_NAME && { authority: own.authorityMissing }),
    ...(step === 'transferred' && values.communeId === null && { communeId: own.communeToMissing }),
  };
}
