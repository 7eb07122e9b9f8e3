import type { Role } from '#server/contract/permission.ts';

import type { App } from './drivers/app-driver.ts';
import type { Screen } from './screens.ts';
import { words } from './words.ts';

function screen(name: string, role: Role, show: (app: App) => Promise<void>): Screen {
  return {
    name,
    role,
    async show(app) {
      await show(app);
      await app.rests();
    },
  };
}

export const TIP_SCREENS: readonly Screen[] = [
  screen('tips', 'analyst', async (app) => {
    await app.open('/tips');
    await app.tips.expectList();
  }),
  screen('tip', 'analyst', async (app) => {
    await app.open('/tips');
    await app.tips.opensFirst();
  }),
  screen('new-tip', 'officer', async (app) => {
    await app.open('/tips/new');
    await app.expectScreen(words.tipIntake.title);
    await app.tips.placeIsTyped('21.0325, 105.8502');
  }),
  screen('tip-import', 'analyst', async (app) => {
    await app.open('/tips/import');
    await app.tips.readsTable();
  }),
  screen('tip-clocks', 'coordinator', async (app) => {
    await app.open('/tip-clocks');
    await app.expectScreen(words.tipClocks.title);
  }),
  screen('tip-rule', 'coordinator', async (app) => {
    await app.open('/tip-clocks');
    await app.tips.startsForwardingRule('denunciation', { amount: '5', unit: 'working_day' });
  }),
  screen('tip-sources', 'admin', async (app) => {
    await app.open('/tip-sources');
    await app.expectScreen(words.tipSources.title);
  }),
];
