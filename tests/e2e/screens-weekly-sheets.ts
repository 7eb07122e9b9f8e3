import type { Role } from '#server/contract/permission.ts';

import type { App } from './drivers/app-driver.ts';
import type { Screen } from './screens.ts';

function screen(name: string, role: Role, show: (app: App) => Promise<void>): Screen {
  return {
    name,
    role,
    async show(app) {
      await app.open('/weekly-sheet');
      await show(app);
      await app.rests();
    },
  };
}

/** A commune's week for each who works on it, and who has signed, for the city. */
export const WEEKLY_SHEET_SCREENS: readonly Screen[] = [
  screen('weekly-sheet', 'leader', (app) => app.weeklySheets.expectFigures()),
  screen('weekly-sheet-sign', 'leader', (app) => app.weeklySheets.startsSigning()),
  screen('weekly-sheet-of-an-officer', 'officer', (app) => app.weeklySheets.expectFigures()),
  screen('weekly-sheets', 'coordinator', (app) => app.weeklySheets.expectSignatures()),
];
