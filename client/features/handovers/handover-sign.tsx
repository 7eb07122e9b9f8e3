import {
  IconArrowForwardUp,
  IconCheck,
  IconClock,
  IconFileText,
  IconMinus,
  IconX,
} from '@tabler/icons-react';

import type { Handover } from '#server/contract/handover.ts';

/** The sign of a commune's answer. Decorative: the word stands beside it. */
export function HandoverSign({ state, late }: { state: Handover['state']; late: boolean }) {
  const look = { size: 16, stroke: 1.8, 'aria-hidden': true } as const;
  switch (state) {
    case 'pending':
      return (
        <IconClock {...look} color={late ? 'var(--db-flag-late)' : 'var(--db-flag-waiting)'} />
      );
    case 'confirmed':
      return <IconCheck {...look} color="var(--db-status-handed-over)" />;
    case 'refused':
      return <IconX {...look} color="var(--db-flag-late)" />;
    case 'cancelled':
    case 'withdrawn':
      return <IconMinus {...look} color="var(--db-flag-quiet)" />;
    case 'successor_asked':
      return <IconArrowForwardUp {...look} color="var(--db-flag-quiet)" />;
    case 'recorded':
      return <IconFileText {...look} color="var(--db-flag-quiet)" />;
  }
}
