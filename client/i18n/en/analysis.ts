import type { analysis as vi } from '#client/i18n/vi/analysis.ts';

export const analysis: typeof vi = {
  nav: 'Compare',
  title: 'Comparison without false blame',
  lead: 'Each commune against what chance alone could bring it. Only verified events count; a suspicion never does.',
  views: 'View',
  view: {
    funnel: 'Funnel',
    map: 'Map of rates',
    survival: 'How long it lasts',
    audit: 'Feedback audit',
  },
  measureLabel: 'Compared by',
  measure: {
    recurrences: 'Recurrences',
    new_points: 'New points',
    late_tips: 'Tips handled late',
  },
  from: 'From',
  to: 'To',
  funnelTitle: 'Observed against expected',
  funnelLead: {
    recurrences:
      'Expected: recurrences if every day of a closed place carried the risk of the whole city, category by category.',
    new_points: 'Expected: new points if the rate by population were that of the whole city.',
    late_tips:
      'Expected: late tips if the share of each kind were that of the whole city. What is not due yet does not count.',
  },
  funnelName: ({ measure, communes }) =>
    `Funnel plot: ${measure}, ${communes} communes. Arrow keys move between communes, Enter opens the cases. The table is below.`,
  axisExpected: 'Expected count',
  axisRatio: 'Observed / expected',
  limitAction: '99.8% limit',
  limitWarning: '95% limit',
  legendWithin: 'Within the range expected by chance',
  legendAbove: 'Above the limits',
  legendBelow: 'Below the limits',
  chanceOutside: ({ communes, warning, action }) =>
    `Of ${communes} communes that expect 5 or more, even if they do not differ at all, chance alone may bring up to ${warning} outside the 95% limits and ${action} outside the 99.8% limits.`,
  spreadWide: ({ phi, p, spread }) =>
    `Communes differ by more than chance (φ = ${phi}, ${p}), their true ratios commonly by some ±${spread}: the limits have been widened accordingly.`,
  spreadEven: ({ phi, p }) =>
    `Communes are not seen to differ by more than chance (φ = ${phi}, ${p}): exact Poisson limits.`,
  spreadFew: ({ communes }) =>
    `Communes that expect 5 or more: ${communes}, of 20 that are needed to tell whether communes differ. Exact Poisson limits.`,
  spreadNobody: 'No commune expects 5 or more, so nothing can be said about any of them.',
  praised: 'To be commended',
  criticised: 'To be criticised',
  nobodyPraised: 'No commune lies clearly enough below chance to be commended.',
  nobodyCriticised: 'No commune lies clearly enough above chance to be criticised.',
  rule: 'Named only when outside the 99.8% limits after over-dispersion, at least 5 expected, records 95% complete, and on the same side before or 5 away; nobody is commended who looked at fewer than half of the places.',
  everybodyElse: ({ count }) =>
    `The other ${count} communes: within the range expected by chance, or with too little to tell. Their order means nothing.`,
  within: 'Within the range expected by chance',
  undecided: 'Too little to tell',
  above: 'Above chance',
  below: 'Below chance',
  observedOf: ({ observed, expected, low, high }) =>
    `${observed} against ${expected} expected (99.8%: ${low}–${high})`,
  completeness: 'Records complete',
  unchecked: 'Unchecked',
  replied: 'Replied',
  repliedOf: ({ replied, cases }) => `${replied}/${cases}`,
  none: '–',
  reason: {
    outside_limits: 'Outside the 99.8% limits',
    within_limits: 'Within the 99.8% limits',
    too_little_exposure: 'Fewer than 5 expected: too little to tell',
    incomplete_records: 'Records less than 95% complete: not enough to tell',
    not_repeated: 'Not the same side before, and less than 5 away',
    nothing_checked: 'Fewer than half of the places looked at: silence is not success',
  },
  tableTitle: 'Table',
  columns: {
    commune: 'Commune',
    observed: 'Observed',
    expected: 'Expected',
    exposure: {
      place_days: 'Closed-place-days',
      person_days: 'Person-days',
      tips: 'Tips closed or overdue',
    },
    ratio: 'Ratio',
    limits: '99.8%',
    change: 'z since the period before',
    verdict: 'Reading',
  },
  changeMore:
    'z = 2(√now − √before); only beyond ±3 is it a real change. Percentages are not used for small counts.',
  openCases: ({ commune }) => `Show the cases of ${commune}`,
  casesTitle: ({ commune }) => `Cases: ${commune}`,
  closeCases: 'Close the cases',
  noCases: 'No case in this period.',
  caseRecurrence: ({ days }) => `${days} after its elimination`,
  caseTip: ({ date }) => `due ${date}`,
  reply: "The commune's reply",
  noReply: 'No reply yet.',
  noReplyDue: ({ date }) => `No reply yet (due ${date}).`,
  repliedOn: ({ moment }) => `Sent ${moment}`,
  noPopulationTitle: 'No population figures yet',
  noPopulation:
    'New points can only be compared by population, never "per commune". The standing agency enters the figures with their source below.',
  population: ({ source, date }) => `Population: ${source}, as of ${date}.`,
  populationTitle: 'Enter population',
  populationLead:
    'One unit code and number of people a line, with a semicolon or tab between. Earlier figures are kept.',
  populationRows: 'Unit code; people',
  populationSource: 'Source',
  populationDay: 'Figures as of',
  populationSave: 'Save population',
  populationSaved: ({ count }) => `Saved the population of ${count} communes.`,
  populationBad: ({ line }) =>
    `Line ${line} cannot be read. Needed: a code of five digits; people.`,
  mapTitle: 'Smoothed rates (empirical Bayes)',
  mapLead:
    'Where there is little data the rate is drawn towards that of the city, since nothing else can be said. Raw rates are not coloured.',
  mapName: 'Map of rates by commune; the full figures are in the table below.',
  mapApproximate:
    'The boundaries of communes are approximate (one in five is wrong), so the map of rates is off: it would colour the wrong commune. Import an official file. The table below is complete.',
  mapTooltip: ({ events, exposure, low, high }) =>
    `${events} events / ${exposure}; 95% interval of the raw rate: ${low}–${high}`,
  ratePerPlaceYear: 'per 100 place-years',
  ratePerPeople: 'points per million person-years',
  rateShare: '% of tips late',
  smoothed: 'Smoothed rate',
  raw: 'Raw rate',
  interval: '95% interval',
  survivalTitle: 'How long eliminated places stay quiet',
  survivalLead:
    'Share still quiet by days since the elimination (Kaplan–Meier). A place still being watched counts as unknown, not as success.',
  grouping: {
    all: 'All',
    category: 'By category',
    way: 'By way of elimination',
    commune: 'By commune',
  },
  groupingLabel: 'Grouped',
  groupsLabel: 'Groups drawn (at most 5)',
  bandLabel: 'Confidence',
  bands: {
    pointwise: 'Pointwise (log–log)',
    equal_precision: 'Band for the whole curve, equal precision (Nair)',
    hall_wellner: 'Band for the whole curve (Hall–Wellner)',
  },
  allCity: 'The whole city',
  unknownWay: 'Way of elimination not recorded',
  survivalName: ({ curves }) =>
    `Survival curves of ${curves} groups, each with its own stroke and name. The table is below.`,
  axisDays: 'Days since elimination',
  axisQuiet: 'Still quiet',
  atRisk: 'At risk',
  greyed: 'Thin grey parts: fewer than 10 places are still watched, which says very little.',
  sentence: ({ name, share, days, low, high }) =>
    `${name}: ${share} of places are still quiet after ${days} days (95% interval: ${low}–${high}).`,
  sentenceNone: ({ name }) => `${name}: no elimination has been watched yet.`,
  sentenceAllQuiet: ({ name, closures, days }) =>
    `${name}: no recurrence recorded; eliminations: ${closures}, watched for up to ${days} days.`,
  sentenceStillQuiet: ({ name, days, recurrences }) =>
    `${name}: all places watched are still quiet after ${days} days; recurrences later than that: ${recurrences}.`,
  sentenceGone: ({ name, days }) =>
    `${name}: of the places watched up to day ${days}, none is quiet after it.`,
  sentenceShort: ({ name, closures, recurrences, days }) =>
    `${name}: recurrences: ${recurrences}, eliminations: ${closures}; watched for ${days} days only, not long enough to speak of 90 days.`,
  sentenceGap: ({ name, from, to }) =>
    `${name}: from day ${from} to day ${to} no place was watched, so nothing is said about later days.`,
  logRank: 'log-rank',
  logRankByCategory: 'log-rank stratified by category',
  testDiffers: ({ test, p }) => `The curves differ by more than chance (${test}, ${p}).`,
  testSame: ({ test, p }) =>
    `The curves are not seen to differ by more than chance (${test}, ${p}).`,
  permuted: ({ test }) => `${test}, by permutation since recurrences are few`,
  testNone:
    'The curves cannot be compared yet: no recurrence happened while two groups were being watched.',
  testNoneByCategory:
    'The curves cannot be compared yet: no recurrence happened while two groups had places of one category being watched.',
  testSets: ({ sets }) =>
    `Compared within these sets only, since the sets have no places of one category watched at the same time: ${sets}.`,
  testAlone: ({ names }) => `Compared with no other group: ${names}.`,
  pair: ({ first, second, p }) => `${first} and ${second}: ${p} (Holm)`,
  survivalColumns: {
    group: 'Group',
    closures: 'Eliminations',
    recurrences: 'Recurrences',
    at: ({ days }) => `Quiet after ${days} days`,
    median: 'Median (days)',
    mean: 'Mean quiet days within 365',
  },
  notReached: 'not reached',
  watchedFor: ({ days }) => `watched for ${days} days only`,
  noSpells: 'No place has been eliminated yet, so there is no curve to draw.',
  run: ({ version, cutOff }) => `Definitions ${version} · data up to ${cutOff}`,
  runSeed: ({ replicates, seed }) => ` · ${replicates} permutations, seed ${seed}`,
  noData: 'none yet',
  auditTitle: 'Do patrols find where patrols went?',
  auditLead:
    'Where the share found by patrols keeps growing, the data feed the patrols that made them. By quarter, to be printed.',
  auditColumns: {
    quarter: 'Quarter',
    reported: 'Reported',
    found: 'Found by patrols',
    share: 'Share of patrols (95%)',
    confirmed: 'Confirmed: reported / patrols',
    perChecks: 'With signs per 100 checks',
  },
  quarter: ({ quarter, year }) => `Q${quarter} ${year}`,
  auditName: 'Share of signals found by patrols, by quarter',
  noStops:
    'No route with results is done yet, so stops drawn at random cannot be compared with chosen ones: what is missed cannot be estimated.',
  stops: ({ random, chosen }) =>
    `With signs at random stops: ${random}; at chosen stops: ${chosen}.`,
};
