import type { Screen } from './screens.ts';
import { words } from './words.ts';

export const SERVICE_SCREENS: readonly Screen[] = [
  {
    name: 'support',
    role: null,
    async show(app) {
      await app.open('/support');
      await app.expectScreen(words.services.title);
      await app.rests();
    },
  },
  {
    name: 'services',
    role: 'coordinator',
    async show(app) {
      await app.open('/services');
      await app.expectScreen(words.services.title);
      await app.rests();
    },
  },
];
