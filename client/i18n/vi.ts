import { accounts } from './vi/accounts.ts';
import { addressReview } from './vi/address-review.ts';
import { analysis } from './vi/analysis.ts';
import { attachments } from './vi/attachments.ts';
import { audit } from './vi/audit.ts';
import { boundaries } from './vi/boundaries.ts';
import { checks } from './vi/checks.ts';
import { common } from './vi/common.ts';
import { geocoding } from './vi/geocoding.ts';
import { geodata } from './vi/geodata.ts';
import { handover } from './vi/handover.ts';
import { businessImports } from './vi/business-imports.ts';
import { imports } from './vi/imports.ts';
import { map } from './vi/map.ts';
import { outbox } from './vi/outbox.ts';
import { overview } from './vi/overview.ts';
import { placeAnalysis } from './vi/place-analysis.ts';
import { plans } from './vi/plans.ts';
import { pointActs } from './vi/point-acts.ts';
import { pointDraw } from './vi/point-draw.ts';
import { pointDrawer } from './vi/point-drawer.ts';
import { points } from './vi/points.ts';
import { pointsList } from './vi/points-list.ts';
import { problems } from './vi/problems.ts';
import { register } from './vi/register.ts';
import { reminders } from './vi/reminders.ts';
import { replies } from './vi/replies.ts';
import { reports } from './vi/reports.ts';
import { routes } from './vi/routes.ts';
import { search } from './vi/search.ts';
import { inspections } from './vi/inspections.ts';
import { services } from './vi/services.ts';
import { session } from './vi/session.ts';
import { settings } from './vi/settings.ts';
import { signalMeasures } from './vi/signal-measures.ts';
import { signals } from './vi/signals.ts';
import { timeSlider } from './vi/time-slider.ts';
import { tipClocks, tipSources } from './vi/tip-clocks.ts';
import { tipImports } from './vi/tip-imports.ts';
import { tipIntake } from './vi/tip-intake.ts';
import { tips } from './vi/tips.ts';
import { visits } from './vi/visits.ts';
import { weeklySheets } from './vi/weekly-sheets.ts';
import { worklist } from './vi/worklist.ts';

/** The Vietnamese catalogue is the source: its shape is what every other language must fill. */
export const vi = {
  accounts,
  addressReview,
  analysis,
  attachments,
  audit,
  boundaries,
  checks,
  common,
  geocoding,
  geodata,
  handover,
  imports,
  businessImports,
  map,
  outbox,
  overview,
  placeAnalysis,
  plans,
  pointActs,
  pointDraw,
  pointDrawer,
  points,
  pointsList,
  problems,
  register,
  reminders,
  replies,
  reports,
  routes,
  search,
  inspections,
  services,
  session,
  settings,
  signalMeasures,
  signals,
  timeSlider,
  tipClocks,
  tipImports,
  tipIntake,
  tips,
  tipSources,
  visits,
  weeklySheets,
  worklist,
};
