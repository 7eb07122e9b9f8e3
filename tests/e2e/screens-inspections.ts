import type { Screen } from './screens.ts';
import { words } from './words.ts';

export const INSPECTION_SCREENS: readonly Screen[] = [
  {
    name: 'inspection-objects',
    role: 'planner',
    async show(app) {
      await app.open('/inspection-objects');
      await app.expectScreen(words.inspections.title);
      await app.inspections.expectList();
    },
  },
  {
    name: 'inspection-object',
    role: 'planner',
    async show(app) {
      await app.open('/inspection-objects');
      await app.inspections.opensFirst();
      await app.rests();
    },
  },
  {
    name: 'inspection-object-import',
    role: 'planner',
    async show(app) {
      await app.open('/inspection-objects/import');
      await app.expectScreen(words.businessImports.title);
      await app.rests();
    },
  },
  {
    name: 'inspection-quotas',
    role: 'coordinator',
    async show(app) {
      await app.open('/inspection-objects?view=quotas');
      await app.inspections.expectQuotas();
    },
  },
];
