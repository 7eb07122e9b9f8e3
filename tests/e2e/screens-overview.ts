import type { Screen } from './screens.ts';
import { words } from './words.ts';

/** The city at a glance, for who leads it. */
export const OVERVIEW_SCREENS: readonly Screen[] = [
  {
    name: 'overview',
    role: 'coordinator',
    async show(app) {
      await app.open('/overview');
      await app.expectScreen(words.overview.title);
      await app.overview.expectStands();
      await app.rests();
    },
  },
];
