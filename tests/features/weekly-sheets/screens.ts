import type { App } from '#tests/e2e/drivers/app-driver.ts';
import type { FeatureScreens, Screen } from '#tests/e2e/screens.ts';
import { words } from '#tests/e2e/words.ts';
import type { Role } from '#server/contract/permission.ts';

import { weeklySheetsDriver } from './driver.ts';

type Driver = ReturnType<typeof weeklySheetsDriver>;

const expectFigures = ({ page }: App) => weeklySheetsDriver(page).expectFigures();

function sheet(name: string, role: Role, show: (driver: Driver) => Promise<void>): Screen {
  return {
    name,
    role,
    async show(app) {
      await app.open('/weekly-sheet');
      await show(weeklySheetsDriver(app.page));
      await app.rests();
    },
  };
}

/** A commune's week for each who works on it, and who has signed, for the city. */
const brought: FeatureScreens = {
  screens: [
    sheet('weekly-sheet', 'leader', (driver) => driver.expectFigures()),
    sheet('weekly-sheet-sign', 'leader', (driver) => driver.startsSigning()),
    sheet('weekly-sheet-of-an-officer', 'officer', (driver) => driver.expectFigures()),
    sheet('weekly-sheets', 'coordinator', (driver) => driver.expectSignatures()),
  ],
  waysOfLeader: [[words.destinations.weeklySheets, expectFigures]],
};
export default brought;
