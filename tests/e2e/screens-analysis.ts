import type { Role } from '#server/contract/permission.ts';

import type { Screen } from './screens.ts';
import { words } from './words.ts';

function page(name: string, role: Role, address: string, title: string): Screen {
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

/** The comparison and its views, for the city and for a commune, and the analyses on the map. */
export const ANALYSIS_SCREENS: readonly Screen[] = [
  page('comparison', 'analyst', '/comparison?commune=00070', analysis.title),
  page('comparison-of-a-leader', 'leader', '/comparison', analysis.title),
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
      await app.analysis.expectRefusal();
      await app.rests();
    },
  },
];
