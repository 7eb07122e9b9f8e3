import type { Role } from '#server/contract/permission.ts';

import type { Screen } from './screens.ts';
import { words } from './words.ts';

function report(name: string, role: Role, address: string): Screen {
  return {
    name,
    role,
    async show(app) {
      await app.open(address);
      await app.expectScreen(words.reports.title);
      await app.reports.expectFigures();
      await app.rests();
    },
  };
}

/** Reports of the city and of a commune, for who drafts and who approves. */
export const REPORT_SCREENS: readonly Screen[] = [
  report('reports', 'coordinator', '/reports?period=year&year=2026'),
  report('reports-of-a-leader', 'leader', '/reports'),
];
