import type { QueryClient } from '@tanstack/react-query';
import { createRouter, type AnyRoute, type Router } from '@tanstack/react-router';

import type { routeTree } from './all-routes.tsx';
import { ErrorScreen } from './error-screen.tsx';
import { firstTree } from './first-routes.ts';
import { LoadingScreen } from './loading-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';

/** The router of the product: it starts with the pages that need no session, and gets the others from its guards. */
export function createAppRouter(queryClient: QueryClient) {
  const addScreens = async () => {
    const all: AnyRoute = (await import('./all-routes.tsx')).routeTree;
    router.update({ ...router.options, routeTree: all });
  };
  const started: AnyRoute = firstTree;
  const router = createRouter({
    routeTree: started,
    context: { queryClient, addScreens },
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFoundScreen,
    defaultPendingComponent: LoadingScreen,
    defaultPendingMs: 250,
    defaultPreload: 'intent',
  });
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: Router<typeof routeTree>;
  }
}
