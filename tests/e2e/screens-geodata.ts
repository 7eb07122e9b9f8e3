import type { Screen } from './screens.ts';
import { words } from './words.ts';

export const GEODATA_SCREENS: readonly Screen[] = [
  {
    name: 'geodata',
    role: 'admin',
    async show(app) {
      await app.open('/geodata');
      await app.expectScreen(words.geodata.title);
      await app.rests();
    },
  },
];
