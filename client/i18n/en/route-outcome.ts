import type {
  outsideOptimiser as viOutside,
  routeOutcome as vi,
} from '#client/i18n/vi/route-outcome.ts';

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
  lateRule: ({ minutes }) => `Late: begun more than ${minutes} minutes after the planned start.`,
  rateRule: ({ minutes }) =>
    `Found an hour: places with signs or to re-inspect, over the time of each team from its first arrival to its last result; only from ${minutes} minutes on.`,
  rateTooShort: ({ minutes }) => `None yet: ${minutes} minutes seen`,
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

export const outsideOptimiser: typeof viOutside = {
  waiting: 'The optimiser outside is being asked, too.',
  taken: 'The order of the optimiser outside, held against every rule.',
  not_better: 'Our own order: the optimiser outside found none that is better.',
  broke_rules: 'Our own order: that of the optimiser outside broke rules and was left aside.',
  late: 'Our own order: the optimiser outside did not answer in time.',
  unreachable: 'Our own order: the optimiser outside gave no answer.',
  not_asked: 'Our own order: the optimiser outside cannot keep orders or locked positions.',
};
