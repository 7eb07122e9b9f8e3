import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import type { rootRoute } from '#client/frame/root-route.ts';

import { DemoBanner } from './demo-banner.tsx';
import { dressed } from './dressed.ts';
import { loadFrame } from './load-signed-in.ts';

const SignedIn = lazy(
  dressed(async () => {
    await loadFrame();
    return await import('./signed-in.tsx');
  }),
);

/** Mantine for the sheets of paper behind the sign-in, which stand without the frame. */
const Paper = lazy(dressed(async () => ({ default: Outlet })));

/** Draws the frame around the screens under a root. */
export function framed<Under extends typeof rootRoute>(root: Under): Under {
  root.update({ component: Root });
  return root;
}

function Root() {
  const facts = useMatches().map((match) => match.staticData);
  const bare = facts.some((fact) => fact.bare === true);
  const isPaper = facts.some((fact) => fact.right !== undefined);
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
      {isPaper ? (
        <Suspense fallback={null}>
          <Paper />
        </Suspense>
      ) : (
        <Outlet />
      )}
    </>
  );
}
