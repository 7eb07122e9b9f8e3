import {
  IconAlertCircle,
  IconBuildingCommunity,
  IconBuildingStore,
  IconCalendarCheck,
  IconCalendarTime,
  IconChecklist,
  IconClockPlay,
  IconFileImport,
  IconFlame,
  IconHelpCircle,
  IconLayoutDashboard,
  IconListCheck,
  IconMap2,
  IconMessage2Exclamation,
  IconPlugConnected,
  IconReport,
  IconRoute,
  IconScale,
  IconRoad,
  IconRulerMeasure,
  IconServer,
  IconShape,
  IconTargetArrow,
  IconUserCheck,
  IconUsers,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

import type { Text } from '#client/i18n/use-text.ts';
import type { Permission } from '#server/contract/permission.ts';

import { PLAN_ROUTES } from './plan-routes.ts';
import { ROUTE_PLANNING } from './route-planning.ts';
import { TIP_ROUTES } from './tip-routes.ts';
import { WEEKLY_SHEET_ROUTES } from './weekly-sheet-routes.ts';

/** The addresses of features whose screens stand in files of their own; `all-routes.tsx` has the others. */
export const SCREEN_ROUTES = [
  ...PLAN_ROUTES,
  ...TIP_ROUTES,
  ...ROUTE_PLANNING,
  ...WEEKLY_SHEET_ROUTES,
] as const;

export type Destination = {
  to:
    | '/'
    | '/worklist'
    | '/weekly-sheet'
    | '/inspection-objects'
    | '/routes'
    | '/my-routes'
    | '/tips'
    | '/signals'
    | '/signal-measures'
    | '/tip-clocks'
    | '/tip-sources'
    | '/webhooks'
    | '/comparison'
    | '/proposals'
    | '/questions'
    | '/commune'
    | '/hot-spots'
    | '/plans'
    | '/reports'
    | '/overview'
    | '/jobs'
    | '/operations'
    | '/imports'
    | '/boundaries'
    | '/geodata'
    | '/accounts'
    | '/audit';
  permission: Permission;
  /** Only for roles that answer for communes: others reach it from elsewhere. */
  ofCommunes?: true;
  /** The way after which roles of the whole city find it, where that is another place than in the list. */
  afterForCity?: Destination['to'];
  icon: Icon;
  label: (text: Text) => string;
};

/** The ways to the screens, in the order in which they are shown. */
export const DESTINATIONS: readonly Destination[] = [
  { to: '/', permission: 'points:read', icon: IconMap2, label: (text) => text.common.goMap },
  {
    to: '/worklist',
    permission: 'worklist:read',
    icon: IconChecklist,
    label: (text) => text.common.goWorklist,
  },
  {
    to: '/commune',
    permission: 'analysis:read',
    ofCommunes: true,
    icon: IconBuildingCommunity,
    label: (text) => text.destinations.communeLook,
  },
  {
    to: '/tips',
    permission: 'tips:read',
    icon: IconMessage2Exclamation,
    label: (text) => text.destinations.tips,
  },
  {
    to: '/weekly-sheet',
    permission: 'weekly_sheets:read',
    afterForCity: '/comparison',
    icon: IconCalendarCheck,
    label: (text) => text.destinations.weeklySheets,
  },
  {
    to: '/my-routes',
    permission: 'routes:work',
    icon: IconRoute,
    label: (text) => text.destinations.myRoutes,
  },
  {
    to: '/routes',
    permission: 'routes:plan',
    icon: IconRoute,
    label: (text) => text.destinations.routes,
  },
  {
    to: '/signals',
    permission: 'points:read',
    icon: IconAlertCircle,
    label: (text) => text.destinations.signals,
  },
  {
    to: '/inspection-objects',
    permission: 'inspection_objects:read',
    icon: IconBuildingStore,
    label: (text) => text.destinations.inspections,
  },
  {
    to: '/comparison',
    permission: 'analysis:read',
    icon: IconScale,
    label: (text) => text.destinations.analysis,
  },
  {
    to: '/questions',
    permission: 'analysis:read',
    icon: IconHelpCircle,
    label: (text) => text.destinations.questions,
  },
  {
    to: '/hot-spots',
    permission: 'analysis:places',
    icon: IconFlame,
    label: (text) => text.destinations.placeAnalysis,
  },
  {
    to: '/plans',
    permission: 'plans:read',
    icon: IconTargetArrow,
    label: (text) => text.destinations.plans,
  },
  {
    to: '/overview',
    permission: 'overview:read',
    icon: IconLayoutDashboard,
    label: (text) => text.destinations.overview,
  },
  {
    to: '/reports',
    permission: 'reports:read',
    icon: IconReport,
    label: (text) => text.destinations.reports,
  },
  {
    to: '/imports',
    permission: 'points:import',
    icon: IconFileImport,
    label: (text) => text.common.goImports,
  },
  {
    to: '/accounts',
    permission: 'accounts:manage',
    icon: IconUsers,
    label: (text) => text.common.goAccounts,
  },
  {
    to: '/proposals',
    permission: 'proposals:decide',
    icon: IconUserCheck,
    label: (text) => text.destinations.proposals,
  },
  {
    to: '/boundaries',
    permission: 'boundaries:manage',
    icon: IconShape,
    label: (text) => text.common.goBoundaries,
  },
  {
    to: '/geodata',
    permission: 'gazetteers:manage',
    icon: IconRoad,
    label: (text) => text.destinations.geodata,
  },
  {
    to: '/tip-clocks',
    permission: 'settings:manage',
    icon: IconCalendarTime,
    label: (text) => text.destinations.tipClocks,
  },
  {
    to: '/signal-measures',
    permission: 'settings:manage',
    icon: IconRulerMeasure,
    label: (text) => text.destinations.signalMeasures,
  },
  {
    to: '/tip-sources',
    permission: 'tip_sources:manage',
    icon: IconPlugConnected,
    label: (text) => text.destinations.tipSources,
  },
  {
    to: '/webhooks',
    permission: 'accounts:manage',
    icon: IconWebhook,
    label: (text) => text.destinations.webhooks,
  },
  {
    to: '/jobs',
    permission: 'jobs:manage',
    icon: IconClockPlay,
    label: (text) => text.destinations.jobs,
  },
  {
    to: '/operations',
    permission: 'jobs:manage',
    icon: IconServer,
    label: (text) => text.destinations.operations,
  },
  {
    to: '/audit',
    permission: 'audit:read',
    icon: IconListCheck,
    label: (text) => text.common.goAudit,
  },
];

type WorkCard = { permission: Permission; load: () => Promise<{ default: ComponentType }> };

/** Cards above the list of work, for roles with a right; of the others nobody loads anything. */
export const WORK_CARDS: readonly WorkCard[] = [
  // Most days it is not due, and then nothing of it but a question is loaded.
  {
    permission: 'weekly_sheets:sign',
    load: () => import('#client/features/weekly-sheets/due-sheet-card.tsx'),
  },
];
