import { CheckDialog } from '#client/features/checks/check-dialog.tsx';
import type { Act } from '#server/contract/life-cycle.ts';
import type { Handover } from '#server/contract/handover.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import { ActForm } from './act-form.tsx';
import { EventForm } from './event-form.tsx';
import { MergeForm } from './merge-form.tsx';
import { PlaceForm } from './place-form.tsx';

/** Which dialog is open, and on what. */
export type OpenAct =
  | { form: 'act'; act: Act; handover: Handover | null }
  | { form: 'event'; event: PointEvent };

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
  if (open.form === 'event') {
    return <EventForm point={point} event={open.event} onClose={onClose} />;
  }
  if (open.act === 'check') return <CheckDialog point={point} onClose={onClose} />;
  if (open.act === 'correct') return <PlaceForm point={point} onClose={onClose} />;
  if (open.act === 'merge') return <MergeForm point={point} onClose={onClose} />;
  return <ActForm act={open.act} point={point} handover={open.handover} onClose={onClose} />;
}
