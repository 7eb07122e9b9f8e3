import type { Role } from '#server/contract/permission.ts';

import type { Screen } from './screens.ts';
import { words } from './words.ts';

/** A screen that stands once its title can be read and nothing moves. */
export function page(name: string, role: Role | null, address: string, title: string): Screen {
  return {
    name,
    role,
    async show(app) {
      await app.open(address);
      await app.expectScreen(title);
      await app.rests();
    },
  };
}

const { analysis, placeAnalysis } = words;

const INFORMED = 'Người dân được tuyên truyền, phổ biến';

function plan(name: string, role: Role): Screen {
  return {
    name,
    role,
    async show(app) {
      await app.plans.opens('46/KH-UBND');
      await app.expectScreen(words.plans.title);
      await app.plans.expectIndicators();
      await app.rests();
    },
  };
}

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

/** Screens that show figures: analysis, overview, plans and reports. */
export const FIGURE_SCREENS: readonly Screen[] = [
  // The comparison and its views, for the city and for a commune, and the analyses on the map.
  page('comparison', 'analyst', '/comparison?commune=00070', analysis.title),
  page('comparison-of-a-leader', 'leader', '/comparison', analysis.title),
  page('commune-of-a-leader', 'leader', '/commune', 'phường Hoàn Kiếm'),
  page('comparison-map', 'analyst', '/comparison?view=map', analysis.title),
  page('comparison-new-points', 'coordinator', '/comparison?measure=new_points', analysis.title),
  page('survival', 'analyst', '/comparison?view=survival', analysis.title),
  page('feedback-audit', 'coordinator', '/comparison?view=audit', analysis.title),
  {
    name: 'hot-spots',
    role: 'analyst',
    async show(app) {
      await app.open('/hot-spots');
      await app.expectScreen(placeAnalysis.title);
      await app.analysis.startsAnalysis();
      await app.analysis.expectAnswer();
      await app.rests();
    },
  },
  // The city at a glance, for who leads it.
  {
    name: 'overview',
    role: 'coordinator',
    async show(app) {
      await app.open('/overview');
      await app.expectScreen(words.overview.title);
      await app.overview.expectStands();
      await app.rests();
    },
  },
  // A plan's targets for the city and for a commune, and what is written about them.
  plan('plans', 'coordinator'),
  plan('plans-of-a-leader', 'leader'),
  {
    name: 'plan-allotment',
    role: 'coordinator',
    async show(app) {
      await app.plans.opens('46/KH-UBND');
      await app.plans.startsAllotting(INFORMED);
    },
  },
  {
    name: 'plan-result',
    role: 'coordinator',
    async show(app) {
      await app.plans.opens('46/KH-UBND');
      await app.plans.startsResult(INFORMED);
    },
  },
  // Reports of the city and of a commune, for who drafts and who approves.
  report('reports', 'coordinator', '/reports?period=year&year=2026'),
  report('reports-of-a-leader', 'leader', '/reports'),
];
