import { CheckDialog } from '#client/features/checks/check-dialog.tsx';
import type { OpenAct } from '#client/features/life-cycle/act-section.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import { ActForm } from '#client/features/life-cycle/act-form.tsx';
import { EventForm } from '#client/features/places/event-form.tsx';
import { MergeForm } from '#client/features/places/merge-form.tsx';
import { PlaceForm } from '#client/features/places/place-form.tsx';

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
