import type { Screen } from './screens.ts';
import { words } from './words.ts';

export const ROUTE_SCREENS: readonly Screen[] = [
  {
    name: 'routes',
    role: 'planner',
    async show(app) {
      await app.open('/routes');
      await app.expectScreen(words.routes.title);
      await app.rests();
    },
  },
  {
    name: 'teams',
    role: 'planner',
    async show(app) {
      await app.open('/teams');
      await app.expectScreen(words.routes.teams.title);
      await app.rests();
    },
  },
  {
    name: 'route-planning',
    role: 'planner',
    async show(app) {
      await app.routes.ensuresTeam('Tổ Xem Màn Hình');
      await app.open('/routes');
      await app.routes.beginsRoute('Lộ trình xem');
      await app.routes.addsTop(5);
      await app.rests();
    },
  },
];
