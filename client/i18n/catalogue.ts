import { PROBLEMS } from '#server/contract/features/all.ts';

import { accounts } from './words/accounts.ts';
import { addressReview } from './words/address-review.ts';
import { analysis } from './words/analysis.ts';
import { annulments } from './words/annulments.ts';
import { attachments } from './words/attachments.ts';
import { attribution } from './words/attribution.ts';
import { audit } from './words/audit.ts';
import { boundaries } from './words/boundaries.ts';
import { charts } from './words/charts.ts';
import { checks } from './words/checks.ts';
import { communeLook } from './words/commune-look.ts';
import { compare } from './words/compare.ts';
import { conduct } from './words/conduct.ts';
import { density } from './words/density.ts';
import { geodata } from './words/geodata.ts';
import { importHistory } from './words/import-history.ts';
import { importDuplicates, importWords } from './words/import-words.ts';
import { imports } from './words/imports.ts';
import { manyActs } from './words/many-acts.ts';
import { map } from './words/map.ts';
import { neighbours } from './words/neighbours.ts';
import { osmImports } from './words/osm-imports.ts';
import { operations } from './words/operations.ts';
import { overview } from './words/overview.ts';
import { periods } from './words/periods.ts';
import { placeAnalysis } from './words/place-analysis.ts';
import { setUp } from './words/set-up.ts';
import { singleSignOn } from './words/single-sign-on.ts';
import { passkeys } from './words/passkeys.ts';
import { plans } from './words/plans.ts';
import { pointDraw } from './words/point-draw.ts';
import { pointExports } from './words/point-exports.ts';
import { points } from './words/points.ts';
import { proposals } from './words/proposals.ts';
import { questions } from './words/questions.ts';
import { reminders } from './words/reminders.ts';
import { replies } from './words/replies.ts';
import { reports } from './words/reports.ts';
import { routes } from './words/routes.ts';
import { geocoding, search } from './words/search.ts';
import { businessImports, inspections } from './words/inspections.ts';
import { sealedAnalyses } from './words/sealed-analyses.ts';
import { deviceProblems } from './words/outbox.ts';
import { sentencesOf } from './words/sentences.ts';
import { services } from './words/services.ts';
import { settings } from './words/settings.ts';
import { signalMeasures } from './words/signal-measures.ts';
import { signals } from './words/signals.ts';
import { selection, table } from './words/table.ts';
import { timeSlider } from './words/time-slider.ts';
import { tipClocks, tipSources } from './words/tip-clocks.ts';
import { tipImports } from './words/tip-imports.ts';
import { tipIntake } from './words/tip-intake.ts';
import { tokens } from './words/tokens.ts';
import { views } from './words/views.ts';
import { visits } from './words/visits.ts';
import { webhooks } from './words/webhooks.ts';
import { sheetPaper } from './words/weekly-sheet-paper.ts';
import { weeklySheets } from './words/weekly-sheets.ts';

/** Words of the screens in both languages, but for those of `first-text.ts` and `everyday.ts`. */
export const catalogue = {
  accounts,
  addressReview,
  analysis,
  attachments,
  attribution,
  audit,
  boundaries,
  charts,
  checks,
  communeLook,
  compare,
  conduct,
  density,
  geocoding,
  geodata,
  importDuplicates,
  importHistory,
  importWords,
  imports,
  businessImports,
  manyActs,
  map,
  neighbours,
  osmImports,
  operations,
  overview,
  periods,
  placeAnalysis,
  passkeys,
  singleSignOn,
  plans,
  annulments,
  pointExports,
  pointDraw,
  points,
  proposals,
  questions,
  reminders,
  replies,
  reports,
  routes,
  search,
  inspections,
  sealedAnalyses,
  sentences: { ...sentencesOf(PROBLEMS), ...deviceProblems },
  services,
  settings,
  setUp,
  signalMeasures,
  signals,
  selection,
  table,
  timeSlider,
  tipClocks,
  tipImports,
  tipIntake,
  tipSources,
  tokens,
  views,
  visits,
  webhooks,
  sheetPaper,
  weeklySheets,
};
