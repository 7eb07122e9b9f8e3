import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { DemoBanner } from './demo-banner.tsx';
import { loadFrame } from './load-signed-in.ts';

const SignedIn = lazy(async () => {
  await loadFrame();
  return await import('./signed-in.tsx');
});

type Context = {
  queryClient: QueryClient;
  /** Brings the addresses behind the sign-in. */
  addScreens: () => Promise<void>;
};

export function makeRoot() {
  return createRootRouteWithContext<Context>()({ component: Root });
}

export const rootRoute = makeRoot();

function Root() {
  const bare = useMatches().some((match) => match.staticData.bare === true);
  if (!bare) {
    return (
      <Suspense fallback={null}>
        <SignedIn />
      </Suspense>
    );
  }
  return (
    <>
      <header>
        <DemoBanner />
      </header>
      <Outlet />
    </>
  );
}
