import { accounts } from './en/accounts.ts';
import { addressReview } from './en/address-review.ts';
import { analysis } from './en/analysis.ts';
import { attachments } from './en/attachments.ts';
import { audit } from './en/audit.ts';
import { boundaries } from './en/boundaries.ts';
import { checks } from './en/checks.ts';
import { common } from './en/common.ts';
import { geocoding } from './en/geocoding.ts';
import { geodata } from './en/geodata.ts';
import { handover } from './en/handover.ts';
import { businessImports } from './en/business-imports.ts';
import { imports } from './en/imports.ts';
import { map } from './en/map.ts';
import { outbox } from './en/outbox.ts';
import { overview } from './en/overview.ts';
import { placeAnalysis } from './en/place-analysis.ts';
import { plans } from './en/plans.ts';
import { pointActs } from './en/point-acts.ts';
import { pointDraw } from './en/point-draw.ts';
import { pointDrawer } from './en/point-drawer.ts';
import { points } from './en/points.ts';
import { pointsList } from './en/points-list.ts';
import { problems } from './en/problems.ts';
import { register } from './en/register.ts';
import { reminders } from './en/reminders.ts';
import { replies } from './en/replies.ts';
import { reports } from './en/reports.ts';
import { routes } from './en/routes.ts';
import { search } from './en/search.ts';
import { inspections } from './en/inspections.ts';
import { services } from './en/services.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { signalMeasures } from './en/signal-measures.ts';
import { signals } from './en/signals.ts';
import { timeSlider } from './en/time-slider.ts';
import { tipClocks, tipSources } from './en/tip-clocks.ts';
import { tipImports } from './en/tip-imports.ts';
import { tipIntake } from './en/tip-intake.ts';
import { tips } from './en/tips.ts';
import { visits } from './en/visits.ts';
import { weeklySheets } from './en/weekly-sheets.ts';
import { worklist } from './en/worklist.ts';
import type { vi } from './vi.ts';

export const en: typeof vi = {
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
