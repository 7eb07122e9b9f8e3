import { lazy, Suspense, useEffect, useState } from 'react';

import { hostConfirmation } from '#client/api/confirm-again.ts';

const ConfirmDialog = lazy(() => import('#client/forms/confirm-dialog.tsx'));

/** Shows the question that acts that decide ask, over whatever screen it comes from. */
export function ConfirmHost() {
  const [settle, setSettle] = useState<((isConfirmed: boolean) => void) | null>(null);
  useEffect(function takeQuestions() {
    return hostConfirmation(() => new Promise((resolve) => setSettle(() => resolve)));
  }, []);
  if (settle === null) return null;
  const finish = (isConfirmed: boolean) => {
    setSettle(null);
    settle(isConfirmed);
  };
  return (
    <Suspense fallback={null}>
      <ConfirmDialog onDone={() => finish(true)} onClose={() => finish(false)} />
    </Suspense>
  );
}
