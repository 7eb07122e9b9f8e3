import type { ComponentType } from 'react';

import { AnnulDialog } from '#client/features/annulments/annul-dialog.tsx';
import { CheckDialog } from '#client/features/checks/check-dialog.tsx';
import {
  ProposeHandover,
  RespondRefusal,
  WithdrawHandover,
} from '#client/features/handovers/acts/proposer-acts.tsx';
import { answerFromRecord } from '#client/features/handovers/answer-form.tsx';
import { whyNotAnyMore } from '#client/features/life-cycle/act-choices.ts';
import type { OpenAct } from '#client/features/life-cycle/act-section.tsx';
import {
  Decline,
  Delist,
  Eliminate,
  MarkRecurring,
  Recognise,
  RejectSuspicion,
  UndoMerge,
} from '#client/features/life-cycle/acts/point-acts.tsx';
import { useWhyNot } from '#client/features/life-cycle/use-why-not.ts';
import { UndoBatchDialog } from '#client/features/many-acts/undo-batch-dialog.tsx';
import { EventForm } from '#client/features/places/event-form.tsx';
import { MergeForm } from '#client/features/places/merge-form.tsx';
import { PlaceForm } from '#client/features/places/place-form.tsx';
import type { ActProps } from '#client/forms/act-form.tsx';
import type { Act } from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';

/** The acts on a point, each with its fields, its body, and what it records. */
const FORMS: Readonly<Record<Act, ComponentType<ActProps>>> = {
  recognise: Recognise,
  decline: Decline,
  eliminate: Eliminate,
  propose_handover: ProposeHandover,
  confirm_handover: answerFromRecord('confirm_handover'),
  refuse_handover: answerFromRecord('refuse_handover'),
  respond_refusal: RespondRefusal,
  withdraw_handover: WithdrawHandover,
  check: CheckDialog,
  mark_recurring: MarkRecurring,
  reject_suspicion: RejectSuspicion,
  delist: Delist,
  correct: PlaceForm,
  merge: MergeForm,
  undo_merge: UndoMerge,
};

/** The dialog of the act that was asked for. */
export function ActDialogs({
  point,
  open,
  onClose,
}: {
  point: PointDetail;
  open: OpenAct;
  onClose: () => void;
}) {
  const whyNot = useWhyNot();
  if (open.form === 'event') {
    return <EventForm point={point} event={open.event} onClose={onClose} />;
  }
  if (open.form === 'annul') {
    return <AnnulDialog point={point} event={open.event} onClose={onClose} />;
  }
  if (open.form === 'batch') return <UndoBatchDialog batchId={open.batchId} onClose={onClose} />;
  const Form = FORMS[open.act];
  const why = whyNotAnyMore(open, point);
  return (
    <Form
      point={point}
      handover={open.handover}
      why={why === null ? null : whyNot(why)}
      onClose={onClose}
    />
  );
}
