import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';

import type { Permission } from '#server/contract/permission.ts';

type Context = {
  queryClient: QueryClient;
  /** Brings the addresses behind the sign-in. */
  addScreens: () => Promise<void>;
};

/** Makes a root of addresses; `app/` draws the frame in it. */
export function makeRoot() {
  return createRootRouteWithContext<Context>()();
}

/** The root under which every feature puts its screens. */
export const rootRoute = makeRoot();

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Drawn without header and navigation. */
    bare?: boolean;
    /** The right that a screen of a feature asks for; `app/` puts the guard before it. */
    right?: Permission | 'anyone';
  }
}
