import {
  IconArrowBackUp,
  IconArrowsSplit2,
  IconCheck,
  IconGitMerge,
  IconMessageReply,
  IconEyeCheck,
  IconEyeOff,
  IconPencil,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import type { PointEvent } from '#server/contract/point.ts';

const SIZE = 20;
const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** The sign of an event: where it moved the status, the shape of the new status. Decorative. */
export function EventSign({ event }: { event: PointEvent }): ReactNode {
  switch (event.kind) {
    case 'proposed':
    case 'recognised':
    case 'declined':
    case 'eliminated':
    case 'recurrence_confirmed':
    case 'delisted':
    case 'handover_reopened':
    case 'successor_refused':
      return <StatusShape status={event.statusAfter} size={SIZE} />;
    case 'handover_confirmed':
      return event.statusAfter === 'handed_over' ? (
        <StatusShape status="handed_over" size={SIZE} />
      ) : (
        <IconCheck {...icon} />
      );
    case 'handover_proposed':
      return <FlagShape flag="handover_pending" size={SIZE} />;
    case 'refusal_answered':
      return <IconMessageReply {...icon} />;
    case 'handover_withdrawn':
      return <IconArrowBackUp {...icon} />;
    case 'successor_asked':
      return <FlagShape flag="handover_pending" size={SIZE} />;
    case 'handover_refused':
      return <FlagShape flag="handover_refused" size={SIZE} />;
    case 'recurrence_suspected':
      return <FlagShape flag="suspected" size={SIZE} />;
    case 'checked':
      return event.detail['result'] === 'could_not_check' ? (
        <IconEyeOff {...icon} />
      ) : (
        <IconEyeCheck {...icon} />
      );
    case 'suspicion_rejected':
    case 'suspicion_lapsed':
      return <IconX {...icon} />;
    case 'suspicion_restored':
    case 'recurrence_withdrawn':
    case 'annulled':
      return <IconArrowBackUp {...icon} />;
    case 'signal_appealed':
    case 'appeal_answered':
      return <IconMessageReply {...icon} />;
    case 'corrected':
      return <IconPencil {...icon} />;
    case 'merged':
      return <IconGitMerge {...icon} />;
    case 'merge_undone':
      return <IconArrowsSplit2 {...icon} />;
  }
}
