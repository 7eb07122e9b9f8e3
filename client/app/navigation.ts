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
  IconUsers,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';

import type { Text } from '#client/i18n/use-text.ts';
import { can, REACH, type Permission, type Role } from '#server/contract/permission.ts';

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
  icon: Icon;
  label: (text: Text) => string;
};

const DESTINATIONS: readonly Destination[] = [
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

/**
 * First destination of a role: the worklist for a commune, the overview for the city, the routes for planners and
 * teams, and the order above for everybody else.
 */
function beginningOf(role: Role): Destination['to'] {
  if (REACH[role] === 'communes') return '/worklist';
  if (REACH[role] === 'routes') return '/my-routes';
  if (role === 'planner') return '/routes';
  return role === 'coordinator' ? '/overview' : '/';
}

/** The screens that a role may use, and only those. */
export function destinationsOf(role: Role): readonly Destination[] {
  const own = DESTINATIONS.filter(
    ({ permission, ofCommunes }) =>
      can(role, permission) && (ofCommunes !== true || REACH[role] === 'communes'),
  );
  return own.toSorted((a, b) => placeOf(a, role) - placeOf(b, role));
}

/** Place in the order above; who signs for a commune finds its targets right after it, and a city reads the weekly sheets that communes write, and compares first. */
function placeOf({ to }: Destination, role: Role): number {
  const place = (wanted: Destination['to']) => DESTINATIONS.findIndex((one) => one.to === wanted);
  if (to === beginningOf(role)) return -1;
  if (to === '/plans' && can(role, 'weekly_sheets:sign')) return place('/commune') + 0.5;
  const later = to === '/weekly-sheet' && REACH[role] === 'city';
  return later ? place('/comparison') + 0.5 : place(to);
}

/** Destination of a role after the sign-in. */
export function homeOf(role: Role): Destination['to'] | '/settings' {
  return destinationsOf(role)[0]?.to ?? '/settings';
}
