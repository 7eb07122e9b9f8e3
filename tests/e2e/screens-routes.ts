import { request } from '@playwright/test';

import { askTeams, askUnmadeDay, askWalkedRoute } from './route-story.ts';
import type { Screen } from './screens.ts';
import { words } from './words.ts';

const WALKED = 'Lộ trình đã đi một phần';

export const ROUTE_SCREENS: readonly Screen[] = [
  {
    name: 'routes',
    role: 'planner',
    async show(app) {
      await askUnmadeDay(request);
      await app.open('/routes');
      await app.expectScreen(words.routes.title);
      await app.expectSaid(words.routes.recurring.undrafted);
      await app.rests();
    },
  },
  {
    name: 'routes-recurring',
    role: 'planner',
    async show(app) {
      await askUnmadeDay(request);
      await app.open('/routes/recurring');
      await app.expectSaid(words.routes.recurring.reasons.communes_gone);
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
      await askTeams(request, ['Tổ Xem Màn Hình']);
      await app.open('/routes');
      await app.routes.beginsRoute('Lộ trình xem');
      await app.routes.addsTop(5);
      await app.rests();
    },
  },
  {
    name: 'route-map',
    role: 'planner',
    async show(app) {
      const id = await askWalkedRoute(request, WALKED);
      await app.open(`/routes/${id}`);
      await app.routes.showsMap();
      await app.rests();
    },
  },
  {
    name: 'route-outcome',
    role: 'planner',
    async show(app) {
      const id = await askWalkedRoute(request, WALKED);
      await app.open(`/routes/${id}/outcome`);
      await app.expectScreen(words.routes.outcomeTitle);
      await app.rests();
    },
  },
  {
    name: 'route-sheet',
    role: 'planner',
    async show(app) {
      const id = await askWalkedRoute(request, WALKED);
      await app.open(`/routes/${id}/print`);
      await app.routes.expectSheet();
      await app.rests();
    },
  },
  {
    name: 'my-routes',
    role: 'inspector',
    async show(app) {
      await askWalkedRoute(request, WALKED);
      await app.open('/my-routes');
      await app.field.expectRoute(WALKED);
      await app.rests();
    },
  },
  {
    name: 'my-routes-result',
    role: 'inspector',
    async show(app) {
      await askWalkedRoute(request, WALKED);
      await app.open('/my-routes');
      await app.field.opensResult(WALKED);
    },
  },
  {
    name: 'my-routes-unplanned',
    role: 'inspector',
    async show(app) {
      await askWalkedRoute(request, WALKED);
      await app.open('/my-routes');
      await app.field.opensStopForm(WALKED);
      await app.rests();
    },
  },
];
