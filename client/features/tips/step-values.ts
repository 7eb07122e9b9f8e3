import type * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { emptyLate, type LateValues } from '#client/forms/entered-values.ts';
import type { Once } from '#client/forms/use-write.ts';
import type { Text } from '#client/i18n/use-text.ts';
import {
  AcceptTipBody,
  ClassifyTipBody,
  ExtendTipBody,
  ForwardTipBody,
  HandleTipBody,
  LooseningStep,
  ResumeTipBody,
  SuspendTipBody,
  TransferTipBody,
  VerifyTipBody,
  type OwnOutcome,
  type TipDetail,
  type TipStep,
} from '#server/contract/tip.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';

/** Inputs of the dialog of a step; every step uses a part of them. */
export type StepValues = LateValues & {
  kind: TipKind;
  category: string | null;
  outcome: z.infer<typeof OwnOutcome> | null;
  communeId: string | null;
  authority: string;
};

export function emptyStep(tip: TipDetail): StepValues {
  return {
    ...emptyLate(),
    kind: tip.kind,
    category: tip.category,
    outcome: null,
    communeId: null,
    authority: '',
  };
}

/** Sentences that are more precise here than in other forms. */
export function stepWords({ tips: own }: Text): Record<string, string> {
  return {
    documentNumber: own.documentRequired,
    outcome: own.outcomeMissing,
    authority: own.authorityMissing,
    communeId: own.communeToMissing,
  };
}

type Param = { id: string };
type Step = {
  schema: z.ZodType;
  send: (json: unknown, once: Once, param: Param) => Promise<TipDetail>;
};

function step<S extends z.ZodType>(
  schema: S,
  send: (json: z.output<S>, once: Once, param: Param) => Promise<TipDetail>,
): Step {
  return { schema, send: (json, once, param) => send(schema.parse(json), once, param) };
}

const at = api.tips[':id'];

/** The steps of a tip: the body that each takes, and its address. */
export const STEPS: Readonly<Record<TipStep, Step>> = {
  accepted: step(AcceptTipBody, (json, once, param) =>
    call(at.accept.$post({ param, json }, once)),
  ),
  verified: step(VerifyTipBody, (json, once, param) =>
    call(at.verify.$post({ param, json }, once)),
  ),
  classified: step(ClassifyTipBody, (json, once, param) =>
    call(at.classify.$post({ param, json }, once)),
  ),
  extended: step(ExtendTipBody, (json, once, param) =>
    call(at.extend.$post({ param, json }, once)),
  ),
  suspended: step(SuspendTipBody, (json, once, param) =>
    call(at.suspend.$post({ param, json }, once)),
  ),
  resumed: step(ResumeTipBody, (json, once, param) => call(at.resume.$post({ param, json }, once))),
  handled: step(HandleTipBody, (json, once, param) => call(at.handle.$post({ param, json }, once))),
  forwarded: step(ForwardTipBody, (json, once, param) =>
    call(at.forward.$post({ param, json }, once)),
  ),
  transfer_asked: step(TransferTipBody, (json, once, param) =>
    call(at.transfer.$post({ param, json }, once)),
  ),
};

/** Steps that a commune may have to propose: they can leave a tip more time. */
const LOOSENING = ['classified', 'extended', 'suspended'] as const;
type Loosening = (typeof LOOSENING)[number];

/** The same step as a proposal, where a commune may have to ask for it. */
export function proposalOf(given: TipStep, tipId: number) {
  const step: Loosening | undefined = LOOSENING.find((one) => one === given);
  if (step === undefined) return {};
  return {
    propose: (body: unknown) => ({
      kind: 'tip_step' as const,
      tipId,
      act: LooseningStep.parse({ ...(body as object), step }),
    }),
  };
}
