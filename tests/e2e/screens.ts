import type { Role } from '#server/contract/permission.ts';
import { broughtByFeatures } from '#tests/support/features.ts';

import type { App } from './drivers/app-driver.ts';
import { FIGURE_SCREENS, page } from './screens-figures.ts';
import { INSPECTION_SCREENS } from './screens-inspections.ts';
import { ROUTE_SCREENS } from './screens-routes.ts';
import { SIGNAL_SCREENS } from './screens-signals.ts';
import { TIP_SCREENS } from './screens-tips.ts';
import { words } from './words.ts';

export type Screen = {
  name: string;
  /** Null: before the sign-in. */
  role: Role | null;
  /** Leads there and waits until it stands. */
  show(app: App): Promise<void>;
};

/** Default export of `tests/features/<noun>/screens.ts`. */
export type FeatureScreens = {
  screens: readonly Screen[];
  /** Ways of a leader beside the list, and when each is there. */
  waysOfLeader?: readonly [string, (app: App) => Promise<void>][];
};
export const OF_FEATURES = await broughtByFeatures<FeatureScreens>('screens');

const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';

async function showRecord(app: App, name: string): Promise<void> {
  const { id, anchor } = await app.server.pointNamed(name);
  await app.open(`/?at=${anchor.join()}&z=15&id=${id}`);
  await app.point.expectOpen(name);
  await app.map.settled();
}

/** Every screen that the product has, and the states of it that look different. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'sign-in',
    role: null,
    async show(app) {
      await app.open('/sign-in');
      await app.expectSignIn();
    },
  },
  {
    name: 'map',
    role: 'analyst',
    async show(app) {
      await app.open();
      await app.map.settled();
      await app.list.settled();
    },
  },
  {
    name: 'time',
    role: 'analyst',
    async show(app) {
      await app.open('/?time=open&as_of=2026-06-30&known_at=2026-06-30');
      await app.map.settled();
      await app.list.settled();
    },
  },
  {
    name: 'time-options',
    role: 'analyst',
    async show(app) {
      await app.open('/?time=open');
      await app.map.settled();
      await app.time.showsOptions();
    },
  },
  {
    name: 'filters',
    role: 'analyst',
    async show(app) {
      await app.open('/?panel=filters&status=recurring&as_of=2026-06-30');
      await app.map.settled();
      await app.list.opensSheet();
    },
  },
  {
    name: 'point',
    role: 'analyst',
    show: (app) => showRecord(app, RETURNED),
  },
  {
    name: 'point-of-a-planner',
    role: 'planner',
    show: (app) => showRecord(app, 'Tuyến Minh Họa Liên Phường'),
  },
  {
    name: 'act',
    role: 'analyst',
    async show(app) {
      await showRecord(app, RETURNED);
      await app.point.startsAct('eliminate');
    },
  },
  {
    name: 'draw',
    role: 'analyst',
    async show(app) {
      await app.open('/?draw=new');
      await app.map.settled();
      await app.expectSaid(words.pointDraw.newTitle);
    },
  },
  {
    name: 'measure',
    role: 'analyst',
    async show(app) {
      await app.open('/?draw=measure');
      await app.map.settled();
      await app.map.measuresByNumbers('21,02; 105,84', '21,02; 105,85');
    },
  },
  {
    name: 'worklist',
    role: 'leader',
    async show(app) {
      await app.open('/worklist');
      await app.worklist.waitsForList();
      await app.rests();
    },
  },
  {
    name: 'worklist-confirm',
    role: 'leader',
    async show(app) {
      await app.open('/worklist');
      await app.worklist.startsConfirming('Quán bar Minh Họa Số 3');
    },
  },
  {
    name: 'worklist-refuse',
    role: 'leader',
    async show(app) {
      await app.open('/worklist');
      await app.worklist.startsRefusing('Quán bar Minh Họa Số 3');
      await app.worklist.choosesReason('other');
    },
  },
  {
    name: 'worklist-reply',
    role: 'leader',
    async show(app) {
      await app.open('/worklist');
      await app.worklist.startsReplying('Cơ sở tắm hơi Minh Họa Số 9');
    },
  },
  {
    name: 'worklist-of-the-proposer',
    role: 'analyst',
    async show(app) {
      await app.open('/worklist');
      await app.expectScreen(words.worklist.title);
      await app.rests();
    },
  },
  {
    name: 'worklist-empty',
    role: 'coordinator',
    async show(app) {
      await app.open('/worklist');
      await app.expectSaid(words.worklist.emptyTitle);
    },
  },
  page('print', 'analyst', '/print?status=recurring', words.map.printTitle),
  page('imports', 'analyst', '/imports', words.imports.title),
  page('proposals', 'coordinator', '/proposals', words.proposals.title),
  page('accounts', 'admin', '/accounts', words.accounts.title),
  {
    name: 'account',
    role: 'admin',
    async show(app) {
      await app.open('/accounts');
      await app.accounts.startsAccount();
      await app.rests();
    },
  },
  {
    name: 'access',
    role: 'admin',
    async show(app) {
      await app.open('/accounts');
      await app.accounts.startsAct('auditor', words.accounts.reset);
      await app.accounts.confirms(words.accounts.issueLink);
      await app.open(await app.accounts.notesLink());
      await app.expectScreen(words.session.accessTitle);
    },
  },
  page('operations', 'admin', '/operations', words.operations.title),
  page('boundaries', 'admin', '/boundaries', words.boundaries.title),
  page('audit', 'auditor', '/audit', words.audit.title),
  page('settings', 'leader', '/settings', words.settings.title),
  page('geodata', 'admin', '/geodata', words.geodata.title),
  ...INSPECTION_SCREENS,
  ...FIGURE_SCREENS,
  ...ROUTE_SCREENS,
  page('support', null, '/support', words.services.title),
  page('set-up', null, '/set-up', words.setUp.title),
  page('services', 'coordinator', '/services', words.services.title),
  ...TIP_SCREENS,
  ...SIGNAL_SCREENS,
  ...OF_FEATURES.flatMap(({ screens }) => screens),
  {
    name: 'not-allowed',
    role: 'admin',
    async show(app) {
      await app.open('/audit');
      await app.expectNotAllowed('admin');
    },
  },
  {
    name: 'not-found',
    role: 'leader',
    async show(app) {
      await app.open('/no-such-page');
      await app.expectSaid(words.common.notFoundTitle);
    },
  },
];
