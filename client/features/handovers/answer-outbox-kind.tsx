import { useKeptPhotos } from '#client/attachments/use-kept-photos.ts';
import { answerContext } from './answer-entry.ts';
import { meanwhileAtPoint, POINT_SETTLED } from '#client/register/outbox-point.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';

import { AnswerForm } from './answer-form.tsx';

/** A commune's answer to a hand-over, kept until there is a network. */
const answerOutboxKind: OutboxKind = {
  refresh: (client) => pointsChanged(client),
  settledBy: [
    ...POINT_SETTLED,
    'handover.not_found',
    'handover.not_pending',
    'handover.other_commune',
    'handover.commune_abolished',
  ],
  meanwhile: meanwhileAtPoint,
  Form: ChangeAnswer,
};
export default answerOutboxKind;

/** The photos come from the device's database first: the form begins with them. */
function ChangeAnswer({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const photos = useKeptPhotos(entry);
  const { act, item } = answerContext(entry);
  if (photos === null) return null;
  return <AnswerForm act={act} item={item} waits draft={{ entry, photos }} onClose={onClose} />;
}
