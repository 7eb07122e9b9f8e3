import { accounts } from '#client/features/accounts/feature.ts';
import { analysis } from '#client/features/analysis/feature.ts';
import { attribution } from '#client/features/attribution/feature.ts';
import { audit } from '#client/features/audit/feature.ts';
import { checks } from '#client/features/checks/feature.ts';
import { conduct } from '#client/features/conduct/feature.ts';
import { handovers } from '#client/features/handovers/feature.ts';
import { inspectionObjects } from '#client/features/inspection-objects/feature.ts';
import { manyActs } from '#client/features/many-acts/feature.ts';
import { mapExport } from '#client/features/map-export/feature.ts';
import { notices } from '#client/features/notices/feature.ts';
import { operations } from '#client/features/operations/feature.ts';
import { overview } from '#client/features/overview/feature.ts';
import { plans } from '#client/features/plans/feature.ts';
import { pointImports } from '#client/features/point-imports/feature.ts';
import { proposals } from '#client/features/proposals/feature.ts';
import { questions } from '#client/features/questions/feature.ts';
import { reminders } from '#client/features/reminders/feature.ts';
import { replies } from '#client/features/replies/feature.ts';
import { reports } from '#client/features/reports/feature.ts';
import { routes } from '#client/features/routes/feature.ts';
import { services } from '#client/features/services/feature.ts';
import { signals } from '#client/features/signals/feature.ts';
import { teams } from '#client/features/teams/feature.ts';
import { tipImports } from '#client/features/tip-imports/feature.ts';
import { tipSources } from '#client/features/tip-sources/feature.ts';
import { tips } from '#client/features/tips/feature.ts';
import { webhooks } from '#client/features/webhooks/feature.ts';
import { weeklySheets } from '#client/features/weekly-sheets/feature.ts';

/** The features of the client that bring something of their own to the frame. */
export const FEATURES = [
  accounts,
  analysis,
  attribution,
  audit,
  checks,
  conduct,
  handovers,
  inspectionObjects,
  manyActs,
  mapExport,
  notices,
  operations,
  overview,
  plans,
  pointImports,
  proposals,
  questions,
  reminders,
  replies,
  reports,
  routes,
  services,
  signals,
  teams,
  tipImports,
  tipSources,
  tips,
  webhooks,
  weeklySheets,
] as const;
