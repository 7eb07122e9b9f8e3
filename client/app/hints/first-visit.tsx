import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { homeOf } from '#client/app/navigation.ts';
import type { Me } from '#server/contract/account.ts';

import { hintsOf } from './hints-of.ts';
import { useHintsSeen } from './use-hints-seen.ts';

const HintGuide = lazy(() => import('./hint-guide.tsx'));

/** Shows the hints of an account's first visit on its first screen; later only to whoever asks for them `again`. */
export function FirstVisit({ me, again, onDone }: { me: Me; again: boolean; onDone: () => void }) {
  const { seen, see } = useHintsSeen(me.account.id);
  const atHome = useLocation({ select: ({ pathname }) => pathname === homeOf(me.role) });
  if (!atHome || (seen !== false && !again)) return null;
  const done = () => {
    see();
    onDone();
  };
  return (
    <Suspense fallback={null}>
      <HintGuide names={hintsOf(me.role)} onDone={done} />
    </Suspense>
  );
}
