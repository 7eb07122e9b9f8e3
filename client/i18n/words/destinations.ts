import { both, type Both } from '#client/i18n/both.ts';
import { SCREENS, type ScreenName } from '#server/contract/features/all.ts';

/** Names of the screens, as the ways to them say. */
export const destinations = Object.fromEntries(
  Object.entries(SCREENS).map(([name, { vi, en }]) => [name, both(vi, en)]),
) as Record<ScreenName, Both>;
