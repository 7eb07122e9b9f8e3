import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';

import SignInScreen from '#client/features/session/sign-in-screen.tsx';
import { meQuery } from '#client/api/me.ts';
import { ownPage } from '#client/api/own-page.ts';
import { isPoorLine } from '#client/api/poor-line.ts';
import { makeRoot } from '#client/frame/root-route.ts';

import { dressed } from './dressed.ts';
import { requireFrame, skipWhenSignedIn } from './guards.ts';
import { loadSignedIn, loadFrame, loadMap, loadMapScreen } from './load-signed-in.ts';
import { framed } from './root-route.tsx';

/** The fields and dates that the map and most screens beside the list have in common: one of them brings their file. */
const loadParts = () => import('#client/forms/late-entry.tsx');

const FIRST_ACTS = ['keydown', 'pointerdown', 'input'] as const;

/**
 * Fetches the code of the work list as soon as somebody begins to fill in the sign-in: the frame, the everyday words and
 * the list. Then come on a poor line all words, without which no other home
 * opens, and on a good one the map. Whoever only reads the page loads nothing more. A failure is the next screen's to
 * tell, not ours.
 */
function prefetchHome(): void {
  const fetchCode = () => {
    for (const act of FIRST_ACTS) document.removeEventListener(act, fetchCode);
    void loadFrame()
      .then(() => import('./worklist/worklist-screen.tsx'))
      .then<unknown>(() =>
        isPoorLine() ? loadSignedIn().then(loadParts) : Promise.all([loadMapScreen(), loadMap()]),
      )
      .catch(() => undefined);
  };
  for (const act of FIRST_ACTS) document.addEventListener(act, fetchCode, { passive: true });
}

/** Address to open after the sign-in, and the fact that the session ended while somebody was at work. */
type SignInSearch = { next?: string | undefined; ended?: true | undefined };

/**
 * Written without a schema: the sign-in loads no library for them. Names every parameter: the router lays the answer over
 * what stood in the address, where one that is left out keeps its value.
 */
function readSearch({ next, ended }: Record<string, unknown>): SignInSearch {
  return { next: ownPage(next), ended: ended === true ? true : undefined };
}

/** Makes the pages that need no session. */
export function firstRoutes(root: ReturnType<typeof makeRoot>) {
  const signInRoute = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: readSearch,
    beforeLoad: skipWhenSignedIn,
    onEnter: prefetchHome,
    // Not loaded later: on a poor line one more file is a second more.
    component: SignInScreen,
    staticData: { bare: true },
  });

  const accessRoute = createRoute({
    getParentRoute: () => root,
    path: '/access',
    beforeLoad: () => loadSignedIn(),
    component: lazyRouteComponent(
      dressed(() => import('#client/features/session/access-screen.tsx')),
    ),
    staticData: { bare: true },
  });

  const singleSignOnRoute = createRoute({
    getParentRoute: () => root,
    path: '/sign-in/sso',
    // The page asks ahead who is signed in: that answer is taken here, before the sign-in changes it.
    beforeLoad: ({ context }) =>
      Promise.all([loadSignedIn(), context.queryClient.prefetchQuery(meQuery)]),
    component: lazyRouteComponent(
      dressed(() => import('#client/features/session/single-sign-on-screen.tsx')),
    ),
    staticData: { bare: true },
  });

  const publicDirectoryRoute = createRoute({
    getParentRoute: () => root,
    path: '/support',
    beforeLoad: () => loadSignedIn(),
    component: lazyRouteComponent(
      dressed(() => import('#client/features/services/public-directory-screen.tsx')),
    ),
    staticData: { bare: true },
  });

  const setUpRoute = createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    beforeLoad: () => loadSignedIn(),
    component: lazyRouteComponent(
      dressed(() => import('#client/features/set-up/set-up-screen.tsx')),
    ),
    staticData: { bare: true },
  });

  return [signInRoute, singleSignOnRoute, accessRoute, publicDirectoryRoute, setUpRoute] as const;
}

const root = framed(makeRoot());

/** Brings all other addresses once somebody is known, then goes where they wanted to go. */
function openScreens(path: '/' | '$') {
  return createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: async (guarded) => {
      await requireFrame(guarded);
      await guarded.context.addScreens();
      throw redirect({ href: guarded.location.href, replace: true });
    },
    // Nobody is known yet: there is no frame to draw.
    staticData: { bare: true },
  });
}

/** The addresses that a page starts with. */
export const firstTree = root.addChildren([
  ...firstRoutes(root),
  openScreens('/'),
  openScreens('$'),
]);
