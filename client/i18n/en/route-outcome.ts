import type { routeOutcome as vi } from '#client/i18n/vi/route-outcome.ts';

export const routeOutcome: typeof vi = {
  tally: {
    planned: 'Planned',
    visited: 'Checked',
    couldNotCheck: 'Could not be checked',
    carried: 'Put off',
    open: 'No result yet',
    late: 'Late',
    signs: 'Signs',
    findings: 'Businesses to re-inspect',
    foundPerHour: 'Found an hour',
  },
  tallies: { all: 'All', ranked: 'By reasons', random: 'At random', unplanned: 'Unplanned' },
  quotas: {
    title: "Progress of the year's quotas of the communes visited",
    commune: 'Commune',
    onRoute: 'Inspected on this route',
    inspected: 'Inspected this year',
    quota: 'Quota',
    none: 'Not set',
    share: ({ quota, share }) => `${quota} (${share} reached)`,
  },
};
